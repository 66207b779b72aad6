//! What a rubric begins with.

use super::format::Rubric;
use super::load::load_str;
use crate::text::slug;

/// A rubric that says of itself what goes where. Its patterns hold for its own examples, so that `rubric lint` and `rubric
/// test` have nothing to say of it before its author has.
const SKELETON: &str = include_str!("skeleton.json");

/// A new rubric with this id, and with the names of its subject and its first question where they are known. The question's
/// id is made of its title.
#[must_use]
pub fn skeleton(id: &str, title: Option<&str>, question: Option<&str>) -> Option<Rubric> {
    let mut rubric = load_str("skeleton.json", SKELETON).ok()?.rubric;
    id.clone_into(&mut rubric.id);
    if let Some(title) = title {
        title.clone_into(&mut rubric.title);
    }
    if let Some((title, first)) = question.zip(rubric.questions.first_mut()) {
        first.id = slug(title).unwrap_or_else(|| first.id.clone());
        title.clone_into(&mut first.title);
    }
    Some(rubric)
}

#[cfg(test)]
mod tests {
    use super::super::{lint, print};
    use super::*;

    #[test]
    fn a_new_rubric_is_in_order() {
        let rubric = skeleton("net", Some("网络 \"net\""), Some("What is a connection pool?")).expect("it is valid");
        let text = print(&rubric);
        let loaded = load_str("net.json", &text).expect("it is valid");
        assert_eq!(loaded.rubric, rubric);
        assert_eq!(lint(&loaded), []);
        let question = &loaded.rubric.questions[0];
        assert_eq!((&*rubric.id, &*rubric.title), ("net", "网络 \"net\""));
        assert_eq!((&*question.id, &*question.title), ("connection-pool", "What is a connection pool?"));
    }

    #[test]
    fn what_is_not_named_explains_itself() {
        let rubric = skeleton("net", None, None).expect("it is valid");
        assert!(rubric.title.starts_with("Replace this"), "{}", rubric.title);
        assert_eq!(rubric.questions[0].id, "first-question");
    }
}
