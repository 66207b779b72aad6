//! Which forms of the results go where: `--format` and `--output` as they are typed, and what they mean.

use super::output::write_whole;
use super::streams::Streams;
use crate::problem::Problem;
use crate::report::{Format, Issue, Look, Output, Report, Summary, place_all, write_all};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, Error, FromArgMatches};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The names of the formats, and what `--help` says of them.
const FORMATS: [(Format, &str, &str); 14] = [
    (Format::Terminal, "terminal", "For people"),
    (Format::Diff, "diff", "A unified diff from what is expected to what is covered"),
    (Format::Json, "json", "JSON, version 1"),
    (Format::JsonLines, "jsonl", "The same as JSON lines, an object a question"),
    (Format::Markdown, "markdown", "A comment on a pull request, or the summary of a job"),
    (Format::Html, "html", "A page by itself, with the answers beside their verdicts"),
    (Format::Github, "github", "Annotations for GitHub's workflows, as many as it shows"),
    (Format::Gitlab, "gitlab", "GitLab's code quality report"),
    (Format::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
    (Format::Rdjsonl, "rdjsonl", "Diagnostics for reviewdog"),
    (Format::Junit, "junit", "JUnit XML, a test a key point"),
    (Format::Csv, "csv", "A table, a row a key point"),
    (Format::Badge, "badge", "The coverage as an SVG picture"),
    (Format::BadgeJson, "badge-json", "The coverage for shields.io's endpoint badge"),
];

/// The forms of the results as they are typed.
#[derive(Debug, Args)]
struct Typed {
    /// The form of the results; can be repeated, each with an --output [default: terminal]
    #[arg(long, value_name = "FORMAT", value_parser = format_name())]
    format: Vec<Format>,

    /// Write the --format before it to this file, whole or not at all
    ///
    /// What has no --output goes to standard output, which takes one format. So does what cannot be written to its file,
    /// where nothing else goes there.
    #[arg(long, value_name = "FILE")]
    output: Vec<PathBuf>,

    /// Print the summary line alone
    #[arg(long, short)]
    quiet: bool,
}

fn format_name() -> impl TypedValueParser<Value = Format> {
    let names = FORMATS.map(|(_, name, help)| PossibleValue::new(name).help(help));
    let find = |typed: String| FORMATS.into_iter().find(|(_, name, _)| *name == typed);
    PossibleValuesParser::new(names).map(move |typed| find(typed).map_or(Format::Terminal, |(format, ..)| format))
}

fn name(format: Format) -> &'static str {
    FORMATS.into_iter().find(|(known, ..)| *known == format).map_or("--quiet", |(_, name, _)| name)
}

/// The forms of the results, each with the file it goes to; one at most goes to standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormatArgs(Vec<(Format, Option<PathBuf>)>);

impl Args for FormatArgs {
    fn augment_args(command: Command) -> Command {
        Typed::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Typed::augment_args_for_update(command)
    }
}

impl FromArgMatches for FormatArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let Typed { format, output, quiet } = Typed::from_arg_matches(matches)?;
        let places = |name| matches.indices_of(name).into_iter().flatten();
        let formats = places("format").zip(format).collect();
        let outputs = places("output").zip(output).collect();
        let paired = pair(formats, outputs, quiet).map_err(|wrong| Error::raw(ErrorKind::ArgumentConflict, wrong))?;
        Ok(Self(paired))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Gives each file to the format before it; one file and one format belong together in any order. Both come with their
/// places on the command line.
fn pair(
    formats: Vec<(usize, Format)>,
    files: Vec<(usize, PathBuf)>,
    quiet: bool,
) -> Result<Vec<(Format, Option<PathBuf>)>, String> {
    let alone = formats.len() == 1 && files.len() == 1;
    let mut outputs: Vec<(usize, Format, Option<PathBuf>)> = Vec::new();
    if quiet || formats.is_empty() {
        outputs.push((0, if quiet { Format::Quiet } else { Format::Terminal }, None));
    }
    let implied = outputs.len();
    outputs.extend(formats.into_iter().map(|(place, format)| (place, format, None)));
    for (place, file) in files {
        let named = outputs.get(implied..).unwrap_or_default();
        let before = named.iter().rposition(|(format, ..)| alone || *format < place).map(|at| implied + at);
        let Some(before) = before.or((named.is_empty()).then_some(0)) else {
            return Err(format!("--output {} must follow the --format it belongs to", file.display()));
        };
        if outputs.iter().any(|(.., taken)| taken.as_ref() == Some(&file)) {
            return Err(format!("two formats cannot both go to {}", file.display()));
        }
        let (_, format, output) = &mut outputs[before];
        if let Some(other) = output.replace(file) {
            return Err(format!("{} has more than one --output; the first is {}", name(*format), other.display()));
        }
    }
    let on_stdout =
        |(_, format, file): (usize, Format, Option<PathBuf>)| (format, file.filter(|file| file.as_os_str() != "-"));
    let outputs: Vec<(Format, Option<PathBuf>)> = outputs.into_iter().map(on_stdout).collect();
    let mut unplaced = outputs.iter().filter(|(_, file)| file.is_none()).map(|(format, _)| name(*format));
    if let (Some(one), Some(other)) = (unplaced.next(), unplaced.next()) {
        return Err(format!("{one} and {other} cannot both go to standard output: give {other} an --output FILE"));
    }
    Ok(outputs)
}

impl FormatArgs {
    /// Whether nothing but totals is asked for, so that nobody will see what came close.
    pub(super) fn are_totals(&self) -> bool {
        self.0.iter().all(|(format, _)| matches!(format, Format::Quiet | Format::Badge | Format::BadgeJson))
    }

    /// Whether a form shows the texts of the documents.
    pub(super) fn show_texts(&self) -> bool {
        self.0.iter().any(|(format, _)| *format == Format::Html)
    }

    /// Whether the summary line stands alone on standard output.
    pub(super) fn is_quiet_on_stdout(&self) -> bool {
        self.0.contains(&(Format::Quiet, None))
    }

    /// The files that forms go to.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter_map(|(_, file)| file.as_deref())
    }

    /// Writes the reports in every form. A file that cannot be written is an error among the issues of the summary: what
    /// was found is not lost for it, but goes to standard output where nothing else does.
    pub(super) fn write(
        &self,
        streams: &mut Streams,
        hints: bool,
        reports: &mut dyn Iterator<Item = Report<'_>>,
        issues: Vec<Issue>,
        conclude: &dyn Fn(&mut Summary),
    ) -> io::Result<Summary> {
        let mut texts = vec![Vec::new(); self.0.len()];
        let mut stdout = Some((&mut *streams.out as &mut dyn Write, Look { hints, ..streams.look }));
        let language = streams.look.language;
        let outputs = self.0.iter().zip(&mut texts).map(|((format, file), text)| {
            let in_file = (text as &mut dyn Write, Look { hints, language, ..Look::default() });
            let (out, look) = if file.is_none() { stdout.take().unwrap_or(in_file) } else { in_file };
            Output { out, format: *format, look }
        });
        let summary = write_all(&mut outputs.collect::<Vec<_>>(), reports, issues, conclude);
        let files = self.0.iter().zip(&texts).filter_map(|((_, file), text)| file.as_deref().zip(Some(text)));
        let failed = files.filter_map(|(file, text)| Some((write_whole(file, text).err()?, text)));
        let (unwritten, lost): (Vec<Problem>, Vec<&Vec<u8>>) = failed.unzip();
        match (summary, unwritten.first()) {
            (Ok(mut summary), _) => {
                if let Some(text) = lost.first()
                    && self.0.iter().all(|(_, file)| file.is_some())
                {
                    streams.out.write_all(text)?;
                }
                summary.issues.extend(place_all(unwritten, &[]));
                Ok(summary)
            }
            // That nobody reads standard output is well; that a file is missing is not.
            (Err(_), Some(Problem { path, message, .. })) => {
                Err(io::Error::other(format!("{path}: {}", message.text(streams.look.language))))
            }
            (Err(error), None) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        formats: FormatArgs,
    }

    /// What `line` means: each format with its file, or what is wrong.
    fn meant(line: &str) -> String {
        match Line::try_parse_from(std::iter::once("anscov").chain(line.split_whitespace())) {
            Ok(line) => {
                let shown = line.formats.0.iter().map(|(format, file)| match file {
                    Some(file) => format!("{}>{}", name(*format), file.display()),
                    None => name(*format).to_owned(),
                });
                shown.collect::<Vec<_>>().join(" ")
            }
            Err(error) => error.to_string().lines().next().unwrap_or_default().to_owned(),
        }
    }

    #[test]
    fn an_output_belongs_to_the_format_before_it() {
        let cases = [
            ("", "terminal"),
            ("--quiet", "--quiet"),
            ("--format json", "json"),
            ("--output a", "terminal>a"),
            ("--format sarif --output a --format terminal", "sarif>a terminal"),
            ("--format terminal --format sarif --output a", "terminal sarif>a"),
            ("--format sarif --output a --format junit --output b", "sarif>a junit>b"),
            ("--output a --format sarif", "sarif>a"),
            ("--quiet --format sarif --output a", "--quiet sarif>a"),
            ("--format json --output - --format csv --output a", "json csv>a"),
        ];
        for (line, meaning) in cases {
            assert_eq!(meant(line), meaning, "{line}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_an_error() {
        let cases = [
            ("--format json --format csv", "json and csv cannot both go to standard output: give csv an --output FILE"),
            ("--quiet --format csv", "--quiet and csv cannot both go to standard output: give csv an --output FILE"),
            ("--output a --format json --format csv", "--output a must follow the --format it belongs to"),
            ("--format json --output a --output b", "json has more than one --output; the first is a"),
            ("--format json --output a --format csv --output a", "two formats cannot both go to a"),
        ];
        for (line, wrong) in cases {
            assert_eq!(meant(line), format!("error: {wrong}"), "{line}");
        }
    }
}
