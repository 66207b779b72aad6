# What is said where a run falls short.
