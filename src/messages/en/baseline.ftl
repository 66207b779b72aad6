# About the gaps that are accepted.

baseline-not-there-help = `anscov baseline update` writes it
baseline-other-version = this is baseline version { $found }; this anscov reads version { $version }
baseline-other-version-help = remove it and run `anscov baseline update`, or use the anscov that wrote it
baseline-misfit = this is no baseline: { $error }

baseline-updated = { $path }: { $gaps } accepted
baseline-updated-and-gone = { $path }: { $gaps } accepted, { $questions } asked no more
baseline-none-named = { $path }: names no baseline, so the files that it holds for are left out
baseline-unneeded = no longer needed in the baseline: { $path }: { $gap } of { $question }

count-gaps = { $count ->
    [one] { $count } gap
   *[other] { $count } gaps
}
