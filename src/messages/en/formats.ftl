# What results say in their formats, and rubrics when they are shown.

## Verdicts, and what is remarked on.

point-in-part = in part
gap = { $verdict }: { $point }
gap-lacking = { $gap } ({ $lack })
question-not-answered = not answered
question-only-placeholder = not answered: only the placeholder is there
question-without-rubric = no rubric fits this question
every-question-answered = Every question is answered
every-answer-its-own = Every answer answers its question, in words of its own
every-question-has-rubric = Every question has a rubric
taken-out-by-directive = a directive takes it out
bonus-point = a bonus point

## Places.

on-line = line { $line }
said-on-line = line { $line }: { $quote }
said-at-column = line { $line }:{ $column }: { $quote }

## A diff.

diff-question = { $title }, line { $line }
diff-partly = { $point } ({ $said })

## Annotations on GitHub.

more-errors = { $count ->
    [one] { $count } more error
   *[other] { $count } more errors
}
more-warnings = { $count ->
    [one] { $count } more warning
   *[other] { $count } more warnings
}
more-notices = { $count ->
    [one] { $count } more notice
   *[other] { $count } more notices
}
annotations-left-out = { $more } not shown here

## A comment on a pull request.

comment-title = Answer coverage
comment-coverage = coverage
comment-question = question
comment-points = points
comment-place = place
comment-covered = { $covered } of { $core }
comment-ignored = ignored
comment-no-rubric = no rubric
comment-gap = **{ $verdict }**: { $point }
comment-gap-said = { $gap }; line { $line }: { $quote } ({ $lack })
comment-wrong = **wrong**, line { $line }: { $claim } → { $correction }
comment-problems = Problems
comment-failed = Failed
failures-left-out = { $count ->
    [one] … and { $count } more failure, not shown here.
   *[other] … and { $count } more failures, not shown here.
}
questions-left-out = { $count ->
    [one] … and { $count } more question, not shown here.
   *[other] … and { $count } more questions, not shown here.
}
gaps-left-out = { $count ->
    [one] … and the gaps of { $count } more question, not shown here.
   *[other] … and the gaps of { $count } more questions, not shown here.
}
problems-left-out = { $count ->
    [one] … and { $count } more problem, not shown here.
   *[other] … and { $count } more problems, not shown here.
}

## A badge.

badge-label = answer coverage
badge-unknown = unknown

## Rubrics.

points-from-references = from references
so-many-key-points = { $count ->
    [one] { $count } key point
   *[other] { $count } key points
}
question-aliases = also: { $aliases }
question-topics = topics: { $topics }
question-level = level: { $level }
question-key-points = key points
question-bonus = bonus
references-one-suffices = references, one suffices
references-all-count = references, all count
question-misconceptions = misconceptions
example-failed = failed
example-came-out = { $example } came out as { $got }
examples-failed = { $count ->
    [one] { $count } example, { $failed } failed
   *[other] { $count } examples, { $failed } failed
}
