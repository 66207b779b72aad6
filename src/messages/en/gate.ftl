# What is said where a run falls short.

failed = failed: { $gate }: { $text }
failed-at = failed: { $gate }: { $place }: { $text }
failure-of = { $message }: { $title }

gate-below = wanted { $wanted }, got { $got }
gate-gone = wanted { $wanted }, but it is asked no more
gate-never-asked = wanted { $wanted }, but no file asks it
gate-always-ignored = wanted { $wanted }, but every file that asks it ignores it
gate-nothing-graded = no question was graded, so nothing can pass
gate-named-no-answers = this file was named, and has no answer that could pass
gate-no-copy-no-answers = this file is no copy of the sheet, and has no answer that could pass
gate-directive = a directive cannot take out what is required: { $keypoint }
gate-new-gap = new gap: { $gap } of { $question }
gate-deleted = the answer of { $revision } is there no more
gate-unmatched = no rubric is bound to this question, so it cannot pass
gate-claim = { $id }: “{ $quote }”
gate-not-covered = wanted covered, got { $verdict }: { $keypoint }
gate-not-there = not there
gate-required-never-asked = no file asks the question of { $keypoint }
