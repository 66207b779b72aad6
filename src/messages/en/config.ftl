# About the settings of a project.

config-no-setting = there is no setting `{ $name }`
config-no-value = it cannot be `{ $name }`
config-setting-missing = the setting `{ $name }` is missing here
config-no-percentage = it must be a number from 0 to 100 with up to two decimals
config-is-folder = this is a folder, not a file of settings
config-is-folder-help = give the folder another name, or choose with --config or --isolated

config-no-question = no rubric has the question `{ $id }`
config-no-question-help = `anscov rubric show` lists the questions
config-no-keypoint-id = `{ $id }` is no id of a key point
config-no-keypoint-id-help = write `rubric/question/keypoint`
config-no-keypoint = `{ $question }` has no key point `{ $keypoint }`
config-no-topic = no rubric has the topic `{ $name }`

config-required-and-ignored = `{ $id }` is required and cannot be ignored
config-lone-ratchet = a ratchet needs a baseline to hold coverage against
config-lone-ratchet-help = set `baseline`, or give --baseline FILE
config-files-twice = line { $line } says already what holds for these files
config-files-twice-help = put both under one `[[overrides]]`

config-no-reason = this reason says nothing
config-no-file = no file is named here
config-no-glob = this is no glob: { $error }
config-label-empty = this label holds no word
config-label-of-two = `{ $label }` cannot open the words of two roles

config-ignore-covered = every answer covers `{ $keypoint }`; it need not be ignored
config-ignore-unasked = no file asks `{ $question }`; it need not be ignored
config-glob-unused = `{ $glob }` names no file that was checked

config-default = default
config-none = none
