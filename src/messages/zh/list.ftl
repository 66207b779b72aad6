# 文档是怎样读出来的。

list-reading = { $layout }，{ $questions }

column-line = 行
column-number = 题号
column-question = 题目
column-state = 状态
column-answer = 答案
column-reference = 参考答案
column-focus = 考察点
column-comment = 点评
column-rubric = 评分细则
column-sure = 把握

state-answered = 已作答
state-placeholder = 占位符
state-empty = 未作答
state-ignored = 已忽略
state-reverse = 反问
state-no-place = 无作答处

## 每一行读成了什么。

show-question = { $state }，{ $rubric }
show-follow-up = { $state }，追问第 { $line } 行，{ $rubric }
show-no-place = 没有作答的位置
show-no-rubric = 没有评分细则
show-problem = { $name }：{ $message }

mark-question = 题目
mark-prompt = 提问
mark-part = 小问
mark-label = 标签
mark-answer = 答案
mark-reference = 参考答案
mark-focus = 考察点
mark-comment = 点评
mark-quoted = 引用，不评分
mark-around = 答案的边界
mark-placeholder = 占位符
mark-directive = 指令
mark-ignored = 已忽略

## 版式。

layout-transcript = 面试记录
layout-expected-answer = 期望答案
layout-nested-list = 嵌套列表
layout-notes = 笔记
layout-loose-notes = 随手笔记
layout-self-and-reference = 自答与参考答案
layout-label = 标签
layout-details = 折叠答案
layout-bold-question = 粗体题目
layout-numbered-inline = 编号题目
layout-comment-slots = 注释分隔
layout-fence-slots = 代码围栏
layout-dialogue = 对话
layout-cards = 表格卡片
layout-single-question = 单题
layout-multiple-choice = 选择题
layout-setext = 下划线标题
layout-question-bank = 题库
layout-plain = 纯文本
