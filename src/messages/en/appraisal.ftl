# How far rubrics agree with people.

## Totals.

answers-to-questions = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
} to { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}
scores-on-scale = { $head }, scores { $scale }
scores-on-scale-found = { $head }, scores { $scale } (from the file; --scale sets it)
scale-with-steps = { $range } in steps of { $step }
scale-without-steps = { $range }, without steps
so-many-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
so-many-labels = { $count ->
    [one] { $count } label
   *[other] { $count } labels
}
so-many-of = { $part } of { $whole }
answers-left-out = { $count ->
    [one] { $count } answer left out
   *[other] { $count } answers left out
}

## Figures, by what they are called in a line or above a column.

figure-pearson = r
figure-spearman = rank r
figure-mean-error = mean error
figure-bias = bias
figure-kappa = kappa
figure-labels = labels
figure-precision = precision
figure-recall = recall
figure-f1 = F1
figure-auc = AUC
item-key-point = key point
item-weight = weight
item-bonus = bonus
item-credited = credited
item-share = share
item-with-rest = with rest
item-error-without = error without
item-r-without = r without
item-misconception = misconception
item-found = found

## What figures mean.

meaning-of-pearson = Pearson's correlation of coverage and score, −1 to 1
meaning-of-spearman = Spearman's: whether better answers get more, whatever the distances
meaning-of-mean-error = how far coverage is from the score on average, in points of 100
meaning-of-bias = mean coverage less mean score: above 0 the rubric gives more than people
meaning-of-kappa = quadratic weighted kappa on the scale of the scores; 0 is chance, 1 agreement
meaning-of-labels = verdicts on single key points that people gave too
meaning-of-precision = what part of the credited key points people find in the answer
meaning-of-recall = what part of the key points that people find is credited
meaning-of-f1 = the harmonic mean of precision and recall
meaning-of-auc = how often a key point that is said gets more than one that is not; .5 is chance

## Answers.

score-by-coverage = score / coverage
furthest-apart = furthest apart
score-and-coverage = score { $score }, coverage { $coverage }%

## Patterns.

patterns-never-hold = patterns that never hold
patterns-always-hold = patterns that hold in every answer
alternatives-never-hold = alternatives that never hold
alternatives-always-hold = alternatives that hold in every answer
alternative-for-part = { $text } (partial)
alternatives-not-named = and { $count } more
alternatives-untried = { $count ->
    [one] { $count } alternative not tried: the patterns are too large
   *[other] { $count } alternatives not tried: the patterns are too large
}
nothing-to-suggest = no pattern misses two answers or more
words-patterns-lack = words that patterns may lack
no-word-tells = no word tells them from the others
missed-by-labels = missed { $missed } by their labels, beside { $others } others
missed-by-scores = missed { $missed } by their good scores, beside { $others } others
candidate-stands = in { $found } of { $missed } missed, { $elsewhere } of { $others } others

## The page.

page-agreement = agreement
page-left-out = {"; "}
page-so-many-left-out = { $count } left out
page-scatter = Score against coverage
page-score-in-points = score, in points of 100
page-coverage = coverage
page-scatter-caption = Each answer by its score and its coverage. On the dashed line the two agree.
page-calibration = Calibration curve
page-mean-score = mean score
page-calibration-caption = The mean score of the answers in each tenth of coverage. Above the dashed line people give more than the rubric, below it less.
page-dot = { $place }: { $figures }
page-calibration-dot = { $answers } answers: mean coverage { $coverage }%, mean score { $score }
page-bands-caption = Answers by the band of their score (rows) and of their coverage (columns)
page-score = score
page-furthest-apart = Furthest apart
page-items = Item statistics
page-share = share credited, 0 to 1
page-with-rest = with the rest, −1 to 1
page-items-caption = Left: the share of each key point that is credited on average (difficulty). Right: how it goes with the coverage by all others (discrimination).
page-patterns-never-hold = Patterns that never hold
page-patterns-always-hold = Patterns that hold in every answer
page-alternatives-never-hold = Alternatives that never hold
page-alternatives-always-hold = Alternatives that hold in every answer
page-words-lacking = Words that { $keypoint } may lack ({ $basis })
page-candidate = { $word } ({ $standing }): { $example }
