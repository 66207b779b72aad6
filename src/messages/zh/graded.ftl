# 关于人工评过分的答案。

answer-ungraded = 这个答案既没有得分，也没有标注
graded-id-taken = id `{ $id }` 已被第 { $line } 行使用
graded-id-taken-help = 同一文件里 id 不能重复；这一行已跳过
graded-field-unknown = 字段 `{ $name }` 在这里没有意义
graded-column-unknown = 列 `{ $name }` 在这里没有意义
graded-near = 是不是 `{ $near }`？

line-no-object = 这一行不是 JSON 对象
line-no-json = 这一行不是 JSON：{ $error }
line-field-missing = 缺少字段 `{ $name }`
line-field-twice = 字段 `{ $name }` 重复
line-wrong-type = 类型不对：这里是{ $found }，应为{ $expected }
line-wrong-value = 值不对：这里是{ $found }，应为{ $expected }
line-id-kind = id 应为字符串或数字
line-label-twice = 关键点 `{ $id }` 标注了两次
line-a-string = 字符串
line-a-number = 数字
line-a-label = {" "}true、false 或 0 到 1 的数字
line-labels = 各关键点的标注，例如 {"{"}"work-stealing": true{"}"}

row-quotes-unpaired = 这一行的引号不成对
row-quotes-unpaired-help = 含有引号、逗号或换行的单元格要用引号括起来，其中的引号写两遍
row-cells = 这一行有 { $cells } 个单元格，首行有 { $columns } 个
column-twice = 有两列都叫 `{ $name }`
column-twice-help = 每个列名只能用一次
column-missing = 这个表格没有 `{ $name }` 列
column-missing-score = 这个表格没有 `score` 列，也没有标注列
columns-help = 首行是列名：question、answer、score；id 和 keypoints.ID 可有可无
score-no-number = 得分 `{ $score }` 不是数字
label-invalid = `{ $id }` 的标注 `{ $label }` 不是 true、false 或 0 到 1 的数字

question-ambiguous = 有多道题目叫 `{ $name }`：{ $ids }
question-ambiguous-help = 请用 id 指明是哪一道
score-off-scale = 得分 { $score } 超出了分值范围 { $scale }
question-lacks-keypoint = 题目 `{ $question }` 没有关键点 `{ $keypoint }`
scale-unknown = 没有高于 0 的得分，无法判断分值范围
scale-unknown-help = 请用 --scale MIN..MAX 指明
