# About the gaps that are accepted.

baseline-not-there-help = `anscov baseline update` writes it
baseline-other-version = this is baseline version { $found }; this anscov reads version { $version }
baseline-other-version-help = remove it and run `anscov baseline update`, or use the anscov that wrote it
baseline-misfit = this is no baseline: { $error }
