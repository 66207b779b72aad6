//! How well the documents of `tests/documents` are read, shape by shape: each has a truth file beside it that was
//! settled by hand before the document was first read.

use anscov::parse::{Document, Labels, Layout, Question, Role, parse};
use anscov::read::decode;
use anscov::source::Source;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The means over all documents that are held: recall, precision, answers.
const FLOORS: [f64; 3] = [0.97, 0.985, 0.93];

/// The truth about one question.
struct Expected {
    line: usize,
    /// The first and last line of its answer, where it has one.
    answer: Option<(usize, usize)>,
    reference: bool,
}

/// How much of a document was read right, each from 0 to 1: recall, precision, answers.
type Figures = [f64; 3];

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let entries = folder.read_dir().expect("the folder is there").map(|entry| entry.expect("it can be read").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    paths.sort();
    paths
}

fn expected(path: &Path) -> Vec<Expected> {
    let text = std::fs::read_to_string(path.with_extension("json")).expect("a truth file stands beside the document");
    let rows: Vec<Value> = serde_json::from_str(&text).expect("it is JSON");
    let asked = |row: &&Value| {
        row["parent"].is_null() && matches!(row["kind"].as_str().unwrap_or("question"), "question" | "reverse")
    };
    let line = |value: &Value| value.as_u64().map(|line| usize::try_from(line).expect("it is a line"));
    let row = |row: &Value| Expected {
        line: line(&row["question_line"]).expect("a question has a line"),
        answer: line(&row["answer_first_line"]).zip(line(&row["answer_last_line"])).filter(|_| row["empty"] != true),
        reference: row["answer_role"] == "reference",
    };
    rows.iter().filter(asked).map(row).collect()
}

/// The lines of a stretch that are neither blank nor fences.
fn written(source: &Source, lines: Option<(usize, usize)>) -> BTreeSet<usize> {
    let says = |line: &usize| {
        let line = source.line(*line).trim();
        !line.is_empty() && !line.starts_with("```")
    };
    lines.map_or_else(BTreeSet::new, |(first, last)| (first..=last).filter(says).collect())
}

fn lines_of(source: &Source, question: &Question, role: Role) -> Option<(usize, usize)> {
    question.span_of(role).map(|span| (source.line_at(span.start), source.line_at(span.end.saturating_sub(1))))
}

fn figures(document: &Document, expected: &[Expected]) -> Figures {
    let source = &document.source;
    let mut found: Vec<(usize, &Question)> = document
        .questions
        .iter()
        .filter(|question| question.parent.is_none() && question.topic.is_none())
        .map(|question| (source.line_at(question.heading.start), question))
        .collect();
    let all = found.len();
    let (mut hit, mut right) = (0, 0);
    for wanted in expected {
        let near = found.iter().enumerate().filter(|(_, (line, _))| line.abs_diff(wanted.line) <= 1);
        let Some((at, _)) = near.min_by_key(|(_, (line, _))| line.abs_diff(wanted.line)) else { continue };
        let (_, question) = found.remove(at);
        hit += 1;
        let own = lines_of(source, question, Role::Candidate);
        let own = own.or_else(|| lines_of(source, question, Role::Reference).filter(|_| wanted.reference));
        let (want, got) = (written(source, wanted.answer), written(source, own));
        let (shared, joined) = (want.intersection(&got).count(), want.union(&got).count());
        right += usize::from(shared * 5 >= joined * 4);
    }
    let share = |part: usize, all: usize| {
        f64::from(u32::try_from(part).expect("few")) / f64::from(u32::try_from(all.max(1)).expect("few"))
    };
    [share(hit, expected.len()), share(hit, all), share(right, expected.len())]
}

fn mean(figures: &[Figures]) -> Figures {
    let count = f64::from(u32::try_from(figures.len().max(1)).expect("few"));
    [0, 1, 2].map(|at| figures.iter().map(|figures| figures[at]).sum::<f64>() / count)
}

fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).expect("the document is there");
    let source = decode(&path.to_string_lossy(), bytes).expect("the document can be read");
    parse(source, &Labels::default())
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn the_corpus_is_read_as_people_read_it() {
    let mut shapes: BTreeMap<String, Vec<Figures>> = BTreeMap::new();
    for path in corpus() {
        let name = path.file_stem().expect("it has a name").to_string_lossy();
        let shape = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned();
        shapes.entry(shape).or_default().push(figures(&document(&path), &expected(&path)));
    }
    let all: Vec<Figures> = shapes.values().flatten().copied().collect();
    let mut table = format!("{:<22} recall precision answers\n", "shape");
    let rows = shapes.iter().map(|(shape, figures)| (shape.as_str(), mean(figures)));
    for (shape, [recall, precision, answers]) in rows.chain([("all", mean(&all))]) {
        let _ = writeln!(table, "{shape:<22} {recall:>6.3} {precision:>9.3} {answers:>7.3}");
    }
    println!("{table}");
    for (figure, floor) in mean(&all).into_iter().zip(FLOORS) {
        assert!(figure >= floor, "{figure:.3} is below {floor}\n{table}");
    }
}

/// What a reading says, by lines: where each question begins and what each slot of it holds.
type Reading = (Layout, Vec<(usize, String, Vec<(Role, Option<(usize, usize)>)>)>);

fn reading(text: &str) -> Reading {
    let document = parse(Source::new("d.md", text), &Labels::default());
    let source = &document.source;
    let question = |question: &Question| {
        let lines = |slot: &anscov::parse::Slot| {
            slot.span.map(|span| (source.line_at(span.start), source.line_at(span.end.saturating_sub(1))))
        };
        let slots = question.slots.iter().map(|slot| (slot.role, lines(slot))).collect();
        (source.line_at(question.heading.start), question.title.clone(), slots)
    };
    (document.layout, document.questions.iter().map(question).collect())
}

#[test]
fn white_space_changes_no_line() {
    for path in corpus() {
        let text = document(&path).source.text.replace("\r\n", "\n").replace('\r', "\n");
        let plain = reading(&text);
        let crlf = text.replace('\n', "\r\n");
        let ended = |end: &str| text.lines().flat_map(|line| [line.trim_end(), end]).collect::<String>();
        let (trailing, trimmed) = (ended(" \n"), ended("\n"));
        assert_eq!(reading(&crlf), plain, "{} with CRLF", path.display());
        assert_eq!(reading(&trailing), reading(&trimmed), "{} with trailing blanks", path.display());
    }
}

/// The inputs that fuzzing kept, each of which reaches something no other does.
#[test]
fn what_fuzzing_found_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/parse");
    let mut read = 0;
    for entry in folder.read_dir().expect("the folder is there") {
        let bytes = std::fs::read(entry.expect("it can be read").path()).expect("it can be read");
        let text = String::from_utf8_lossy(&bytes);
        let document = parse(Source::new("fuzz.md", text.as_ref()), &Labels::default());
        let lies_in = |span: anscov::source::Span| document.source.text.get(span.start..span.end).is_some();
        for question in &document.questions {
            let slots = question.slots.iter().flat_map(|slot| slot.span.into_iter().chain(slot.label));
            assert!(slots.chain([question.heading]).all(lies_in), "{:?}", document.source.text);
        }
        read += 1;
    }
    assert!(read > 300, "{read} inputs are there");
}
