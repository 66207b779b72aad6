# 评分细则里多半写错、或可以写得更好的地方。

rubric-without-questions = 这份评分细则没有题目
word-set-unused = 没有模式用到词集 `{ $name }`
word-set-unused-help = 模式里用 `${ $name }` 指代它
keypoint-without-example = 关键点 `{ $id }` 没有 { $kind } 例句
keypoint-without-examples = 关键点 `{ $id }` 没有 { $kind } 和 { $other } 例句
misconception-without-example = 误解 `{ $id }` 没有 { $kind } 例句
misconception-without-examples = 误解 `{ $id }` 没有 { $kind } 和 { $other } 例句
without-examples-help = 没有应当匹配和不应匹配的句子，就不知道模式起什么作用

alternative-twice = 这个备选项在列表里已经有了，是第 { $number } 个
alternative-twice-help = 请删去其中一个
alternative-unneeded = 这个备选项用不上：它匹配的地方 `{ $other }` 都匹配
alternative-unneeded-help = 请删去它，或收窄较短的那个
neighbour-covered = 只说 `{ $text }` 也会命中关键点 `{ $keypoint }`
neighbour-covered-help = 如非本意，请让其中一个模式写明两者的区别
list-is-word-set = 这个列表就是词集 `{ $set }`
list-is-word-set-help = 请写 "${ $set }"
list-retyped = 这个有 { $members } 项的列表写了 { $times } 次：在 { $places }
list-retyped-help = 请在 `words` 里给它命名，然后写 "$name"

pattern-broad = 这几乎会匹配所有答案：{ $why }
pattern-broad-help = 请把对它的说法也写上：{"{"}"all": […, …]{"}"}
broad-set = 词集里有单个字符或虚词
broad-not = 它只说明不能出现什么
broad-prefix = 前缀太短
broad-regex = 这个正则表达式匹配任何文字
broad-all = 它的全部内容几乎每句话里都有
broad-some = 它的成员就是如此
broad-character = 它只是单个字符
broad-function-word = 它是虚词
not-misplaced = `not` 只有在 `all` 和 `seq` 里才有意义
regex-matches-nothing = 这个正则表达式匹配空文本，因而匹配一切
regex-matches-nothing-help = 请把 `*` 换成 `+`，或去掉可有可无的部分
regex-boundary-at-han = `\b` 紧挨着汉字，而汉字之间没有词的边界
regex-boundary-at-han-help = 请去掉它：`\b` 是拉丁词的开头或结尾
regex-bounded-gap = 限定长度的间隔会让正则表达式变慢
regex-bounded-gap-help = 请用 {"{"}"seq": […], "within": "clause"{"}"} 或 {"{"}"near": […], "words": n{"}"}

term-alone = 只有一项的组不起作用
term-alone-help = 请加上与它同义的词
term-in-two-groups = `{ $phrase }` 也在 { $place } 里
term-in-two-groups-help = 一个短语只属于一组；请合并两组，或把其中一个放进 `narrower`
term-twice = `{ $phrase }` 在这一组里已经有了
narrower-twice = `{ $phrase }` 已经列在 `{ $general }` 下
narrower-equal = `{ $phrase }` 和 `{ $general }` 在同一组里
narrower-equal-help = 同义的不是下位词
