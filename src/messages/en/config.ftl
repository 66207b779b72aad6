# What is said of settings.
