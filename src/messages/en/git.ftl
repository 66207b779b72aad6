# What is said of revisions.

git-says = git says: { $words }
git-says-nothing = git says: nothing
git-not-run = git cannot be run: { $error }
git-not-run-help = install git, or check without looking at revisions
git-knows-no-changes = git does not know what changed in it
no-repository = this is no git repository

repository-without-commits = `{ $revision }` is not there: this repository has no commits yet
revision-not-in-clone = `{ $revision }` is not in this shallow clone
clone-ends-before = this shallow clone ends before the place where it left `{ $revision }`
clone-help = fetch more of its history: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow
revision-unknown = `{ $revision }` is no revision of this repository
revision-unknown-help = a branch of a remote must be fetched first: `git fetch origin`
