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

#[test]
fn what_no_run_would_write_is_refused_at_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("b.json");
    let gap = |gap: &str| format!("{{\"file\":\"a.md\",\"question\":\"net/pool\",{gap}}}");
    let coverage = |of: &str| format!("\n], \"coverage\": [\n{}", gap(&format!("\"hundredths\":{of}")));
    let cases = [
        (gap(r#""gap":"keypoint/idle","share":100"#), None),
        (gap(r#""gap":"keypoint/idle","share":101"#), Some((3, "101 is no whole number from 0 to 100"))),
        (gap(r#""gap":"keypoint/idle","share":-1"#), Some((3, "-1 is no whole number from 0 to 100"))),
        (gap(r#""gap":"keypiont/idle""#), Some((3, "`keypiont/idle` is no gap; gaps are `unmatched`, `keypoint/…`"))),
        (gap(r#""gap":"flag/""#), Some((3, "`flag/` is no gap"))),
        (coverage("10000"), None),
        (coverage("10001"), Some((5, "10001 is no whole number from 0 to 10000"))),
    ];
    for (entry, wrong) in cases {
        let coverage = if entry.contains("coverage") { "" } else { "\n], \"coverage\": [" };
        let text = format!("{{\"version\": 1, \"gaps\":\n[\n{entry}{coverage}]}}");
        std::fs::write(&path, &text).expect("it is written");
        let source = crate::source::Source::new("b.json", text.as_str());
        let found = read(&path).err().map(|problem| {
            let line = problem.span.map_or(0, |span| source.line_at(span.start));
            (line, problem.said())
        });
        let expected = wrong.map(|(line, said)| (line, format!("this is no baseline: {said}")));
        let fits = match (&found, &expected) {
            (Some((line, said)), Some((wanted, begin))) => line == wanted && said.starts_with(begin),
            (found, expected) => found == expected,
        };
        assert!(fits, "{entry}: {found:?}");
    }
}
