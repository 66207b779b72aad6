//! Runs something again whenever files it reads have changed.

use super::Outcome;
use super::streams::{Streams, say};
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::report::Issue;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// How long files must be left alone before they are read again. Editors write in several steps.
const QUIET: Duration = Duration::from_millis(120);

/// The extensions of rubrics.
pub(super) const RUBRICS: &[&str] = &["json"];

/// A file, or a folder with the extensions of those files in it that matter.
pub(super) type Place = (PathBuf, &'static [&'static str]);

/// Runs `run` at once and again after each change to what `places` names, until the process is ended or nobody reads its
/// results any more. A change may name other places.
pub(super) fn watch(
    places: impl Fn() -> Vec<Place>,
    streams: &mut Streams,
    mut run: impl FnMut(&mut Streams) -> io::Result<Outcome>,
) -> io::Result<Outcome> {
    if places().iter().any(|(path, _)| path.as_os_str() == "-") {
        let problem = Problem::error("not-watched", "-", Message::new("stdin-not-watched"));
        streams.show(&[Issue::new(problem.help(Message::new("name-a-file")), None)], Severity::Error)?;
        return Ok(Outcome::Failed);
    }
    let terminal = io::stdout().is_terminal();
    loop {
        let places = places();
        let watched = Watched::new(&places);
        // It is set up before the run, so that no change goes unseen; it watches for as long as it lives.
        let (_watcher, events) = match start(&watched) {
            Ok(started) => started,
            Err(error) => {
                let message = Message::new("changes-not-watched").with("error", error.to_string());
                let problem = Problem::error("not-watched", "", message);
                streams.show(&[Issue::new(problem, None)], Severity::Error)?;
                return Ok(Outcome::Failed);
            }
        };
        if terminal {
            // Clears the screen and what has scrolled off it, and starts at its top.
            write!(streams.out, "\u{1b}[2J\u{1b}[3J\u{1b}[H")?;
        }
        run(streams)?;
        streams.out.flush()?;
        if terminal {
            let watching = Message::new("watching").with("count", places.len());
            say(&format!("\n{}", watching.text(streams.look.language)));
        }
        if wait(&events, |event| watched.concerns(event)).is_none() {
            return Ok(Outcome::Failed);
        }
    }
}

/// What is watched.
#[derive(Debug, Default)]
struct Watched {
    /// The files, under every name that changes to them may come by.
    files: Vec<PathBuf>,
    folders: Vec<Place>,
}

impl Watched {
    fn new(places: &[Place]) -> Self {
        let mut watched = Self::default();
        for (path, extensions) in places {
            let real = path.canonicalize();
            if path.is_dir() {
                watched.folders.extend(real.map(|real| (real, *extensions)));
                continue;
            }
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let named = parent.canonicalize().ok().zip(path.file_name()).map(|(parent, name)| parent.join(name));
            // A link is watched where it stands and where it leads.
            watched.files.extend(named.into_iter().chain(real));
        }
        watched
    }

    /// Whether an event may change what a run finds. Reading a file is an event too, and must not lead to another run.
    fn concerns(&self, event: &Event) -> bool {
        let inside = |path: &Path| {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            let matters = |extensions: &[&str]| extensions.iter().any(|known| extension.eq_ignore_ascii_case(known));
            self.folders.iter().any(|(folder, extensions)| path.starts_with(folder) && matters(extensions))
        };
        !event.kind.is_access() && event.paths.iter().any(|path| self.files.contains(path) || inside(path))
    }
}

/// Watches the folders that files stand in, not the files: an editor that saves by renaming puts another file in the place
/// of the first.
fn start(watched: &Watched) -> notify::Result<(RecommendedWatcher, Receiver<Event>)> {
    let (send, events) = mpsc::channel();
    let mut watching = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            // Who does not listen any more is about to end.
            let _ = send.send(event);
        }
    })?;
    let mut parents: Vec<&Path> = watched.files.iter().filter_map(|file| file.parent()).collect();
    parents.sort_unstable();
    parents.dedup();
    for parent in parents {
        watching.watch(parent, RecursiveMode::NonRecursive)?;
    }
    for (folder, _) in &watched.folders {
        watching.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok((watching, events))
}

/// Waits for an event that concerns us, and then until there are no more for a while. `None` where none can come.
fn wait(events: &Receiver<Event>, concerns: impl Fn(&Event) -> bool) -> Option<()> {
    while !concerns(&events.recv().ok()?) {}
    loop {
        match events.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Some(()),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::EventKind;
    use notify::event::{AccessKind, CreateKind, EventAttributes, ModifyKind, RenameMode};

    #[test]
    fn a_file_is_known_by_its_place_whatever_is_put_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().canonicalize().expect("it is there");
        let file = folder.path().join("a.json");
        std::fs::write(&file, "{}").expect("it is written");
        let sub = folder.path().join("sub");
        std::fs::create_dir(&sub).expect("a folder");
        let watched = Watched::new(&[(file, RUBRICS), (sub, RUBRICS)]);
        let concerns = |kind, name: &str| {
            watched.concerns(&Event { kind, paths: vec![real.join(name)], attrs: EventAttributes::default() })
        };
        let (renamed, created) =
            (EventKind::Modify(ModifyKind::Name(RenameMode::To)), EventKind::Create(CreateKind::File));
        assert!(concerns(renamed, "a.json") && concerns(created, "a.json"));
        assert!(concerns(created, "sub/deep/b.json"));
        assert!(!concerns(created, "b.json") && !concerns(created, "sub/.b.json.swp"));
        assert!(!concerns(EventKind::Access(AccessKind::Any), "a.json"));
    }
}
