//! Results written in several forms at once, document by document.

use super::failure::Failure;
use super::issue::Issue;
use super::layout::Look;
use super::summary::{Quiet, Summary};
use super::view::Report;
use super::{Format, badge, csv, diff, github, gitlab, json, junit, markdown, page, rdjsonl, sarif, terminal};
use std::io::{self, Write};

/// A form of the results that is filled in as documents come: what it needs of them later, it keeps.
pub(super) trait Form {
    /// Takes what is wrong with the run as a whole, before the first document.
    fn begin(&mut self, _out: &mut dyn Write, _issues: &[Issue]) -> io::Result<()> {
        Ok(())
    }

    /// Takes a document.
    fn document(&mut self, out: &mut dyn Write, report: &Report<'_>) -> io::Result<()>;

    /// Takes what is wrong with the run now that all documents were seen, and what fell short of its gates.
    fn conclude(&mut self, _out: &mut dyn Write, _issues: &[Issue], _failures: &[Failure]) -> io::Result<()> {
        Ok(())
    }

    /// Ends the results. The issues of the run and of its documents stand in the summary.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

fn form(format: Format, look: Look) -> Box<dyn Form> {
    match format {
        Format::Terminal => Box::new(terminal::Terminal::new(look)),
        Format::Quiet => Box::new(Quiet::new(look)),
        Format::Diff => Box::new(diff::Diff::new(look)),
        Format::Json => Box::new(json::Json::new(look)),
        Format::JsonLines => Box::new(json::JsonLines::new(look)),
        Format::Markdown => Box::new(markdown::Markdown::new(look)),
        Format::Html => Box::new(page::Page::new(look)),
        Format::Github => Box::new(github::Github::new(look)),
        Format::Gitlab => Box::new(gitlab::Gitlab::new(look)),
        Format::Sarif => Box::new(sarif::Sarif::new(look)),
        Format::Rdjsonl => Box::new(rdjsonl::Rdjsonl::new(look)),
        Format::Junit => Box::new(junit::Junit::new(look)),
        Format::Csv => Box::new(csv::Csv),
        Format::Badge => Box::new(badge::Badge::new(look)),
        Format::BadgeJson => Box::new(badge::BadgeJson::new(look)),
    }
}

/// One of the forms that results are written in, and where they go.
pub struct Output<'o> {
    /// Takes what is written.
    pub out: &'o mut dyn Write,
    /// The form.
    pub format: Format,
    /// How people see it, where the form is for people.
    pub look: Look,
}

/// Writes the reports to every output as they come, and gives back what they sum up to. `issues` are those of the run as
/// a whole; those of the documents follow them in the summary, to which `conclude` adds what can be said once all of them
/// were seen.
///
/// # Errors
///
/// The first error of any output. The others are written to their end all the same.
pub fn write_all(
    outputs: &mut [Output<'_>],
    reports: &mut dyn Iterator<Item = Report<'_>>,
    issues: Vec<Issue>,
    conclude: &dyn Fn(&mut Summary),
) -> io::Result<Summary> {
    let forms = outputs.iter_mut().map(|output| (form(output.format, output.look), output));
    let mut open = Open { forms: forms.collect(), failure: None };
    open.each(|form, out| form.begin(out, &issues))?;
    let mut summary = Summary::new(issues);
    for mut report in reports {
        open.each(|form, out| form.document(out, &report))?;
        summary.add(&mut report);
    }
    let seen = summary.issues.len();
    conclude(&mut summary);
    let last = summary.issues.get(seen..).unwrap_or_default();
    open.each(|form, out| form.conclude(out, last, &summary.failures))?;
    open.each(|form, out| form.end(out, &summary))?;
    open.failure.map_or(Ok(summary), Err)
}

/// The outputs that can still be written to, and why one cannot.
struct Open<'o, 'w> {
    forms: Vec<(Box<dyn Form>, &'o mut Output<'w>)>,
    failure: Option<io::Error>,
}

impl Open<'_, '_> {
    /// Takes a step in each form. Fails once there is nothing left to write to.
    fn each(&mut self, step: impl Fn(&mut dyn Form, &mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.forms.retain_mut(|(form, output)| match step(form.as_mut(), output.out) {
            Ok(()) => true,
            Err(error) => {
                self.failure.get_or_insert(error);
                false
            }
        });
        match self.failure.take_if(|_| self.forms.is_empty()) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn nothing_more(_: &mut Summary) {}

    fn output(out: &mut dyn Write, format: Format) -> Output<'_> {
        Output { out, format, look: Look::default() }
    }

    #[test]
    fn several_forms_are_what_each_is_alone() {
        let rubric = fixture::rubric();
        let (mut json, mut diff) = (Vec::new(), Vec::new());
        let mut outputs = [output(&mut json, Format::Json), output(&mut diff, Format::Diff)];
        write_all(&mut outputs, &mut fixture::reports(&rubric), vec![fixture::run_issue()], &nothing_more)
            .expect("memory takes it");
        assert_eq!(String::from_utf8_lossy(&json), fixture::written(Format::Json));
        assert_eq!(String::from_utf8_lossy(&diff), fixture::written(Format::Diff));
    }

    #[test]
    fn one_that_fails_does_not_take_the_others_along() {
        let rubric = fixture::rubric();
        let (mut closed, mut json) = (Closed, Vec::new());
        let mut outputs = [output(&mut closed, Format::Terminal), output(&mut json, Format::Json)];
        let error = write_all(&mut outputs, &mut fixture::reports(&rubric), vec![fixture::run_issue()], &nothing_more);
        assert_eq!(error.expect_err("it is closed").kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(String::from_utf8_lossy(&json), fixture::written(Format::Json));
    }

    #[test]
    fn nothing_is_read_that_nobody_will_see() {
        let rubric = fixture::rubric();
        let mut left = fixture::reports(&rubric);
        let mut closed = Closed;
        let error = write_all(&mut [output(&mut closed, Format::Terminal)], &mut left, Vec::new(), &nothing_more);
        assert!(error.is_err());
        assert_eq!(left.count(), 1);
    }
}
