# What many answers say together.

mastery-title = What the answers say together
coverage-at-95 = coverage { $coverage } ({ $interval } at 95%)
cards-title = Missed key points
and-more = and { $count } more
more-not-shown = … and { $count } more, not shown here.

## The titles of the tables.

trend = trend
trend-of-some = trend, { $shown } of { $all } states
topics = topics
weakest-topics = weakest topics
by-level = by level
by-file = by file
by-person = by person
questions-told = questions
points-told = key points
points-missed-most = key points missed most
points-denied = key points denied
misconceptions-held = misconceptions held
never-tried = never tried
practise-next = practise next
due-on = due on { $day }
nothing-due = nothing is due; next
leeches = leeches: missed again and again

## Their columns.

column-day = day
column-moment = state
column-coverage = coverage
column-interval = at 95%
column-answered = answered
column-never-tried = never tried
column-went = went
column-topic = topic
column-level = level
column-file = file
column-person = person
column-points-missed = points missed
column-misconceptions = misconceptions
column-weakest-topic = weakest topic
column-difficulty = difficulty
column-discrimination = discrimination
column-answers = answers
column-title = title
column-key-point = key point
column-statement = statement
column-times = times
column-where = where
column-claim = claim
column-right = what is right
column-because = because
column-due = due
column-last = last
column-recall = recall

## Their cells.

moment-now = now
went-new = new
left-empty = left empty
left-empty-at = left empty at { $place }
never-asked = never asked
times-in-a-row = { $times } in a row
point-of-person = { $point } ({ $person })
