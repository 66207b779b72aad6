# What is said of graded answers.

answer-ungraded = this answer has neither a score nor labels
graded-id-taken = the id `{ $id }` is taken by line { $line }
graded-id-taken-help = ids are unique in a file; this line is left out
graded-field-unknown = the field `{ $name }` means nothing here
graded-column-unknown = the column `{ $name }` means nothing here
graded-near = is `{ $near }` meant?

line-no-object = this line is not a JSON object
line-no-json = this line is not JSON: { $error }
line-field-missing = missing field `{ $name }`
line-field-twice = duplicate field `{ $name }`
line-wrong-type = invalid type: { $found }, expected { $expected }
line-wrong-value = invalid value: { $found }, expected { $expected }
line-id-kind = an id is a string or a number
line-label-twice = the key point `{ $id }` is labelled twice
line-a-string = a string
line-a-number = f64
line-a-label = true, false or a number from 0 to 1
line-labels = labels by key point, such as {"{"}"work-stealing": true{"}"}

row-quotes-unpaired = the quotes in this row are not in pairs
row-quotes-unpaired-help = a cell with a quote, a comma or a line break stands in quotes; a quote in it is doubled
row-cells = this row has { $cells } cells, the first has { $columns }
column-twice = two columns are named `{ $name }`
column-twice-help = name each column once
column-missing = this table has no column `{ $name }`
column-missing-score = this table has no column `score` and none of labels
columns-help = the first row names the columns: question, answer, score; id and keypoints.ID are optional
score-no-number = the score `{ $score }` is no number
label-invalid = the label `{ $label }` of `{ $id }` is not true, false or a number from 0 to 1

question-ambiguous = several questions go by `{ $name }`: { $ids }
question-ambiguous-help = name one by its id
score-off-scale = the score { $score } is not on the scale { $scale }
question-lacks-keypoint = the question `{ $question }` has no key point `{ $keypoint }`
scale-unknown = no score is above 0, so the scale cannot be told
scale-unknown-help = name it: --scale MIN..MAX
