# What is said when files are looked for and read.

folder-unreadable = the folder cannot be read: { $error }
folder-without-markdown = the folder holds no Markdown file
folder-without-markdown-help = files in folders must end in .md or .markdown; any other can be named itself
no-such-path = there is no such file or folder
no-such-file = there is no such file
file-unreadable = it cannot be read: { $error }
file-too-large = files of 4 GiB and more cannot be read
file-binary = it is a binary file, not text
bytes-invalid = byte { $byte } at offset { $offset } (line { $line }) is not valid { $encoding }
bytes-invalid-help = save the file as UTF-8
not-reversible = its { $encoding } has characters that cannot be written as they were
