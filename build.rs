//! Embeds the rubrics under `rubrics/`, worked out as far as can be without an answer, so that a new one needs no change
//! of code and a run pays only for those it uses.
//!
//! Writes into the build's output folder, for `src/catalogue/shipped.rs`: `shipped.rs`, a slice of the files sorted by
//! path with their questions; beside it a file for each question's JSON and program; `wordings.bin` and `index.bin`. `ANSCOV_RUBRICS`
//! tells one set of rubrics from another.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use compile::{Index, Program, compile, pack, wordings};
use rubric::{KeyPointExamples, MisconceptionExamples, Pattern, Question, Rubric, Synonyms};
use text::{FNV_BASIS, fnv};

// The library's own modules, so that what is worked out here is what would be worked out there. A build uses part of them.
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the library uses the rest")]
#[path = "src/compile/mod.rs"]
mod compile;
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the library uses the rest")]
#[path = "src/messages/mod.rs"]
mod messages;
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the library uses the rest")]
#[path = "src/problem.rs"]
mod problem;
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the library uses the rest")]
#[path = "src/rubric/mod.rs"]
mod rubric;
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the library uses the rest")]
#[path = "src/source.rs"]
mod source;
#[allow(dead_code, unreachable_pub, unused_imports, reason = "the library uses the rest")]
#[path = "src/text/mod.rs"]
mod text;

fn main() -> io::Result<()> {
    for read in ["rubrics", "build.rs", "src/compile", "src/problem.rs", "src/rubric", "src/source.rs", "src/text"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let root = folder("CARGO_MANIFEST_DIR")?;
    let out = folder("OUT_DIR")?;
    let lexicon = fs::read_to_string(root.join("rubrics/lexicon.json"))?;
    let mut content = fnv(FNV_BASIS, lexicon.as_bytes());
    let (lexicon, _) =
        rubric::parse_lexicon("rubrics/lexicon.json", &lexicon).map_err(|problem| refused(&[problem]))?;
    let synonyms = Synonyms::new(&lexicon);

    let (rubrics, problems) = rubric::load(&[root.join("rubrics")]);
    if problems.iter().any(|problem| problem.severity == problem::Severity::Error) {
        return Err(refused(&problems));
    }
    let mut list = String::from("&[\n");
    let mut programs: Vec<Program> = Vec::new();
    for loaded in &rubrics {
        let path = Path::new(&*loaded.source.path);
        let inside = path.strip_prefix(&root).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let Rubric { id, words, lexicon, questions: of_rubric, .. } = &loaded.rubric;
        content = fnv(fnv(content, inside.as_bytes()), loaded.source.text.as_bytes());
        let _ = writeln!(
            list,
            "    ShippedRubric {{ path: {inside:?}, text: include_str!({}), id: {id:?}, questions: &[",
            literal("CARGO_MANIFEST_DIR", &inside)
        );
        let synonyms = synonyms.with(lexicon);
        for question in of_rubric {
            let program = compile(question, words, &synonyms, std::iter::empty());
            let has_all = question.keypoints.iter().all(|keypoint| keypoint.matches.is_some());
            let number = programs.len();
            let (json, packed) = (format!("{number}.json"), format!("{number}.program"));
            fs::write(out.join(&json), serde_json::to_string(&brief(question))?)?;
            fs::write(out.join(&packed), if has_all { pack(&program).map_err(io::Error::other)? } else { Vec::new() })?;
            let _ = writeln!(
                list,
                "        ShippedQuestion {{ id: {:?}, json: include_str!({}), program: include_bytes!({}) }},",
                question.id,
                literal("OUT_DIR", &json),
                literal("OUT_DIR", &packed)
            );
            programs.push(program);
        }
        list.push_str("    ] },\n");
    }
    list.push_str("]\n");
    println!("cargo::rustc-env=ANSCOV_RUBRICS={} questions, {:08x}", programs.len(), content >> 96);
    fs::write(out.join("shipped.rs"), list)?;
    let wordings = wordings(rubrics.iter().flat_map(|loaded| &loaded.rubric.questions));
    fs::write(out.join("wordings.bin"), pack(&wordings).map_err(io::Error::other)?)?;
    fs::write(out.join("index.bin"), pack(&Index::new(programs.iter())).map_err(io::Error::other)?)
}

/// What reports show of a question: its patterns and examples are left out.
fn brief(question: &Question) -> Question {
    let mut question = question.clone();
    question.about = None;
    for keypoint in &mut question.keypoints {
        keypoint.examples = KeyPointExamples::default();
        (keypoint.matches, keypoint.partial) = (None, None);
    }
    for misconception in &mut question.misconceptions {
        misconception.examples = MisconceptionExamples::default();
        (misconception.matches, misconception.unless) = (Pattern::Phrase(String::new()), None);
    }
    question
}

/// A path under one of cargo's folders as Rust source. Where that is is looked up by the compiler: the project may be moved
/// with what was built of it.
fn literal(folder: &str, path: &str) -> String {
    format!("concat!(env!({folder:?}), {:?})", format!("/{path}"))
}

fn refused(problems: &[problem::Problem]) -> io::Error {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.path, problem.message.text(messages::Language::English)))
        .collect();
    io::Error::other(format!("the rubrics to embed are not in order:\n{}", lines.join("\n")))
}

fn folder(variable: &str) -> io::Result<PathBuf> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| io::Error::other(format!("cargo sets {variable}")))
}
