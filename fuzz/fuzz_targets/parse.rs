//! Any text reads as a document without a panic, and every span lies in it on character boundaries.

#![no_main]

use anscov::parse::{Labels, parse};
use anscov::source::{Source, Span};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = parse(Source::new("fuzz.md", text), &Labels::default());
    let text = document.source.text.as_str();
    let check = |span: Span| {
        assert!(span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
    };
    for question in &document.questions {
        check(question.heading);
        for slot in &question.slots {
            slot.span.into_iter().chain(slot.label).for_each(check);
            slot.passages(text).iter().for_each(|passage| check(passage.extract.span()));
        }
    }
});
