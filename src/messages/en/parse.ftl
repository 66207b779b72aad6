# What is said of documents and their questions.
