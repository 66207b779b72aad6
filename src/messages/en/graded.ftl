# What is said of graded answers.
