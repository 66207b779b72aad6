//! `annotate`: reviews written under the answers of a document.

use super::Outcome;
use super::args::{ReadingArgs, RubricPaths};
use super::judge::no_answers;
use super::output::{clash, write_whole};
use super::run::{Grader, catalogue, fail};
use super::settings::Settings;
use super::streams::Streams;
use crate::discover::Input;
use crate::messages::Message;
use crate::parse::without_reviews;
use crate::read::{Writing, read_written};
use crate::report::Summary;
use crate::review::{self, Annotated};
use crate::source::Source;
use std::io::{self, Write};
use std::path::PathBuf;

/// Write a review under each answer of a file: what it covers, hints to what is missing, what is wrong
///
/// Reviews stand between comments that name anscov. Run again, they are replaced, and nothing else; no review is ever
/// graded, whatever stands in it. Where the file ends in a form that rates areas with four boxes (精通, 熟练, 了解, 欠缺), the
/// boxes that nobody has ticked are, by the coverage of the area's topics: from 80%, from 60%, from 30%, and below.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  anscov annotate round2.md                        in the file itself, written whole or not at all
  anscov annotate round2.md --output reviewed.md   in a copy
  anscov annotate round2.md --remove               takes all reviews out again
  anscov annotate - < round2.md                    from standard input to standard output

Exit status: 0 when it is written, also where nothing had to change, 2 when it could not be.")]
pub(super) struct AnnotateArgs {
    /// The file, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Write to this file, and leave the other as it is; `-` for standard output
    #[arg(long, value_name = "COPY")]
    output: Option<PathBuf>,

    /// Take the reviews out, and write none
    #[arg(long)]
    remove: bool,

    #[command(flatten)]
    rubrics: RubricPaths,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// Writes the reviews of a file's answers into it.
pub(super) fn annotate(args: &AnnotateArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let paths = [args.file.clone()];
    let settings = Settings::new(args.reading.flags(&args.rubrics), &args.reading.config, &paths, streams)?;
    let Some(settings) = settings else { return Ok(Outcome::Failed) };
    // The file itself may be written over, but neither its rubrics nor its sheet.
    let reading = &args.reading;
    let read = settings.rubrics().iter().chain(&reading.template).chain(&reading.config.config).cloned();
    if let Some(problem) = clash(args.output.as_deref(), &read.collect::<Vec<_>>()) {
        return fail(vec![problem], streams);
    }
    let Some(catalogue) = catalogue(settings.rubrics(), streams)? else { return Ok(Outcome::Failed) };
    let grader = Grader::new(&catalogue).with_texts();
    let input = if args.file.as_os_str() == "-" { Input::Stdin } else { Input::File(args.file.clone()) };
    let (source, writing) = match read_written(&input) {
        Ok(read) => read,
        Err(problem) => return fail(vec![problem], streams),
    };
    let bare = Source::new(source.path.as_str(), without_reviews(&source));
    if args.remove {
        return write(args, &source, &bare.text, writing, streams);
    }
    let mut report = grader.under(settings.parse(bare.clone()), &settings);
    let mut summary = Summary::default();
    summary.add(&mut report);
    if let Some(problem) = no_answers(&summary) {
        return fail(vec![problem], streams);
    }
    let annotated = review::annotate(&bare, |source| grader.under(settings.parse(source), &settings));
    let Annotated { text, reviews, filled, left_out } = annotated;
    let outcome = write(args, &source, &text, writing, streams)?;
    if outcome == Outcome::Held {
        let path = bare.path.as_str();
        let ratings = Message::new("ratings-filled-in").with("count", filled);
        let written = if filled == 0 {
            Message::new("reviews-written").with("path", path).with("reviews", reviews)
        } else {
            Message::new("reviews-and-ratings-written")
                .with("path", path)
                .with("reviews", reviews)
                .with("ratings", ratings)
        };
        streams.tell(&written);
        for line in left_out {
            streams.tell(&Message::new("review-left-out").with("path", path).with("line", line.to_string()));
        }
    }
    Ok(outcome)
}

/// Writes the text where it is wanted, unless that changed nothing.
fn write(
    args: &AnnotateArgs,
    source: &Source,
    text: &str,
    writing: Writing,
    streams: &mut Streams,
) -> io::Result<Outcome> {
    let output = args.output.as_ref().unwrap_or(&args.file);
    if output.as_os_str() == "-" {
        streams.out.write_all(&writing.encode(text))?;
        return Ok(Outcome::Held);
    }
    if args.output.is_none() && text == source.text {
        return Ok(Outcome::Held);
    }
    match write_whole(output, &writing.encode(text)) {
        Ok(()) => Ok(Outcome::Held),
        Err(problem) => fail(vec![problem], streams),
    }
}
