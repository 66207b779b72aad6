# 同一份答案前后两个状态的比较。

question-is-new = 新增
question-is-gone = 已移除
points-gained-and-lost = { $questions } 道题中，多答出 { $gained } 个关键点，少了 { $lost } 个
questions-without-a-rubric = { $count } 道题没有对应的评分细则
