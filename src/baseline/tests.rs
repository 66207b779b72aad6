use super::*;

fn baseline(gaps: &[(&str, &str, &str, u8)]) -> Baseline {
    let gap = |(file, question, name, share): &(&str, &str, &str, u8)| {
        let asked = Asked { file: (*file).to_owned(), question: (*question).to_owned() };
        (Gap { asked, name: (*name).to_owned() }, *share)
    };
    Baseline { gaps: gaps.iter().map(gap).collect(), ..Baseline::at(Path::new("anscov-baseline.json")) }
}

#[test]
fn a_file_has_an_entry_a_line_and_reads_as_it_was_written() {
    let mut written = baseline(&[("笔记/b.md", "x", "unmatched", 0), ("a \"q\".md", "net/pool", "keypoint/idle", 50)]);
    written.coverage.insert(Asked { file: "a.md".into(), question: "net/pool".into() }, 5128);
    let text = write(&written);
    insta::assert_snapshot!(text, @r#"
    {
    "version": 1,
    "gaps": [
    {"file":"a \"q\".md","question":"net/pool","gap":"keypoint/idle","share":50},
    {"file":"笔记/b.md","question":"x","gap":"unmatched"}
    ],
    "coverage": [
    {"file":"a.md","question":"net/pool","hundredths":5128}
    ]
    }
    "#);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("b.json");
    std::fs::write(&path, &text).expect("it is written");
    let read = read(&path).expect("it is a baseline");
    assert_eq!((read.gaps, read.coverage), (written.gaps, written.coverage));
    std::fs::write(&path, text.replace("\"version\": 1", "\"version\": 2")).expect("it is written");
    assert_eq!(super::read(&path).expect_err("it is another").code, "baseline-version");
    std::fs::write(&path, text.replace("unmatched\"", "unmatched\", \"shore\": 1")).expect("it is written");
    let problem = super::read(&path).expect_err("it has an unknown field");
    assert_eq!((problem.code, problem.span.is_some()), ("bad-baseline", true));
}
