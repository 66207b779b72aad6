//! Repositories that tests make, with the installed `git` and nobody's settings.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;

/// A folder that is a repository, or is to be none.
pub(super) struct Repository {
    folder: PathBuf,
    /// It is removed with the last of those who work in it.
    whole: Arc<TempDir>,
}

/// How a run of the program ended.
#[derive(Debug)]
pub(super) struct Run {
    /// Its exit code.
    pub(super) code: i32,
    /// What it wrote to standard output.
    pub(super) stdout: String,
    /// What it wrote to standard error.
    pub(super) stderr: String,
}

impl Repository {
    /// A new repository with the branch `main` and no commit.
    pub(super) fn new() -> Self {
        let repository = Self::bare_folder();
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    /// A folder that lies in no repository.
    pub(super) fn bare_folder() -> Self {
        let whole = Arc::new(tempfile::tempdir().expect("a folder"));
        Self { folder: whole.path().to_owned(), whole }
    }

    /// A clone of the last commit alone.
    pub(super) fn shallow_clone(&self) -> Self {
        let clone = Self::bare_folder();
        let from = format!("file://{}", self.folder.display());
        clone.git(&["clone", "-q", "--depth", "1", &from, "."]);
        clone
    }

    /// The same repository, seen from a folder in it.
    pub(super) fn within(&self, folder: &str) -> Self {
        Self { folder: self.folder.join(folder), whole: Arc::clone(&self.whole) }
    }

    /// The path of a file.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file.
    pub(super) fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("its folder can be made");
        std::fs::write(path, text).expect("it can be written");
        self
    }

    /// Commits everything.
    pub(super) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    /// Commits everything on a day.
    pub(super) fn commit_on(&self, message: &str, day: &str) {
        self.git(&["add", "--all"]);
        let time = format!("{day}T12:00:00Z");
        let times = [("GIT_AUTHOR_DATE", time.as_str()), ("GIT_COMMITTER_DATE", time.as_str())];
        let made = self.command("git", &["commit", "-q", "-m", message]).envs(times).status().expect("it starts");
        assert!(made.success(), "git commit fails");
    }

    /// Runs `git`, which must succeed.
    pub(super) fn git(&self, args: &[&str]) {
        assert!(self.try_git(args), "git {args:?} fails");
    }

    /// Runs `git`; whether it succeeds.
    pub(super) fn try_git(&self, args: &[&str]) -> bool {
        self.run("git", args).status.success()
    }

    /// Runs the program.
    pub(super) fn anscov(&self, args: &[&str]) -> Run {
        let output = self.run(env!("CARGO_BIN_EXE_anscov"), args);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
        let code = output.status.code().expect("it ends by itself");
        Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    fn run(&self, program: impl AsRef<OsStr>, args: &[&str]) -> Output {
        self.command(program, args).output().expect("it starts")
    }

    fn command(&self, program: impl AsRef<OsStr>, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Tester").env(format!("GIT_{who}_EMAIL"), "tester@example.org");
        }
        let nobody = Path::new("/dev/null");
        command
            .env("GIT_CONFIG_GLOBAL", nobody)
            .env("GIT_CONFIG_SYSTEM", nobody)
            .env("NO_COLOR", "1")
            .env("LC_ALL", "C");
        // Whoever runs the tests may do so inside a repository's hook.
        command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
        command.args(args).current_dir(&self.folder);
        command
    }
}
