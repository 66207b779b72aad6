//! The message files are whole, and say in each language what they say in the other.

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::files::{files, find};
use super::{Language, Message};

/// Each message of a language with the names of what it speaks of.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut out = BTreeMap::new();
    for (subject, text) in files(language) {
        let resource = FluentResource::try_new((*text).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{}/{subject}.ftl: {errors:?}", language.tag()));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let mut arguments = BTreeSet::new();
            collect(message.value.as_ref().expect("a message has words"), &mut arguments);
            let id = message.id.name.to_owned();
            assert!(out.insert(id.clone(), arguments).is_none(), "{}: `{id}` stands there twice", language.tag());
        }
    }
    out
}

fn collect(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => variable(inline, into),
                Expression::Select { selector, variants } => {
                    variable(selector, into);
                    for variant in variants {
                        collect(&variant.value, into);
                    }
                }
            }
        }
    }
}

fn variable(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        into.insert(id.name.to_owned());
    }
}

/// The sources and the templates without their white space, one text a file.
fn sources() -> Vec<String> {
    let of = |folder: &str| ignore::Walk::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).flatten();
    let files = of("src").chain(of("templates"));
    let sources = files.filter(|file| {
        file.path().extension().is_some_and(|extension| extension == "rs" || extension == "html")
            && !file.path().ends_with("messages/tests.rs")
    });
    let text = |file: ignore::DirEntry| std::fs::read_to_string(file.path()).expect("a source file is text");
    sources.map(|file| text(file).split_whitespace().collect()).collect()
}

/// The messages that the sources make, with the arguments given there: `Message::new("…").with("…", …)`, and in templates
/// `self.say("…")`.
fn made() -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let openings = ["Message::new(\"", "self.say(\""];
    for (code, opening) in sources().iter().flat_map(|code| openings.map(|opening| (code, opening))) {
        for (at, _) in code.match_indices(opening) {
            let rest = code.get(at + opening.len()..).unwrap_or_default();
            if let Some((id, after)) = rest.split_once("\")") {
                out.entry(id.to_owned()).or_default().extend(given(after));
            }
        }
    }
    out
}

/// The names in the `.with("name", …)` that follow a message.
fn given(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = code;
    while let Some(after) = rest.strip_prefix(".with(\"") {
        let Some((name, after)) = after.split_once('"') else { break };
        names.push(name.to_owned());
        let mut depth = 1;
        let end = after.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        rest = end.map_or("", |(at, _)| after.get(at + 1..).unwrap_or_default());
    }
    names
}

#[test]
fn every_message_exists_in_every_language() {
    let english = messages(Language::English);
    assert!(!english.is_empty());
    for language in Language::ALL {
        let own = messages(language);
        let ids = |messages: &BTreeMap<String, BTreeSet<String>>| messages.keys().cloned().collect::<BTreeSet<_>>();
        let differing: Vec<_> = ids(&own).symmetric_difference(&ids(&english)).cloned().collect();
        assert!(differing.is_empty(), "in one of en and {} alone: {differing:?}", language.tag());
        for (id, arguments) in &own {
            assert_eq!(arguments, &english[id], "{id} speaks of the same things in en and {}", language.tag());
            assert!(find(language, id).is_some(), "`{id}` stands in {}, and is not found", language.tag());
        }
    }
}

#[test]
fn what_is_said_stands_in_the_files_and_the_other_way_round() {
    let files = messages(Language::English);
    for (id, given) in made() {
        let wanted = files.get(&id).unwrap_or_else(|| panic!("the message files lack `{id}`"));
        assert!(wanted.is_subset(&given), "`{id}` speaks of {wanted:?}, the sources give {given:?}");
    }
    let sources = sources();
    let unsaid = files.keys().filter(|id| !sources.iter().any(|code| code.contains(&format!("\"{id}\""))));
    let unsaid: Vec<_> = unsaid.collect();
    assert!(unsaid.is_empty(), "nothing says {unsaid:?}");
}

#[test]
fn foreign_words_stay_as_they_are() {
    for language in Language::ALL {
        assert_eq!(Message::foreign("No such file").text(language), "No such file");
    }
}
