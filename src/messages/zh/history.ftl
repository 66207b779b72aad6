# 关于运行日志。

run-not-recorded = 无法记录这次运行：{ $error }
no-log-help = 用 `anscov check --record FILE` 建立运行日志
record-of-other-version = 第 { $line } 行是版本 { $version }，这个程序读不了；已略过
record-cut-off = 第 { $line } 行不完整，已略过；下次运行会另起一行
record-damaged = 第 { $line } 行不是运行记录，已略过
