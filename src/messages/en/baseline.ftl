# What is said of the gaps that are accepted.
