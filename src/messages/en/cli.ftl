# What commands say.

## What is in the way of a run.

no-answers = no answers found
no-answers-but-references = no answers found: these are reference answers, which are never scored as a candidate's
no-answers-help = `anscov list` shows how files are read
template-without-questions = no questions found in this template
template-without-questions-help = `anscov list --show` shows how it is read
folder-not-explained = a folder cannot be explained; name a file in it
no-question-at-line = no question begins at or above that line
first-question-at = the first one begins at line { $line }
question-unknown = no rubric has a question `{ $name }`
topic-unknown = no rubric has a topic `{ $name }`
nearest-name = the nearest is `{ $nearest }`; { $list }
rubric-show-lists-all = `anscov rubric show` lists them all
report-shows-topics = `anscov report` shows those of your answers
no-rubric-loaded = no rubric is loaded
nothing-judged = no answer in this file could be judged
no-path-without-repository = `{ $name }` is no file or folder, and without a git repository it is no revision
no-path-no-revision = `{ $name }` is no file, no folder and no revision

## Files that are written.

results-unwritable = error: the results cannot be written: { $error }
file-unwritable = this file cannot be written: { $why }
its-folder-missing = its folder does not exist
folder-unmakable = this folder cannot be made: { $error }
file-exists = there is a file of this name already
file-exists-help = name another, or remove it first if nothing in it is needed
output-is-read = this run reads the file, so no report is written over it
output-is-taken = two results cannot both go to this file

## A check.

progress-files = files
answer-deleted = the answer of { $revision } is there no more: { $title }
no-answer-changed = no answer changed since { $revision }
gap-unneeded = no longer needed in the baseline: { $file }: { $gap } of { $question }

## Watching.

watching = watching { $count ->
    [one] { $count } path
   *[other] { $count } paths
}, Ctrl-C ends
stdin-not-watched = standard input cannot be read more than once
name-a-file = name a file
changes-not-watched = changes cannot be watched for: { $error }

## Reviews.

reviews-written = { $path }: { $reviews ->
    [one] { $reviews } review
   *[other] { $reviews } reviews
}
reviews-and-ratings-written = { $path }: { $reviews ->
    [one] { $reviews } review
   *[other] { $reviews } reviews
}, { $ratings }
ratings-filled-in = { $count ->
    [one] { $count } rating
   *[other] { $count } ratings
} filled in
review-left-out = { $path }:{ $line }: no review: below this answer it would change how the file is read

## Baselines.

gaps-accepted = { $path }: { $gaps ->
    [one] { $gaps } gap
   *[other] { $gaps } gaps
} accepted
gaps-accepted-and-gone = { $path }: { $gaps ->
    [one] { $gaps } gap
   *[other] { $gaps } gaps
} accepted, { $gone } asked no more
settings-without-baseline = { $path }: names no baseline, so the files that it holds for are left out

## The past.

name-revision-or-day = name a revision, or a day such as 2026-01-31
clone-is-shallow = this shallow clone has only the latest commits
clone-is-shallow-help = `git fetch --unshallow` gets the others
rubrics-outside-left-out = rubrics of their day are those of the repository; these are left out
git-knows-no-past = git does not know what it held
versions-missing = { $count ->
    [one] { $count } version of a file is
   *[other] { $count } versions of files are
} not in this clone and left out
no-rubrics-yet = the project had no rubrics yet at { $since }: { $states ->
    [one] { $states } state
   *[other] { $states } states
} graded by the shipped ones alone
old-rubric-unreadable = { $path } as it was at { $since } cannot be read
no-past-help = nothing is known of earlier times; `git commit` begins it
no-repository-log-help = name a log of runs, which --record FILE keeps
no-sheet = no question is weak or due, so there is no sheet

## JSON lines.

stdin-unreadable = error: standard input cannot be read: { $error }
lines-ungraded = { $count } of { $lines } lines could not be graded
lines-without-rubric = { $count } of { $lines } lines asked what no rubric fits
line-without-answer = line { $line }: it has no answer to grade
line-not-object = line { $line }: it is not a JSON object
line-wrong-at = line { $line }, column { $column }: { $error }
line-not-json-at = line { $line }, column { $column }: it is not JSON: { $error }

## A project.

nobody-to-ask = nothing was written: there is no terminal to ask on
nobody-to-ask-help = `anscov init --yes` writes all files without asking
init-question = write { $path }, { $purpose }?
init-settings = settings, to begin with
init-github = a workflow of GitHub
init-gitlab = a job of GitLab
init-pre-commit = a hook of pre-commit
init-left-alone = { $path }: left alone, it is there
init-to-add = { $path }: left alone, it is there; add this to it:
init-written = { $path }: written
init-not-written = { $path }: not written
init-next = next: `anscov check`, then thresholds in anscov.toml

## Rubrics.

count-rubrics = { $count ->
    [one] { $count } rubric
   *[other] { $count } rubrics
}
count-problems = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
count-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
no-problems = no problems
lint-line = { $rubrics }, { $problems }
lint-line-with-notes = { $rubrics }, { $problems }, { $notes }
example-contradicts = the { $kind } example of `{ $id }` comes out as { $got }
rubric-made = { $id }: { $questions }, { $points }
new-rubric-next = next: put your words for its own, with `anscov rubric test { $path } --watch` beside it
