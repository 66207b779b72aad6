//! The tree of topics.

use super::profile::Asked;
use super::shelf::Shelf;
use super::tally::Tally;
use super::view::Topic;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// What is added up under a topic.
#[derive(Default)]
struct Node {
    tally: Tally,
    questions: usize,
    never: usize,
}

/// The topics that questions have themselves, without those above them.
pub(super) fn leaves(asked: &[Asked<'_, '_>]) -> BTreeSet<String> {
    asked.iter().flat_map(|question| question.rubric.question.topics.iter().cloned()).collect()
}

/// The topics of the questions asked and all above them, each before those under it.
pub(super) fn topics(asked: &[Asked<'_, '_>], shelf: &Shelf<'_>) -> Vec<Topic> {
    // By their parts: `a/b` stands under `a`, before `a-b`.
    let mut nodes: BTreeMap<Vec<String>, Node> = BTreeMap::new();
    let mut tried = FxHashSet::default();
    for question in asked {
        let tally = question.tally();
        for path in above(&question.rubric.question.topics) {
            nodes.entry(path).or_default().tally.join(tally);
        }
        if question.written().next().is_some() {
            tried.insert(question.rubric.place);
        }
    }
    for rubric in shelf.all() {
        for path in above(&rubric.question.topics) {
            if let Some(node) = nodes.get_mut(&path) {
                node.questions += 1;
                node.never += usize::from(!tried.contains(&rubric.place));
            }
        }
    }
    let topic = |(path, node): (Vec<String>, Node)| Topic {
        depth: path.len() - 1,
        path: path.join("/"),
        measure: node.tally.measure(),
        questions: node.questions,
        never: node.never,
        trend: Vec::new(),
    };
    nodes.into_iter().map(topic).collect()
}

/// Topics and all above them, each once.
pub(super) fn above(topics: &[String]) -> BTreeSet<Vec<String>> {
    let prefixes = topics.iter().flat_map(|topic| {
        let parts: Vec<String> = topic.split('/').map(str::to_owned).collect();
        (1..=parts.len()).map(move |length| parts.iter().take(length).cloned().collect())
    });
    prefixes.collect()
}

/// Those of the topics that are among `named`, the surest weakness first: by the upper end of the interval, so that a topic
/// of a single bad answer does not stand before one of ten.
pub(super) fn weakest_first(topics: &[Topic], named: &BTreeSet<String>) -> Vec<String> {
    let mut weak: Vec<&Topic> = topics.iter().filter(|topic| named.contains(&topic.path)).collect();
    weak.sort_by_key(|topic| (topic.measure.high, topic.measure.coverage));
    weak.into_iter().map(|topic| topic.path.clone()).collect()
}

/// The place of each topic in an order.
pub(super) fn ranks(order: &[String]) -> FxHashMap<&str, usize> {
    order.iter().enumerate().map(|(rank, topic)| (topic.as_str(), rank)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_stands_under_all_above_it_once() {
        let topics = ["go/runtime".to_owned(), "go/memory/gc".to_owned()];
        let found: Vec<String> = above(&topics).into_iter().map(|path| path.join("/")).collect();
        assert_eq!(found, ["go", "go/memory", "go/memory/gc", "go/runtime"]);
    }
}
