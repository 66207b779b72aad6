//! Where results and messages go: results to standard output, everything else to standard error.

use super::args::Colour;
use crate::config::Config;
use crate::messages::{Language, Message};
use crate::problem::Severity;
use crate::report::{Issue, Look};
use anstream::{AutoStream, ColorChoice};
use std::cell::Cell;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::rc::Rc;

/// The streams of the process, and how to write on them.
pub(super) struct Streams {
    /// Standard output, buffered; flushed at the end of the run.
    pub(super) out: Box<dyn Write>,
    /// How results are shown.
    pub(super) look: Look,
    /// The language that a flag asks for; it wins over settings.
    pub(super) asked: Option<Language>,
    colour_messages: bool,
    outlives: Rc<Cell<bool>>,
}

/// A stream whose reader may go away: from then on, who outlives its reader writes to nobody.
struct Read<W> {
    out: W,
    outlives: Rc<Cell<bool>>,
    is_closed: bool,
}

impl<W: Write> Read<W> {
    /// What writing gave; `unread` in place of a pipe that was closed, where that is to be outlived.
    fn or_unread<T>(&mut self, written: io::Result<T>, unread: T) -> io::Result<T> {
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && self.outlives.get() => {
                self.is_closed = true;
                Ok(unread)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Read<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        self.or_unread(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.or_unread(flushed, ())
    }
}

impl Streams {
    /// The streams of this process. Left to choose, colour follows `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and whether a
    /// terminal is there to show it. The language is `asked` for or that of the locale, until settings name another.
    pub(super) fn new(colour: Colour, asked: Option<Language>) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let coloured = |chosen: ColorChoice| match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => chosen != ColorChoice::Never,
        };
        let width = out.is_terminal().then(terminal_width).flatten();
        let language = asked.unwrap_or_else(of_locale);
        let look = Look { coloured: coloured(AutoStream::choice(&out)), width, hints: false, language };
        let colour_messages = coloured(AutoStream::choice(&err));
        // An old Windows console needs its colours translated; elsewhere this is the plain stream.
        let choice = if look.coloured { ColorChoice::Always } else { ColorChoice::AlwaysAnsi };
        let outlives = Rc::new(Cell::new(false));
        let out = Read { out: AutoStream::new(out.lock(), choice), outlives: Rc::clone(&outlives), is_closed: false };
        Self { out: Box::new(BufWriter::with_capacity(64 * 1024, out)), look, asked, colour_messages, outlives }
    }

    /// From here on the language is what settings say, under flags; that of the locale where they say nothing.
    pub(super) fn speak(&mut self, config: &Config) {
        self.look.language = config.language.as_ref().map_or_else(of_locale, |language| language.value);
    }

    /// From here on the run goes on to its end when nobody reads its results any more: its exit code still says something.
    pub(super) fn outlive_reader(&self) {
        self.outlives.set(true);
    }

    /// Says something beside the results.
    pub(super) fn tell(&self, message: &Message) {
        say(&message.text(self.look.language));
    }

    /// Shows the issues that are at least as grave as `least`, after what was written so far.
    pub(super) fn show(&mut self, issues: &[Issue], least: Severity) -> io::Result<()> {
        self.out.flush()?;
        for issue in issues.iter().filter(|issue| issue.problem.severity <= least) {
            say(&format!("{}\n", issue.render(self.colour_messages, self.look.language)));
        }
        Ok(())
    }
}

/// Writes a line for people on standard error. That it cannot be written is no reason to stop.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether a progress bar would be seen and disturb nothing: on a terminal that does not show the results too.
pub(super) fn can_show_progress() -> bool {
    let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    io::stderr().is_terminal() && !io::stdout().is_terminal() && !in_ci
}

/// The language of the locale, as far as the program speaks it.
fn of_locale() -> Language {
    sys_locale::get_locale().and_then(|locale| locale.parse().ok()).unwrap_or_default()
}

/// The terminal's columns; `COLUMNS` goes first, as everywhere.
fn terminal_width() -> Option<usize> {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    named.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).filter(|&width| width > 0)
}
