# 关于项目的配置。

config-no-setting = 没有 `{ $name }` 这项配置
config-no-value = 这里不能是 `{ $name }`
config-setting-missing = 这里缺少配置项 `{ $name }`
config-no-percentage = 应为 0 到 100 之间的数，最多两位小数
config-is-folder = 这是文件夹，不是配置文件
config-is-folder-help = 请给文件夹改名，或用 --config 或 --isolated 指定

config-no-question = 没有评分细则包含题目 `{ $id }`
config-no-question-help = `anscov rubric show` 列出所有题目
config-no-keypoint-id = `{ $id }` 不是关键点的 id
config-no-keypoint-id-help = 请写成 `rubric/question/keypoint`
config-no-keypoint = `{ $question }` 没有关键点 `{ $keypoint }`
config-no-topic = 没有评分细则包含主题 `{ $name }`

config-required-and-ignored = `{ $id }` 是必答的，不能忽略
config-lone-ratchet = `ratchet` 需要一个基线作为比较对象
config-lone-ratchet-help = 请设置 `baseline`，或给出 --baseline FILE
config-files-twice = 第 { $line } 行已经为这些文件写了配置
config-files-twice-help = 请把两处合并到同一个 `[[overrides]]` 下

config-no-reason = 这条理由没有内容
config-no-file = 这里没有写任何文件
config-no-glob = 这不是有效的通配模式：{ $error }
config-label-empty = 这个标签里没有文字
config-label-of-two = `{ $label }` 不能同时用于两种角色

config-ignore-covered = 所有答案都覆盖了 `{ $keypoint }`，不必忽略
config-ignore-unasked = 没有文件问到 `{ $question }`，不必忽略
config-glob-unused = 检查过的文件都不符合 `{ $glob }`

config-default = 默认
config-none = 无
