//! Writes rubrics the way people write them: two blanks a level, short lists on one line.

use super::format::Rubric;

/// The longest line that a list is put on, in characters.
const LONGEST_LINE: usize = 140;

/// The JSON of a rubric in the house style, with a line end. Fields that have their default are left out.
#[must_use]
pub fn print(rubric: &Rubric) -> String {
    // Nothing in these types fails to serialise: keys are strings, and numbers finite.
    let pretty = serde_json::to_string_pretty(rubric).unwrap_or_default();
    let lines: Vec<&str> = pretty.lines().collect();
    let mut printed = String::with_capacity(pretty.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        // Line breaks in strings are escaped, so a line that ends in a bracket opens a list.
        let list = line.ends_with('[').then(|| on_one_line(line, lines.get(at..).unwrap_or_default())).flatten();
        match list {
            Some((list, members)) => {
                printed.push_str(&list);
                at += members + 1;
            }
            None => printed.push_str(line),
        }
        printed.push('\n');
    }
    printed
}

/// The list that `opening` opens on one line, and how many members it has, if it fits and holds no list or object.
fn on_one_line(opening: &str, rest: &[&str]) -> Option<(String, usize)> {
    let mut list = opening.to_owned();
    let mut length = opening.chars().count();
    for (n, line) in rest.iter().enumerate() {
        let member = line.trim_start();
        length += member.chars().count() + 1;
        if length > LONGEST_LINE || member.ends_with(['[', '{', '}']) || member.ends_with("},") {
            return None;
        }
        if member.starts_with(']') {
            list.push_str(member);
            return Some((list, n));
        }
        if n > 0 {
            list.push(' ');
        }
        list.push_str(member);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::load_str;

    #[test]
    fn short_lists_stand_on_one_line() {
        let long = "很长的话".repeat(40);
        let text = format!(
            r#"{{"format": 1, "id": "a", "title": "甲", "questions": [{{"id": "b", "title": "乙 [", "topics": ["c", "d/e"],
            "references": ["{long}", "短"], "any_reference": true}}, {{"id": "f", "title": "己", "references": ["]}},"]}}]}}"#
        );
        let loaded = load_str("a.json", &text).expect("it is a rubric");
        let printed = print(&loaded.rubric);
        let expected = format!(
            r#"{{
  "format": 1,
  "id": "a",
  "title": "甲",
  "questions": [
    {{
      "id": "b",
      "title": "乙 [",
      "topics": ["c", "d/e"],
      "references": [
        "{long}",
        "短"
      ],
      "any_reference": true
    }},
    {{
      "id": "f",
      "title": "己",
      "references": ["]}},"]
    }}
  ]
}}
"#
        );
        assert_eq!(printed, expected);
        assert_eq!(load_str("a.json", &printed).expect("it is a rubric still").rubric, loaded.rubric);
    }
}
