# Why each verdict.

explain-question = { $rubric }; { $status }
explain-rubric = rubric { $rubric }, { $percent }% sure
explain-ambiguous = several rubrics fit equally well: { $rubrics }
explain-no-rubric = no rubric fits

explain-answered = answered
explain-empty = left empty, so nothing is covered
explain-placeholder = only the placeholder is there, so nothing is covered
explain-unmatched = not graded
explain-ignored = ignored by a directive

explain-flag = flag { $flag }
explain-keypoint = { $id }, { $credit }
explain-credit = { $earned } of { $weight }
explain-bonus = bonus
explain-rule = rule
explain-by-likeness = the statement itself, by likeness
explain-nearest = nearest: { $quote } { $lack }
explain-wrong = wrong
explain-claim = { $id }, costs { $weight }
explain-right = right

matched-exact = as written: { $term }
matched-inflection = inflection of { $term }
matched-synonym = synonym of { $term }
matched-typo = misspelling of { $term }
matched-homophone = homophone of { $term }
matched-number = the number { $term }
matched-code = the code { $term }
matched-regex = matches { $term }
matched-similar = much like { $term }
matched-context = from above: { $term }

explain-arithmetic = coverage = { $earned } of { $possible } = { $coverage }%
explain-arithmetic-with-claims = coverage = ({ $earned } earned - { $penalty } for wrong claims) of { $possible } = { $coverage }%
explain-part = { $part }: { $coverage }%
explain-never-below = { $sum }, never below 0
