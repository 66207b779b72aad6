# What results say.

list-separator = {", "}
in-brackets = ({ $words })

count-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
count-questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
count-misconceptions = { $count ->
    [one] { $count } misconception
   *[other] { $count } misconceptions
}

## The summary line.

summary-coverage = coverage { $coverage }%
summary-no-coverage = no coverage
summary-line = { $coverage }: { $documents }, { $questions }
summary-questions = { $questions } ({ $states })
summary-answered = { $count } answered
summary-empty = { $count } empty
summary-unmatched = { $count } unmatched
summary-ignored = { $count } ignored
summary-misconceptions = { $line }, { $misconceptions }
summary-without-answers = { $line }; { $documents } without answers

## What the nearest sentence lacks.

lacks-terms = lacks { $terms }
lack-terms = something is missing
lack-order = in another order
lack-distance = too far apart
lack-negation = denied
lack-mention-only = named, not explained
lack-asked = only repeats the question
lack-wrong-claim = part of a wrong claim
lack-copied = copied from the rubric or a reference
lack-comment = in the comments of no code

## A question's line.

terminal-not-answered = not answered
terminal-placeholder = only the placeholder
terminal-ignored = ignored
terminal-no-rubric = no rubric fits
rubrics-ambiguous = ambiguous: { $rubrics }
terminal-points = { $covered } of { $all }
terminal-bonus = +{ $points } bonus
terminal-sure = { $percent }% sure

## What the kinds of things are called.

verdict-covered = covered
verdict-partial = partial
verdict-missing = missing
verdict-contradicted = contradicted

flag-keyword-list = keyword-list
flag-question-echo = question-echo
flag-verbatim-copy = verbatim-copy
flag-commented-prose = commented-prose
flag-off-topic = off-topic
flag-off-topic-instead = off-topic: it answers { $question }
flag-repetition = repetition

severity-error = error
severity-warning = warning
severity-note = note
help = help

## What is wrong with a document.

ignore-of-no-keypoint = `{ $id }` is no key point of this question
ignore-of-covered = the answer covers `{ $id }`; it need not be ignored
document-references-only = its answers are reference answers; none is a candidate's
document-without-answers = it has no place for a candidate's answers
