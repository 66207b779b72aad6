# What is said of revisions.
