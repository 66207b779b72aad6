# What is said of two states of the same answers.

question-is-new = new
question-is-gone = gone
points-gained-and-lost = { $gained ->
    [one] { $gained } point
   *[other] { $gained } points
} gained, { $lost } lost in { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}
questions-without-a-rubric = { $count ->
    [one] { $count } question
   *[other] { $count } questions
} without a rubric
