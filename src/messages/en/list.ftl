# How documents were read.

list-reading = { $layout }, { $questions }

column-line = line
column-number = no
column-question = question
column-state = state
column-answer = answer
column-reference = reference
column-focus = focus
column-comment = comment
column-rubric = rubric
column-sure = sure

state-answered = answered
state-placeholder = placeholder
state-empty = empty
state-ignored = ignored
state-reverse = reverse
state-no-place = no place

## The document with its reading in the margin.

show-question = { $state }, { $rubric }
show-follow-up = { $state }, follows up line { $line }, { $rubric }
show-no-place = no place for an answer
show-no-rubric = no rubric
show-problem = { $name }: { $message }

mark-question = question
mark-prompt = prompt
mark-part = part
mark-label = label
mark-answer = answer
mark-reference = reference
mark-focus = focus
mark-comment = comment
mark-quoted = quoted, not graded
mark-around = around an answer
mark-placeholder = placeholder
mark-directive = directive
mark-ignored = ignored

## Layouts.

layout-transcript = transcript
layout-expected-answer = expected-answer
layout-nested-list = nested-list
layout-notes = notes
layout-loose-notes = loose-notes
layout-self-and-reference = self-and-reference
layout-label = label
layout-details = details
layout-bold-question = bold-question
layout-numbered-inline = numbered-inline
layout-comment-slots = comment-slots
layout-fence-slots = fence-slots
layout-dialogue = dialogue
layout-cards = cards
layout-single-question = single-question
layout-multiple-choice = multiple-choice
layout-setext = setext
layout-question-bank = question-bank
layout-plain = plain
