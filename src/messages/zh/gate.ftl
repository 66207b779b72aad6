# 没有达标时所说的话。

failed = 未达标：{ $gate }：{ $text }
failed-at = 未达标：{ $gate }：{ $place }：{ $text }
failure-of = { $message }：{ $title }

gate-below = 要求 { $wanted }，实际 { $got }
gate-gone = 要求 { $wanted }，但这道题已不再出现
gate-never-asked = 要求 { $wanted }，但没有文件问到
gate-always-ignored = 要求 { $wanted }，但问到它的文件都把它忽略了
gate-nothing-graded = 没有一道题被评分，因此不能算通过
gate-named-no-answers = 这个文件是点名要检查的，却没有可以评分的答案
gate-no-copy-no-answers = 这个文件不是模板的副本，也没有可以评分的答案
gate-directive = 必答的关键点不能用指令去掉：{ $keypoint }
gate-new-gap = 新的缺口：{ $question } 的 { $gap }
gate-deleted = { $revision } 里的答案已经没有了
gate-unmatched = 这道题没有对应的评分细则，因此不能算通过
gate-claim = { $id }：“{ $quote }”
gate-not-covered = 要求已覆盖，实际{ $verdict }：{ $keypoint }
gate-not-there = 没有这个关键点
gate-required-never-asked = 没有文件问到 { $keypoint } 所属的题目
