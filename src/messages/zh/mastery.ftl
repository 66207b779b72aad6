# 多份答案合起来说明什么。

mastery-title = 综合各份答案
coverage-at-95 = 覆盖率 { $coverage }（95% 区间 { $interval }）
cards-title = 遗漏的关键点
and-more = 另有 { $count } 项
more-not-shown = …… 另有 { $count } 项未在此列出。

## 各表的标题。

trend = 趋势
trend-of-some = 趋势：{ $all } 个时点中的 { $shown } 个
topics = 各主题
weakest-topics = 最薄弱的主题
by-level = 按级别
by-file = 按文件
by-person = 按人员
questions-told = 各题目
points-told = 各关键点
points-missed-most = 最常遗漏的关键点
points-denied = 说反了的关键点
misconceptions-held = 出现的误解
never-tried = 从未作答的题目
practise-next = 接下来练什么
due-on = { $day } 该复习的题目
nothing-due = 没有到期的题目；下一道
leeches = 一再遗漏的关键点

## 各列的名称。

column-day = 日期
column-moment = 时点
column-coverage = 覆盖率
column-interval = 95% 区间
column-answered = 已作答
column-never-tried = 从未作答
column-went = 变化
column-topic = 主题
column-level = 级别
column-file = 文件
column-person = 人员
column-points-missed = 遗漏关键点
column-misconceptions = 误解
column-weakest-topic = 最弱的主题
column-difficulty = 难度
column-discrimination = 区分度
column-answers = 答案数
column-title = 标题
column-key-point = 关键点
column-statement = 内容
column-times = 次数
column-where = 位置
column-claim = 错误说法
column-right = 正确说法
column-because = 原因
column-due = 到期
column-last = 上次
column-recall = 回忆概率

## 单元格里的文字。

moment-now = 现在
went-new = 新
left-empty = 未作答
left-empty-at = 未作答，见 { $place }
never-asked = 从未练过
times-in-a-row = 连续 { $times } 次
point-of-person = { $point }（{ $person }）
