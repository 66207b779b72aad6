# What rubrics probably do not mean, and what they could say better.

rubric-without-questions = this rubric has no questions
word-set-unused = no pattern uses the word set `{ $name }`
word-set-unused-help = patterns name it `${ $name }`
keypoint-without-example = the key point `{ $id }` has no { $kind } example
keypoint-without-examples = the key point `{ $id }` has no { $kind } and no { $other } example
misconception-without-example = the misconception `{ $id }` has no { $kind } example
misconception-without-examples = the misconception `{ $id }` has no { $kind } and no { $other } example
without-examples-help = without a sentence that must hold and one that must not, nobody knows what its pattern does

alternative-twice = this alternative stands in the list already, as number { $number }
alternative-twice-help = remove one of them
alternative-unneeded = this alternative is never needed: `{ $other }` holds wherever it does
alternative-unneeded-help = remove it, or narrow the shorter one
neighbour-covered = `{ $text }` alone covers the key point `{ $keypoint }` too
neighbour-covered-help = if that is not meant, let one of the two patterns say what sets them apart
list-is-word-set = this list is the word set `{ $set }`
list-is-word-set-help = write "${ $set }"
list-retyped = this list of { $members } is typed { $times } times: in { $places }
list-retyped-help = give it a name in `words` and write "$name"

pattern-broad = this matches nearly every answer: { $why }
pattern-broad-help = say what is said of it too: {"{"}"all": […, …]{"}"}
broad-set = the set holds a single character or a function word
broad-not = it only says what must not stand there
broad-prefix = the prefix is too short
broad-regex = the regular expression matches any text
broad-all = all of it stands in nearly every sentence
broad-some = its members do
broad-character = it is a single character
broad-function-word = it is a function word
not-misplaced = `not` means something only inside `all` and `seq`
regex-matches-nothing = this regular expression matches the empty text, and so everything
regex-matches-nothing-help = use `+` for `*`, or leave the optional part out
regex-boundary-at-han = `\b` stands next to Han text, where no word ends
regex-boundary-at-han-help = leave it out: `\b` is where a Latin word begins or ends
regex-bounded-gap = a bounded gap makes a regular expression slow
regex-bounded-gap-help = use {"{"}"seq": […], "within": "clause"{"}"} or {"{"}"near": […], "words": n{"}"}

term-alone = a group of one means the same as nothing
term-alone-help = add what it equals
term-in-two-groups = `{ $phrase }` stands in { $place } too
term-in-two-groups-help = a phrase belongs to one group; join the two, or make one `narrower`
term-twice = `{ $phrase }` stands in this group already
narrower-twice = `{ $phrase }` is named already for `{ $general }`
narrower-equal = `{ $phrase }` and `{ $general }` stand in one group
narrower-equal-help = what means the same is not narrower
