# What is said of documents and their questions.

code-fence-unclosed = this code fence is never closed
code-fence-unclosed-help = close it with a line of its own that repeats the opening marks
comment-unclosed = this comment is never closed
comment-unclosed-help = close it with `-->`
item-taken-for-question = this item was taken for a question that follows up the one above, although it does not ask
item-taken-for-answer = this item was taken for a part of the answer above, although it asks
item-doubtful-help = write `追问：` (`Follow-up:`) before a question, `回答：` (`Answer:`) before an answer
answer-without-label = what stands under this question was taken for its answer, which no label opens
question-without-label = no label under this question says where the answer is
answer-label-help = write the label that the other questions have above the answer

directive-without-reason = this directive does not say why
directive-without-reason-help = add `reason="why"`
directive-without-question = this directive belongs to no question
directive-without-question-help = put it right above a question's heading, or anywhere between the heading and the next
directive-empty = this directive says nothing
directive-bad-id = `{ $id }` is no id
directive-too-long = this directive says more than `{ $directive }` can take
directive-unknown = `{ $directive }` is no directive
directive-quote-open = a quote in this directive is not closed
directive-forms = write `<!-- anscov: question=ID -->`, `<!-- anscov: ignore reason="why" -->` or `<!-- anscov: ignore KEYPOINT reason="why" -->`

copy-lost-question = this copy has lost the question `{ $title }`
copy-lost-question-help = it stands at { $sheet }:{ $line }; put its lines back
copy-of-nothing = this file is no copy of { $sheet }: it has none of its questions
copy-of-nothing-help = name another template, or none to read the file by its own layout

no-rubric-has-question = no rubric has the question `{ $question }`
rubric-show-lists-questions = `anscov rubric show` lists the questions
several-rubrics-fit = several rubrics fit this question equally well: { $ids }
several-rubrics-fit-help = name the right one under the heading: <!-- anscov: question={ $id } -->

question-without-reference = this question has no reference answer that could be taken down
question-without-reference-help = write one under a label such as `**参考答案：**`, or add the question to the rubric by hand
sheet-without-references = no reference answers found to make a rubric of
sheet-without-references-help = `anscov list --show` shows what was taken for what; `[labels]` in anscov.toml adds labels
reference-code-left-out = a code block in a reference answer is not taken down
reference-table-left-out = a table in a reference answer is not taken down
reference-quote-left-out = a quote in a reference answer is not taken down
reference-left-out-help = say in a key point what an answer should take from it
