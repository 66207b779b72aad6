//! Lists that are typed again and again, and belong into a word set.

use rustc_hash::FxHashMap;

use super::super::format::Rubric;
use super::super::locate::{At, Step};
use super::super::pattern::Pattern;
use super::super::phrase::phrase_parts;
use super::Lint;
use super::alternatives::exact_key;
use crate::messages::Message;

/// Shorter lists are as quickly read as a name.
const LEAST_MEMBERS: usize = 4;
/// So many places of a list are named.
const MOST_NAMED: usize = 3;

/// A list, and where it stands.
struct Seen<'r> {
    path: Vec<Step<'r>>,
    members: usize,
    times: usize,
    /// The key points and misconceptions in whose patterns it stands, as `question/keypoint`, each once.
    places: Vec<String>,
    /// The word set that it is already.
    set: Option<&'r str>,
}

impl<'r> Lint<'r> {
    /// Advises of lists of phrases that stand in several patterns of a file, or repeat a word set of it.
    pub(super) fn retyped(&mut self, rubric: &'r Rubric) {
        let mut lists = Lists::default();
        for (name, words) in &rubric.words {
            if let Some(key) = key(words) {
                lists.sets.entry(key).or_insert(name);
            }
        }
        let top = At::top();
        let questions = top.key("questions");
        for (n, question) in rubric.questions.iter().enumerate() {
            let at = questions.index(n);
            let (keypoints, misconceptions) = (at.key("keypoints"), at.key("misconceptions"));
            for (n, keypoint) in question.keypoints.iter().enumerate() {
                let (at, place) = (keypoints.index(n), format!("{}/{}", question.id, keypoint.id));
                for (key, pattern) in [("match", &keypoint.matches), ("partial", &keypoint.partial)] {
                    if let Some(pattern) = pattern {
                        lists.note(&at.key(key), pattern, &place);
                    }
                }
            }
            for (n, misconception) in question.misconceptions.iter().enumerate() {
                let (at, place) = (misconceptions.index(n), format!("{}/{}", question.id, misconception.id));
                lists.note(&at.key("match"), &misconception.matches, &place);
                if let Some(unless) = &misconception.unless {
                    lists.note(&at.key("unless"), unless, &place);
                }
            }
        }
        for seen in lists.seen {
            let places = &seen.places;
            let (message, help) = match seen.set {
                Some(set) => (
                    Message::new("list-is-word-set").with("set", set),
                    Message::new("list-is-word-set-help").with("set", set),
                ),
                None if seen.times > 1 => {
                    let named = places.iter().take(MOST_NAMED).map(|place| format!("`{place}`"));
                    let named = named.collect::<Vec<_>>().join(", ");
                    let more = if places.len() > MOST_NAMED { ", …" } else { "" };
                    let message = Message::new("list-retyped")
                        .with("members", seen.members.to_string())
                        .with("times", seen.times.to_string())
                        .with("places", format!("{named}{more}"));
                    (message, Message::new("list-retyped-help"))
                }
                None => continue,
            };
            self.advise_path(seen.path, "retyped-list", message, help);
        }
    }
}

/// The lists of a file, in its order.
#[derive(Default)]
struct Lists<'r> {
    seen: Vec<Seen<'r>>,
    numbers: FxHashMap<String, usize>,
    sets: FxHashMap<String, &'r str>,
}

impl<'r> Lists<'r> {
    fn note(&mut self, at: &At<'_, 'r>, pattern: &'r Pattern, place: &str) {
        if let Pattern::Any(members) = pattern
            && let Some(key) = key(members)
        {
            let number = *self.numbers.entry(key).or_insert_with_key(|key| {
                let set = self.sets.get(key).copied();
                self.seen.push(Seen { path: at.path(), members: members.len(), times: 0, places: Vec::new(), set });
                self.seen.len() - 1
            });
            let seen = &mut self.seen[number];
            seen.times += 1;
            // Places come in the order of the file.
            if seen.places.last().is_none_or(|last| last != place) {
                seen.places.push(place.to_owned());
            }
        }
        for (n, member) in pattern.members().iter().enumerate() {
            self.note(&at.member(n), member, place);
        }
    }
}

/// Equal for lists that say the same in whatever order; `None` for lists that cannot be a word set, or are short.
fn key(members: &[Pattern]) -> Option<String> {
    let plain = |member: &Pattern| match member {
        Pattern::Phrase(phrase) => phrase_parts(phrase).count() == 1 && !phrase.trim_start().starts_with('$'),
        Pattern::Tuned(_) => true,
        _ => false,
    };
    if members.len() < LEAST_MEMBERS || !members.iter().all(plain) {
        return None;
    }
    let mut keys: Vec<String> = members.iter().map(exact_key).collect();
    keys.sort_unstable();
    Some(keys.join("\n"))
}
