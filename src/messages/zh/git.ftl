# 关于版本。

git-says = git 报告：{ $words }
git-says-nothing = git 没有给出说明
git-not-run = 无法运行 git：{ $error }
git-not-run-help = 请安装 git，或不按版本检查
git-knows-no-changes = git 不知道其中有什么改动
no-repository = 这里不是 git 仓库

repository-without-commits = 找不到 `{ $revision }`：这个仓库还没有提交
revision-not-in-clone = 这个浅克隆里没有 `{ $revision }`
clone-ends-before = 这个浅克隆的历史不够长，到不了与 `{ $revision }` 分叉的地方
clone-help = 请取回更多历史：`git fetch --unshallow`，在工作流里则写 `fetch-depth: 0`
revision-unknown = 这个仓库里没有版本 `{ $revision }`
revision-unknown-help = 远程分支要先取回：`git fetch origin`
