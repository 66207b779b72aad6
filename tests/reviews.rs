//! What must hold of the reviews that are written into documents, whatever their layout.

use anscov::bind::{Binder, bind};
use anscov::catalogue::Catalogue;
use anscov::matching::{Matchers, match_answers};
use anscov::parse::{Labels, parse, without_reviews};
use anscov::read::decode;
use anscov::report::{Report, report};
use anscov::review::{Annotated, annotate};
use anscov::score::score;
use anscov::source::Source;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::shipped);
static BINDER: LazyLock<Binder> = LazyLock::new(|| Binder::new(&CATALOGUE));
static MATCHERS: LazyLock<Matchers> = LazyLock::new(|| Matchers::new(&CATALOGUE));

fn grade(source: Source) -> Report<'static> {
    report(score(match_answers(bind(parse(source, &Labels::default()), &BINDER), &MATCHERS)))
}

fn texts() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries =
        ["tests/documents", "samples"].iter().flat_map(|folder| root.join(folder).read_dir().expect("a folder"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    paths.sort();
    let read = |path: PathBuf| {
        let source = decode("a.md", std::fs::read(&path).expect("it is there")).expect("it is text");
        (path, source.text)
    };
    paths.into_iter().map(read).collect()
}

/// The coverages and verdicts of a document, in order.
fn verdicts(text: &str) -> Vec<String> {
    let report = grade(Source::new("a.md", text));
    let questions = report.questions.iter().map(|question| {
        let points = question.keypoints.iter().map(|point| (point.verdict, point.share)).collect::<Vec<_>>();
        format!("{} {:?} {:?} {points:?} {}", question.title, question.rubric, question.score, question.claims.len())
    });
    questions.collect()
}

/// Writes reviews into a text, and checks all that must hold of any.
fn reviewed(name: &str, text: &str) -> Annotated {
    let bare = Source::new("a.md", text);
    let once = annotate(&bare, grade);
    let written = Source::new("a.md", once.text.as_str());
    assert_eq!(without_reviews(&written), text, "{name}: without its reviews it is as it was");
    let again = annotate(&Source::new("a.md", without_reviews(&written)), grade);
    assert_eq!(again.text, once.text, "{name}: a second time changes nothing");
    assert_eq!(verdicts(&once.text), verdicts(text), "{name}: no review is graded");
    for span in bare_answers(&bare) {
        assert!(once.text.contains(&span), "{name}: an answer stays in one piece");
    }
    once
}

fn bare_answers(source: &Source) -> Vec<String> {
    let report = grade(source.clone());
    let spans = report.questions.iter().flat_map(|question| &question.answer);
    spans.map(|span| span.of(&source.text).to_owned()).collect()
}

#[test]
fn documents_of_all_shapes_take_reviews() {
    let (mut reviews, mut left_out) = (0, Vec::new());
    for (path, text) in texts() {
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let annotated = reviewed(&name, &text);
        reviews += annotated.reviews;
        left_out.extend(annotated.left_out.iter().map(|line| format!("{name}:{line}")));
    }
    assert!(reviews > 80, "{reviews}");
    assert!(left_out.len() * 20 < reviews, "{left_out:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn line_ends_and_what_is_cut_off_make_no_difference(
        (_, text) in prop::sample::select(texts()),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        cut in 0.3..1.0,
    ) {
        let lines: Vec<&str> = text.lines().collect();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let kept = (lines.len() as f64 * cut) as usize;
        let text = lines.get(..kept).unwrap_or_default().join(line_end);
        reviewed("cut", &text);
    }
}
