//! The two READMEs say the same: what is added to the English one has its place in the Chinese one, and no link is dead.
//! What the program writes into files is shown as it writes it.

use std::fs;
use std::path::Path;
use std::process::Command;

const ENGLISH: &str = "README.md";
const CHINESE: &str = "README.zh-CN.md";

/// What of a README does not change with its language, and what it calls its sections.
#[derive(Debug, Default, PartialEq)]
struct Readme {
    /// Levels and texts.
    headings: Vec<(usize, String)>,
    /// Language tags and contents.
    blocks: Vec<(String, String)>,
    /// Columns and rows, without the line below the head.
    tables: Vec<(usize, usize)>,
    targets: Vec<String>,
}

impl Readme {
    fn parse(text: &str) -> Self {
        let mut readme = Self::default();
        let mut fence: Option<(String, String)> = None;
        let mut rows: Vec<usize> = Vec::new();
        for line in text.lines().chain([""]) {
            if let Some((_, content)) = &mut fence {
                if line == "```" {
                    readme.blocks.extend(fence.take());
                } else {
                    content.push_str(line);
                    content.push('\n');
                }
                continue;
            }
            if line.starts_with('|') {
                rows.push(columns(line));
            } else if let Some(first) = rows.first().copied() {
                assert!(rows.iter().all(|row| *row == first), "the rows of a table before {line:?} differ: {rows:?}");
                readme.tables.push((first, rows.len() - 1));
                rows.clear();
            }
            if let Some(tag) = line.strip_prefix("```") {
                fence = Some((tag.to_owned(), String::new()));
            } else if let Some((level, title)) = heading(line) {
                readme.headings.push((level, title.to_owned()));
            } else {
                readme.targets.extend(targets(line));
            }
        }
        assert_eq!(fence, None, "a fence is open at the end");
        readme
    }

    fn read(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        Self::parse(&fs::read_to_string(path).expect("it can be read"))
    }

    fn levels(&self) -> Vec<usize> {
        self.headings.iter().map(|(level, _)| *level).collect()
    }

    /// Where an anchor of the page leads: to the heading of that number.
    fn section(&self, anchor: &str) -> Option<usize> {
        self.headings.iter().position(|(_, title)| slug(title) == anchor)
    }

    /// The targets in an order that no language has, anchors of the page by the number of their heading; the link to the
    /// README in the `other` language is left out.
    fn places(&self, other: &str) -> Vec<String> {
        let place = |target: &String| match target.strip_prefix('#') {
            Some(anchor) => format!("section {:?}", self.section(anchor)),
            None => target.clone(),
        };
        let mut places: Vec<String> = self.targets.iter().filter(|target| *target != other).map(place).collect();
        places.sort();
        places
    }
}

#[test]
fn both_have_the_same_sections() {
    let (english, chinese) = both();
    assert_eq!(english.levels(), chinese.levels(), "{:#?}\n{:#?}", english.headings, chinese.headings);
}

#[test]
fn both_have_the_same_blocks() {
    let (english, chinese) = both();
    let tags = |readme: &Readme| readme.blocks.iter().map(|(tag, _)| tag.clone()).collect::<Vec<_>>();
    assert_eq!(tags(&english), tags(&chinese));
    for ((tag, here), (_, there)) in english.blocks.iter().zip(&chinese.blocks) {
        // Nobody runs the comments on commands, so that they may be told in either language.
        if tag == "sh" {
            assert_eq!(commands(here), commands(there));
        } else {
            assert_eq!(here, there, "a block of {tag}");
        }
    }
}

#[test]
fn the_review_they_show_is_one_that_is_written() {
    let run = Command::new(env!("CARGO_BIN_EXE_anscov"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["annotate", "samples/interview.md", "--output", "-"])
        .output()
        .expect("the program runs");
    let written = String::from_utf8(run.stdout).expect("it is text");
    let readme = Readme::read(ENGLISH);
    let mut reviews = readme.blocks.iter().filter(|(_, block)| block.contains("<!-- anscov: review -->"));
    let (_, shown) = reviews.next().expect("one is shown");
    for line in shown.lines() {
        assert!(written.lines().any(|other| other == line), "{line}");
    }
}

#[test]
fn both_have_the_same_tables() {
    let (english, chinese) = both();
    assert_eq!(english.tables, chinese.tables);
}

#[test]
fn both_link_to_the_same_places() {
    let (english, chinese) = both();
    assert_eq!(english.places(CHINESE), chinese.places(ENGLISH));
}

#[test]
fn each_begins_with_a_link_to_the_other() {
    let (english, chinese) = both();
    assert_eq!(english.targets.first().map(String::as_str), Some(CHINESE));
    assert_eq!(chinese.targets.first().map(String::as_str), Some(ENGLISH));
}

#[test]
fn every_link_leads_somewhere() {
    for name in [ENGLISH, CHINESE] {
        let readme = Readme::read(name);
        for target in readme.targets.iter().filter(|target| !target.contains("://")) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            assert!(path.exists(), "{name}: {target}");
            if file.is_empty() {
                assert!(readme.section(anchor).is_some(), "{name}: {target}");
            } else if !anchor.is_empty() {
                let text = fs::read_to_string(path).expect("it can be read");
                assert!(text.lines().filter_map(heading).any(|(_, title)| slug(title) == anchor), "{name}: {target}");
            }
        }
    }
}

#[test]
fn the_check_finds_what_it_looks_for() {
    let readme = Readme::parse(
        "# A\n[b](c.md), ![d](e.png)\n\n## 如何 读取？\n```sh\n# no\n```\n| a | `b|c` |\n|--|--|\n| d | e |",
    );
    assert_eq!(readme.headings, [(1, "A".to_owned()), (2, "如何 读取？".to_owned())]);
    assert_eq!(readme.blocks, [("sh".to_owned(), "# no\n".to_owned())]);
    assert_eq!(readme.tables, [(2, 2)]);
    assert_eq!(readme.targets, ["c.md", "e.png"]);
    assert_eq!(readme.section("如何-读取"), Some(1));
    assert_eq!(targets("`[a](b)` and [c](d)"), ["d"]);
    assert_eq!(commands("a --b  # c\n# d\n\na '#e'\n"), ["a --b", "a '#e'"]);
}

fn both() -> (Readme, Readme) {
    (Readme::read(ENGLISH), Readme::read(CHINESE))
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (1..=6).contains(&level).then_some(())?;
    Some((level, title.strip_prefix(' ')?.trim()))
}

/// The anchor that GitHub gives a heading.
fn slug(title: &str) -> String {
    let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// How many cells a row of a table has.
fn columns(row: &str) -> usize {
    prose(row).matches('|').count().saturating_sub(1)
}

/// The targets of the links and pictures in a line.
fn targets(line: &str) -> Vec<String> {
    let prose = prose(line);
    let parts = prose.split("](").skip(1);
    parts.filter_map(|part| part.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

/// A line without its code.
fn prose(line: &str) -> String {
    line.split('`').step_by(2).collect()
}

/// The lines of a script without comments.
fn commands(block: &str) -> Vec<&str> {
    let lines = block.lines().filter(|line| !line.starts_with('#'));
    let code = lines.map(|line| line.split(" #").next().unwrap_or_default().trim_end());
    code.filter(|line| !line.is_empty()).collect()
}
