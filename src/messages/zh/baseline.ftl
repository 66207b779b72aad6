# 关于基线接受的缺口。

baseline-not-there-help = 它由 `anscov baseline update` 写出
baseline-other-version = 这是版本 { $found } 的基线；这个 anscov 读取版本 { $version }
baseline-other-version-help = 请删掉它并运行 `anscov baseline update`，或使用写出它的那个 anscov
baseline-misfit = 这不是基线文件：{ $error }
