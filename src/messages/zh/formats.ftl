# 各种格式的结果，以及展示评分细则时所说的话。

## 判定，以及批注。

point-in-part = 部分覆盖
gap = { $verdict }：{ $point }
gap-lacking = { $gap }（{ $lack }）
question-not-answered = 未作答
question-only-placeholder = 未作答：只有占位符
question-without-rubric = 没有评分细则适用于这道题
every-question-answered = 每道题都有作答
every-answer-its-own = 每个回答都用自己的话答了所问的题
every-question-has-rubric = 每道题都有评分细则
taken-out-by-directive = 已按指令排除
bonus-point = 加分点

## 位置。

on-line = 第 { $line } 行
said-on-line = 第 { $line } 行：{ $quote }
said-at-column = 第 { $line } 行第 { $column } 列：{ $quote }

## 差异。

diff-question = { $title }，第 { $line } 行
diff-partly = { $point }（{ $said }）

## GitHub 上的批注。

more-errors = { $count } 个错误
more-warnings = { $count } 个警告
more-notices = { $count } 个通知
annotations-left-out = 另有 { $more }未在此列出

## 合并请求里的评论。

comment-title = 答题覆盖率
comment-coverage = 覆盖率
comment-question = 题目
comment-points = 关键点
comment-place = 位置
comment-covered = { $covered } / { $core }
comment-ignored = 已忽略
comment-no-rubric = 无评分细则
comment-gap = **{ $verdict }**：{ $point }
comment-gap-said = { $gap }；第 { $line } 行：{ $quote }（{ $lack }）
comment-wrong = **误解**，第 { $line } 行：{ $claim } → { $correction }
comment-problems = 问题
comment-failed = 未达标
failures-left-out = …… 另有 { $count } 项未达标未在此列出。
questions-left-out = …… 另有 { $count } 道题未在此列出。
gaps-left-out = …… 另有 { $count } 道题的缺口未在此列出。
problems-left-out = …… 另有 { $count } 个问题未在此列出。

## 徽章。

badge-label = 答题覆盖率
badge-unknown = 未知

## 评分细则。

points-from-references = 取自参考答案
so-many-key-points = { $count } 个关键点
question-aliases = 别名：{ $aliases }
question-topics = 主题：{ $topics }
question-level = 级别：{ $level }
question-key-points = 关键点
question-bonus = 加分点
references-one-suffices = 参考答案，符合其一即可
references-all-count = 参考答案，全部计入
question-misconceptions = 误解
example-failed = 不符
example-came-out = { $example } 实际判为 { $got }
examples-failed = { $count } 个例子，{ $failed } 个不符
