# 每个判定的理由。

explain-question = { $rubric }；{ $status }
explain-rubric = 评分细则 { $rubric }，把握 { $percent }%
explain-ambiguous = 多份评分细则同样符合：{ $rubrics }
explain-no-rubric = 没有对应的评分细则

explain-answered = 已作答
explain-empty = 未作答，什么也没有覆盖
explain-placeholder = 只有占位符，什么也没有覆盖
explain-unmatched = 不评分
explain-ignored = 被指令忽略

explain-flag = 标记：{ $flag }
explain-keypoint = { $id }，{ $credit }
explain-credit = 得 { $earned }/{ $weight }
explain-bonus = 加分项
explain-rule = 规则
explain-by-likeness = 按与关键点原文的相似程度
explain-nearest = 最接近：{ $quote } { $lack }
explain-wrong = 误解
explain-claim = { $id }，扣 { $weight }
explain-right = 正确

matched-exact = 原词：{ $term }
matched-inflection = 词形变化：{ $term }
matched-synonym = 同义词：{ $term }
matched-typo = 误拼：{ $term }
matched-homophone = 同音字：{ $term }
matched-number = 数字：{ $term }
matched-code = 代码：{ $term }
matched-regex = 匹配：{ $term }
matched-similar = 近似：{ $term }
matched-context = 上文：{ $term }

explain-arithmetic = 覆盖率 = { $earned } / { $possible } = { $coverage }%
explain-arithmetic-with-claims = 覆盖率 =（得 { $earned } - 误解扣 { $penalty }）/ { $possible } = { $coverage }%
explain-part = { $part }：{ $coverage }%
explain-never-below = { $sum }，不低于 0
