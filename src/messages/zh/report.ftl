# 结果里的文字。

list-separator = 、
in-brackets = （{ $words }）

count-documents = { $count } 份文档
count-questions = { $count } 道题
count-misconceptions = { $count } 处误解

## 汇总行。

summary-coverage = 覆盖率 { $coverage }%
summary-no-coverage = 没有覆盖率
summary-line = { $coverage }：{ $documents }，{ $questions }
summary-questions = { $questions }（{ $states }）
summary-answered = 已作答 { $count }
summary-empty = 未作答 { $count }
summary-unmatched = 无对应细则 { $count }
summary-ignored = 已忽略 { $count }
summary-misconceptions = { $line }，{ $misconceptions }
summary-without-answers = { $line }；另有 { $documents }没有答案

## 最接近的句子缺什么。

lacks-terms = 缺少 { $terms }
lack-terms = 有所缺失
lack-order = 顺序不同
lack-distance = 相隔太远
lack-negation = 被否定
lack-mention-only = 只提到，没有解释
lack-asked = 只是复述题目
lack-wrong-claim = 属于误解
lack-copied = 抄自评分细则或参考答案
lack-comment = 写在注释里，却没有代码

## 每道题的一行。

terminal-not-answered = 未作答
terminal-placeholder = 只有占位符
terminal-ignored = 已忽略
terminal-no-rubric = 没有对应的评分细则
rubrics-ambiguous = 多份细则同样符合：{ $rubrics }
terminal-points = 关键点 { $covered }/{ $all }
terminal-bonus = 加分 +{ $points }
terminal-sure = 把握 { $percent }%

## 各类事物的名称。

verdict-covered = 已覆盖
verdict-partial = 部分覆盖
verdict-missing = 缺失
verdict-contradicted = 说反了

flag-keyword-list = 罗列关键词
flag-question-echo = 复述题目
flag-verbatim-copy = 原文照抄
flag-commented-prose = 写在注释里
flag-off-topic = 答非所问
flag-off-topic-instead = 答非所问：答的是 { $question }
flag-repetition = 反复重复

severity-error = 错误
severity-warning = 警告
severity-note = 说明
help = 建议

## 文档里的问题。

ignore-of-no-keypoint = `{ $id }` 不是这道题的关键点
ignore-of-covered = 答案已覆盖 `{ $id }`，不必忽略
document-references-only = 其中只有参考答案，没有候选人的答案
document-without-answers = 其中没有候选人作答的位置
