# What results say.
