//! Weak topics over time: `report` on repositories whose commits are known to the day.

use super::repository::Repository;
use serde_json::Value;

/// A rubric of two questions; the second came later.
fn rubric(with_night: bool) -> String {
    let point = |id: &str, pattern: &str| {
        format!(r#"{{"id": "{id}", "point": "{pattern}", "match": "{pattern}", "hint": "想想{id}？"}}"#)
    };
    let question = |id: &str, title: &str, topic: &str, points: &[String]| {
        let points = points.join(", ");
        format!(r#"{{"id": "{id}", "title": "{title}", "topics": ["{topic}"], "keypoints": [{points}]}}"#)
    };
    let mut questions =
        vec![question("purr", "猫为什么呼噜", "pets/cats", &[point("rest", "放松"), point("pain", "疼")])];
    if with_night {
        questions.push(question("night", "猫为什么夜里跑", "pets/nights", &[point("hunt", "捕猎")]));
    }
    format!(r#"{{"format": 1, "id": "cats", "questions": [{}]}}"#, questions.join(", "))
}

/// A sheet with these answers.
fn sheet(purr: &str, night: &str) -> String {
    format!("## 1. 猫为什么呼噜\n\n**我的回答**：{purr}\n\n## 2. 猫为什么夜里跑\n\n**我的回答**：{night}\n")
}

/// Three rounds by the same person; the rubric learns its second question before the last.
fn rounds() -> Repository {
    let repository = Repository::new();
    repository.write("anscov.toml", "rubrics = [\"rubrics/\"]\n").write("rubrics/cats.json", &rubric(false));
    repository.write("notes/a.md", &sheet("不知道。", "因为睡多了。")).commit_on("one", "2026-01-05");
    repository.write("notes/a.md", &sheet("猫放松的时候会呼噜。", "因为睡多了。")).commit_on("two", "2026-01-12");
    repository.write("rubrics/cats.json", &rubric(true)).write("other.txt", "x").commit_on("rubric", "2026-01-13");
    repository
        .write("notes/a.md", &sheet("猫放松的时候呼噜，疼的时候也会。", "猫在夜里捕猎，所以跑。"))
        .commit_on("three", "2026-01-19");
    repository
}

/// The report as JSON.
fn report(repository: &Repository, args: &[&str]) -> Value {
    let run = repository.anscov(&[&["report", "notes", "--format", "json", "--now", "2026-01-20"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("it is JSON")
}

/// The trend as days with coverages.
fn trend(report: &Value) -> Vec<String> {
    let moments = report["trend"]["moments"].as_array().expect("a list");
    moments.iter().map(|moment| format!("{} {}", moment["day"].as_str().unwrap_or("-"), moment["coverage"])).collect()
}

#[test]
fn every_commit_that_changed_an_answer_is_a_state() {
    let repository = rounds();
    let found = report(&repository, &["--since", "2026-01-01"]);
    assert_eq!(trend(&found), ["2026-01-05 0", "2026-01-12 25", "2026-01-19 100"]);
    let topics = found["topics"].as_array().expect("a list");
    let client = topics.iter().find(|topic| topic["path"] == "pets/cats").expect("it is in use");
    assert_eq!(client["trend"].to_string(), "[0,50,100]");
    // What is not committed yet comes last.
    repository.write("notes/a.md", &sheet("忘了。", "忘了。"));
    assert_eq!(trend(&report(&repository, &["--since", "HEAD~3"])).last().map(String::as_str), Some("- 0"));
}

#[test]
fn the_past_begins_where_it_is_asked_to() {
    let repository = rounds();
    // The state just before the first change since then.
    for since in ["HEAD~2", "2026-01-13", "HEAD~1"] {
        assert_eq!(trend(&report(&repository, &["--since", since])), ["2026-01-13 25", "2026-01-19 100"], "{since}");
    }
    assert_eq!(trend(&report(&repository, &["--since", "HEAD"])), ["2026-01-19 100"]);
    assert_eq!(trend(&report(&repository, &["--since", "2026-06-01"])), ["2026-01-19 100"]);
    let wrong = repository.anscov(&["report", "notes", "--since", "last-week"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("name a revision, or a day such as 2026-01-31"), "{}", wrong.stderr);
}

#[test]
fn rubrics_may_be_those_of_their_day() {
    let repository = rounds();
    let run =
        repository.anscov(&["report", "notes", "--format", "json", "--since", "2026-01-01", "--rubrics-of-their-day"]);
    let found: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    // Of the first two rounds only the first question was graded then; the commit of the rubric is a state of its own.
    assert_eq!(trend(&found), ["2026-01-05 0", "2026-01-12 50", "2026-01-13 25", "2026-01-19 100"]);
    assert_eq!(run.stderr, "");
    // The rubrics lie under the folder that is looked at, and the past begins in the middle.
    let run = repository.anscov(&["report", "--format", "json", "--since", "2026-01-10", "--rubrics-of-their-day"]);
    let found: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!(trend(&found), ["2026-01-05 0", "2026-01-12 50", "2026-01-13 25", "2026-01-19 100"]);
}

#[test]
fn rubrics_that_were_not_there_or_not_in_order_are_said() {
    let repository = Repository::new();
    repository.write("anscov.toml", "rubrics = [\"rubrics/\"]\n");
    repository.write("notes/a.md", &sheet("猫放松的时候会呼噜。", "因为睡多了。")).commit_on("one", "2026-01-05");
    repository.write("rubrics/cats.json", "{").commit_on("broken", "2026-01-06");
    repository.write("rubrics/cats.json", &rubric(true)).commit_on("mended", "2026-01-07");
    let run = repository.anscov(&["report", "notes", "--since", "2026-01-01", "--rubrics-of-their-day"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("the project had no rubrics yet at"), "{}", run.stderr);
    assert!(run.stderr.contains("rubrics/cats.json as it was at"), "{}", run.stderr);
}

#[test]
fn what_was_graded_is_kept_and_whatever_is_wrong_with_it_changes_nothing() {
    let repository = rounds();
    let first = report(&repository, &["--since", "2026-01-01"]);
    let folder = repository.path(".anscov_cache");
    let kept = || {
        let entries = std::fs::read_dir(&folder).expect("it was made");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "papers")).collect::<Vec<_>>()
    };
    let [file] = kept().try_into().expect("one edition");
    repository.git(&["add", "--all"]);
    assert!(!repository.try_git(&["commit", "-q", "-m", "nothing"]), "it belongs to nobody's commits");
    assert_eq!(report(&repository, &["--since", "2026-01-01"]), first);
    for broken in [b"".as_slice(), b"rubbish", &std::fs::read(&file).expect("it is there")[..99]] {
        std::fs::write(&file, broken).expect("it can be written");
        assert_eq!(report(&repository, &["--since", "2026-01-01"]), first);
    }
    // Other settings are another edition.
    repository.write("anscov.toml", "rubrics = [\"rubrics/\"]\n[labels]\nanswer = [\"我说\"]\n");
    report(&repository, &["--since", "2026-01-01"]);
    assert_eq!(kept().len(), 2);
    std::fs::remove_dir_all(&folder).expect("it can be removed");
    report(&repository, &["--since", "2026-01-01", "--no-cache"]);
    assert!(!folder.exists());
}

#[test]
fn of_many_commits_some_are_looked_at() {
    let repository = rounds();
    let found = report(&repository, &["--since", "2026-01-01", "--states", "2"]);
    assert_eq!(trend(&found), ["2026-01-05 0", "2026-01-19 100"]);
    assert_eq!(found["trend"]["of"], 3);
    let run = repository.anscov(&["report", "notes", "--since", "2026-01-01", "--states", "2"]);
    assert!(run.stdout.contains("trend, 2 of 3 states"), "{}", run.stdout);
}

#[test]
fn a_rewritten_history_is_looked_at_as_it_is_now() {
    let repository = rounds();
    repository.git(&["tag", "before"]);
    report(&repository, &["--since", "2026-01-01"]);
    repository.git(&["checkout", "-q", "--orphan", "new"]);
    repository.commit_on("all at once", "2026-01-19");
    assert_eq!(trend(&report(&repository, &["--since", "before"])), ["2026-01-19 100"]);
    assert_eq!(trend(&report(&repository, &["--since", "2026-01-01"])), ["2026-01-19 100"]);
}

#[test]
fn renamed_files_folders_and_parts_of_a_repository() {
    let repository = rounds();
    repository.git(&["mv", "notes", "笔 记"]);
    repository.commit_on("moved", "2026-01-20");
    let run = repository.within("笔 记").anscov(&["report", "--format", "json", "--since", "2026-01-01"]);
    let found: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    // Under its new name it is as old as the move; the whole repository knows more.
    assert_eq!(trend(&found), ["2026-01-20 100"]);
    let run = repository.anscov(&["report", ".", "--format", "json", "--since", "2026-01-01"]);
    let found: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!(trend(&found), ["2026-01-05 0", "2026-01-12 25", "2026-01-19 100", "2026-01-20 100"]);
    assert_eq!(found["files"][0]["name"], "笔 记/a.md");
}

#[test]
fn what_people_set_for_their_eyes_changes_no_state() {
    let repository = rounds();
    let first = report(&repository, &["--since", "2026-01-01"]);
    let settings = [
        ("log.follow", "true"),
        ("log.showSignature", "true"),
        ("log.showRoot", "false"),
        ("log.date", "relative"),
        ("format.pretty", "oneline"),
        ("core.abbrev", "4"),
        ("color.ui", "always"),
        ("diff.renames", "copies"),
    ];
    for (key, value) in settings {
        repository.git(&["config", key, value]);
    }
    assert_eq!(report(&repository, &["--since", "2026-01-01"]), first);
    // A file alone is one that git would follow through its names.
    let alone = repository.anscov(&["report", "notes/a.md", "--format", "json", "--since", "2026-01-01"]);
    let found: Value = serde_json::from_str(&alone.stdout).expect("it is JSON");
    assert_eq!(found["trend"], first["trend"]);
}

#[test]
fn no_history_and_half_of_one_are_said() {
    let repository = Repository::new();
    repository.write("notes/a.md", &sheet("猫放松的时候会呼噜。", "因为睡多了。")).write("cats.json", &rubric(true));
    let run = repository.anscov(&["report", "notes", "--rubric", "cats.json", "--due"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[no-commits]"), "{}", run.stderr);
    let outside = Repository::bare_folder();
    outside.write("notes/a.md", &sheet("猫放松的时候会呼噜。", "因为睡多了。")).write("cats.json", &rubric(true));
    let run = outside.anscov(&["report", "notes", "--rubric", "cats.json", "--due"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("name a log of runs, which --record FILE keeps"), "{}", run.stderr);
    let run = rounds().shallow_clone().anscov(&["report", "notes", "--since", "2026-01-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[shallow-clone]"), "{}", run.stderr);
    assert!(run.stdout.contains("2026-01-19"), "{}", run.stdout);
}

#[test]
fn what_is_due_follows_from_the_commits() {
    let repository = rounds();
    let found = report(&repository, &["--due"]);
    let cards = found["schedule"]["cards"].as_array().expect("a list");
    let shown: Vec<String> = cards
        .iter()
        .map(|card| format!("{} {} {}", card["question"].as_str().unwrap_or_default(), card["reviews"], card["last"]))
        .collect();
    // The answer about nights stayed the same from the first commit to the second.
    assert_eq!(shown, ["cats/night 2 \"2026-01-19\"", "cats/purr 3 \"2026-01-19\""]);
    let run = repository.anscov(&["report", "notes", "--due", "--now", "2027-01-20"]);
    assert!(run.stdout.contains("due on 2027-01-20"), "{}", run.stdout);
}

#[test]
fn runs_are_recorded_where_there_are_no_commits() {
    let folder = Repository::bare_folder();
    folder.write("cats.json", &rubric(true));
    let recorded = |purr: &str, day: &str| {
        folder.write("notes/a.md", &sheet(purr, "因为睡多了。"));
        let run = folder.anscov(&[
            "report",
            "notes",
            "--rubric",
            "cats.json",
            "--record",
            "runs.jsonl",
            "--now",
            day,
            "--format",
            "json",
        ]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        (serde_json::from_str::<Value>(&run.stdout).expect("it is JSON"), run.stderr)
    };
    assert_eq!(trend(&recorded("不知道。", "2026-01-05").0), ["2026-01-05 0"]);
    assert_eq!(trend(&recorded("猫放松的时候会呼噜。", "2026-01-12").0), ["2026-01-05 0", "2026-01-12 25"]);
    // A run that was cut off in the middle of its line costs that line, and no other.
    let path = folder.path("runs.jsonl");
    let log = std::fs::read(&path).expect("it is there");
    std::fs::write(&path, &log[..log.len() - 40]).expect("it can be written");
    let (found, said) = recorded("猫放松的时候呼噜，疼的时候也会。", "2026-01-19");
    assert_eq!(trend(&found), ["2026-01-05 0", "2026-01-19 50"]);
    assert!(said.contains("line 2 is cut off"), "{said}");
    let lines = std::fs::read_to_string(&path).expect("it is text");
    assert!(lines.as_bytes().starts_with(&log[..log.len() - 40]));
    assert_eq!(lines.lines().count(), 3);
    let run = folder.anscov(&[
        "check",
        "notes",
        "--rubric",
        "cats.json",
        "--quiet",
        "--record",
        "runs.jsonl",
        "--now",
        "2026-01-20",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let due = folder.anscov(&[
        "report",
        "notes",
        "--rubric",
        "cats.json",
        "--due",
        "--recorded",
        "runs.jsonl",
        "--now",
        "2026-03-01",
    ]);
    assert!(due.stdout.contains("due on 2026-03-01"), "{}", due.stdout);
    assert_eq!(std::fs::read_to_string(&path).expect("it is text").lines().count(), 4, "looking adds nothing");
}
