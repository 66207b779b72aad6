//! Any text loads as a rubric or is refused with problems that lie in it; what loads can be matched.

#![no_main]

use anscov::rubric::load_str;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| match load_str("fuzz.json", text) {
    Ok(loaded) => {
        let again = serde_json_round_trip(&loaded.rubric);
        assert_eq!(again, loaded.rubric);
    }
    Err(problems) => {
        assert!(!problems.is_empty());
        for span in problems.iter().filter_map(|problem| problem.span) {
            assert!(span.end <= text.len() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
        }
    }
});

fn serde_json_round_trip(rubric: &anscov::rubric::Rubric) -> anscov::rubric::Rubric {
    let json = serde_json::to_string(rubric).expect("a rubric can be written");
    serde_json::from_str(&json).expect("what was written can be read")
}
