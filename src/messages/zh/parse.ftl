# 关于文档和其中的题目。

code-fence-unclosed = 这个代码围栏没有结束
code-fence-unclosed-help = 另起一行，重复开头的标记来结束它
comment-unclosed = 这条注释没有结束
comment-unclosed-help = 用 `-->` 结束它
item-taken-for-question = 这一项被当作上一题的追问，但它并没有提问
item-taken-for-answer = 这一项被当作上面答案的一部分，但它在提问
item-doubtful-help = 在追问前写 `追问：`（`Follow-up:`），在答案前写 `回答：`（`Answer:`）
answer-without-label = 这道题下面的内容被当作答案，但没有标签引出它
question-without-label = 这道题下面没有标签说明答案在哪里
answer-label-help = 请在答案上方写上其他题目所用的标签

directive-without-reason = 这条指令没有说明原因
directive-without-reason-help = 请加上 `reason="原因"`
directive-without-question = 这条指令不属于任何题目
directive-without-question-help = 请把它放在题目标题的正上方，或这个标题与下一个标题之间
directive-empty = 这条指令是空的
directive-bad-id = `{ $id }` 不是 id
directive-too-long = 这条指令的内容超出了 `{ $directive }` 的写法
directive-unknown = 没有 `{ $directive }` 这种指令
directive-quote-open = 这条指令里有引号没有闭合
directive-forms = 请写 `<!-- anscov: question=ID -->`、`<!-- anscov: ignore reason="原因" -->` 或 `<!-- anscov: ignore KEYPOINT reason="原因" -->`

copy-lost-question = 这份副本丢了题目 `{ $title }`
copy-lost-question-help = 它在 { $sheet }:{ $line }；请把这几行补回来
copy-of-nothing = 这个文件不是 { $sheet } 的副本：里面没有它的任何题目
copy-of-nothing-help = 请换一个模板；不指定模板则按文件自身的格式读取

no-rubric-has-question = 没有评分细则包含题目 `{ $question }`
rubric-show-lists-questions = 用 `anscov rubric show` 列出所有题目
several-rubrics-fit = 有多份评分细则同样符合这道题：{ $ids }
several-rubrics-fit-help = 请在标题下面指明是哪一个：<!-- anscov: question={ $id } -->

question-without-reference = 这道题没有可以摘录的参考答案
question-without-reference-help = 请在 `**参考答案：**` 这样的标签下写一个，或手动把这道题加入评分细则
sheet-without-references = 没有找到可用来生成评分细则的参考答案
sheet-without-references-help = `anscov list --show` 显示各部分被当作什么；anscov.toml 里的 `[labels]` 可以增加标签
reference-code-left-out = 参考答案里的代码块没有摘录
reference-table-left-out = 参考答案里的表格没有摘录
reference-quote-left-out = 参考答案里的引用没有摘录
reference-left-out-help = 请用关键点写明答案应当从中说出什么
