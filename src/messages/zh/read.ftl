# 查找和读取文件时所说的话。

folder-unreadable = 无法读取这个文件夹：{ $error }
folder-without-markdown = 文件夹里没有 Markdown 文件
folder-without-markdown-help = 文件夹里只读 .md 和 .markdown 文件；其他文件可以直接写出文件名
no-such-path = 没有这个文件或文件夹
no-such-file = 没有这个文件
file-unreadable = 无法读取：{ $error }
file-too-large = 不能读取 4 GiB 及以上的文件
file-binary = 这是二进制文件，不是文本
bytes-invalid = 偏移 { $offset } 处（第 { $line } 行）的字节 { $byte } 不是有效的 { $encoding }
bytes-invalid-help = 请把文件另存为 UTF-8
not-reversible = 它的 { $encoding } 里有无法照原样写回的字符
