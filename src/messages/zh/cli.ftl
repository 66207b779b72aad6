# 各条命令所说的话。

## 妨碍运行的事。

no-answers = 没有找到答案
no-answers-but-references = 没有找到答案：这里只有参考答案，参考答案从不当作候选人的答案评分
no-answers-help = `anscov list` 显示文件是怎样读出来的
template-without-questions = 这个模板里没有找到题目
template-without-questions-help = `anscov list --show` 显示它是怎样读出来的
folder-not-explained = 不能解释整个文件夹；请指明其中一个文件
no-question-at-line = 这一行及以前没有题目
first-question-at = 第一道题从第 { $line } 行开始
question-unknown = 没有评分细则包含题目 `{ $name }`
topic-unknown = 没有评分细则包含主题 `{ $name }`
nearest-name = 最接近的是 `{ $nearest }`；{ $list }
rubric-show-lists-all = 用 `anscov rubric show` 列出所有题目
report-shows-topics = 用 `anscov report` 查看你的答案涉及的主题
no-rubric-loaded = 没有载入任何评分细则
nothing-judged = 这个文件里没有可以评判的答案
no-path-without-repository = `{ $name }` 不是文件或文件夹；这里没有 git 仓库，也不可能是版本
no-path-no-revision = `{ $name }` 不是文件、文件夹，也不是版本

## 写出文件。

results-unwritable = 错误：无法写出结果：{ $error }
file-unwritable = 无法写入这个文件：{ $why }
its-folder-missing = 所在的文件夹不存在
folder-unmakable = 无法创建这个文件夹：{ $error }
file-exists = 已有同名的文件
file-exists-help = 请换一个名字；如果里面的内容都不需要了，也可先删除它
output-is-read = 这次运行要读取这个文件，因此不会用报告覆盖它
output-is-taken = 两份结果不能写入同一个文件

## 检查。

progress-files = 个文件
answer-deleted = { $revision } 时的答案已经不在了：{ $title }
no-answer-changed = 自 { $revision } 以来没有答案改动
gap-unneeded = 基线里不再需要：{ $file }：{ $question } 的 { $gap }

## 监视。

watching = 正在监视 { $count } 个路径，按 Ctrl-C 结束
stdin-not-watched = 标准输入不能读取多次
name-a-file = 请指明文件
changes-not-watched = 无法监视改动：{ $error }

## 点评。

reviews-written = { $path }：{ $reviews } 条点评
reviews-and-ratings-written = { $path }：{ $reviews } 条点评，{ $ratings }
ratings-filled-in = 填写了 { $count } 项评级
review-left-out = { $path }:{ $line }：没有写点评：写在这个答案下面会改变文件的读法

## 基线。

gaps-accepted = { $path }：接受了 { $gaps } 个缺口
gaps-accepted-and-gone = { $path }：接受了 { $gaps } 个缺口，另有 { $gone }已不再问
settings-without-baseline = { $path }：没有指明基线，因此略过它管辖的文件

## 过去。

name-revision-or-day = 请指明版本，或 2026-01-31 这样的日期
clone-is-shallow = 这个浅克隆里只有最近的提交
clone-is-shallow-help = 用 `git fetch --unshallow` 取回其余的提交
rubrics-outside-left-out = 只有仓库里的评分细则才有当时的版本；这些已略过
git-knows-no-past = git 不知道它过去的内容
versions-missing = 有 { $count } 个文件版本不在这个克隆里，已略过
no-rubrics-yet = 项目在 { $since } 时还没有评分细则：{ $states } 个状态只按内置细则评分
old-rubric-unreadable = 无法读取 { $path } 在 { $since } 时的内容
no-past-help = 还没有过去的记录；从 `git commit` 开始积累
no-repository-log-help = 请指明运行日志，它由 --record FILE 记录
no-sheet = 没有薄弱或该复习的题目，因此没有生成答题卷

## JSON 行。

stdin-unreadable = 错误：无法读取标准输入：{ $error }
lines-ungraded = { $lines } 行中有 { $count } 行无法评分
lines-without-rubric = { $lines } 行中有 { $count } 行的题目没有对应的评分细则
line-without-answer = 第 { $line } 行：没有可评分的答案
line-not-object = 第 { $line } 行：不是 JSON 对象
line-wrong-at = 第 { $line } 行第 { $column } 列：{ $error }
line-not-json-at = 第 { $line } 行第 { $column } 列：不是 JSON：{ $error }

## 项目。

nobody-to-ask = 什么也没有写：没有可以询问的终端
nobody-to-ask-help = `anscov init --yes` 不询问，直接写出所有文件
init-question = 写出 { $path }（{ $purpose }）？
init-settings = 初始配置
init-github = GitHub 的工作流
init-gitlab = GitLab 的作业
init-pre-commit = pre-commit 的钩子
init-left-alone = { $path }：已存在，未改动
init-to-add = { $path }：已存在，未改动；请加入以下内容：
init-written = { $path }：已写出
init-not-written = { $path }：未写出
init-next = 下一步：运行 `anscov check`，再在 anscov.toml 里设置门槛

## 评分细则。

count-rubrics = { $count } 份评分细则
count-problems = { $count } 个问题
count-notes = { $count } 条说明
no-problems = 没有问题
lint-line = { $rubrics }，{ $problems }
lint-line-with-notes = { $rubrics }，{ $problems }，{ $notes }
example-contradicts = `{ $id }` 的 { $kind } 例句实际判为 { $got }
rubric-made = { $id }：{ $questions }，{ $points }
new-rubric-next = 下一步：把其中的内容换成你自己的，同时运行 `anscov rubric test { $path } --watch`
