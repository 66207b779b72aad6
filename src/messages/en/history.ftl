# What is said of a log of runs.

run-not-recorded = this run cannot be recorded: { $error }
no-log-help = `anscov check --record FILE` begins a log of runs
record-of-other-version = line { $line } is of version { $version }, which this program does not read; it is left aside
record-cut-off = line { $line } is cut off and left aside; the next run begins a new line
record-damaged = line { $line } is no recorded document and left aside
