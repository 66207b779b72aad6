# 关于基线接受的缺口。

baseline-not-there-help = 它由 `anscov baseline update` 写出
baseline-other-version = 这是版本 { $found } 的基线；这个 anscov 读取版本 { $version }
baseline-other-version-help = 请删掉它并运行 `anscov baseline update`，或使用写出它的那个 anscov
baseline-misfit = 这不是基线文件：{ $error }

baseline-updated = { $path }：接受 { $gaps }
baseline-updated-and-gone = { $path }：接受 { $gaps }，{ $questions }已不再出现
baseline-none-named = { $path }：没有指定基线，它所管的文件不计入
baseline-unneeded = 基线里不再需要：{ $path }：{ $question } 的 { $gap }

count-gaps = { $count } 个缺口
