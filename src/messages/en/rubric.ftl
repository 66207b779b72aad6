# What is said of rubrics.
