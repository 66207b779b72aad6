//! All rubrics that questions can be bound to.

use std::path::PathBuf;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::format::{Lexicon, Question, Rubric};
use super::lexicon::Synonyms;
use super::load::{Loaded, load, parse, parse_lexicon};
use super::shipped::{LEXICON, RUBRICS};
use crate::problem::Problem;

/// A question of a rubric, with the rubric it stands in.
#[derive(Clone, Copy, Debug)]
pub struct RubricRef<'r> {
    /// The rubric.
    pub rubric: &'r Rubric,
    /// Its question.
    pub question: &'r Question,
}

impl RubricRef<'_> {
    /// The full id, `rubric/question`.
    #[must_use]
    pub fn id(self) -> String {
        format!("{}/{}", self.rubric.id, self.question.id)
    }
}

/// The rubrics at hand, shipped ones first, and the lexicon that holds for all of them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The rubrics in a fixed order: the shipped ones by path, then others as they were named.
    pub rubrics: Vec<Loaded>,
    /// The shipped lexicon; a rubric's own comes on top of it.
    pub lexicon: Lexicon,
    /// The lexicon made ready for look-ups, when the first rubric asks for it.
    synonyms: OnceLock<Synonyms>,
}

impl Catalogue {
    /// A catalogue of these rubrics alone.
    #[must_use]
    pub fn new(rubrics: Vec<Loaded>, lexicon: Lexicon) -> Self {
        Self { rubrics, lexicon, synonyms: OnceLock::new() }
    }

    /// The rubrics that are part of the program. They are known to be valid: a test sees to it.
    #[must_use]
    pub fn shipped() -> Self {
        let rubrics = RUBRICS.iter().filter_map(|(path, text)| parse(path, text).ok()).collect();
        let (path, text) = LEXICON;
        let lexicon = parse_lexicon(path, text).map(|(lexicon, _)| lexicon).unwrap_or_default();
        Self::new(rubrics, lexicon)
    }

    /// The shipped rubrics and those of files and folders; one with the id of a shipped rubric takes its place.
    ///
    /// What could not be read is in the problems, and not in the catalogue.
    #[must_use]
    pub fn with(paths: &[PathBuf]) -> (Self, Vec<Problem>) {
        let mut catalogue = Self::shipped();
        let (rubrics, problems) = load(paths);
        let ids = catalogue.rubrics.iter().enumerate().map(|(n, loaded)| (loaded.rubric.id.clone(), n));
        let places: FxHashMap<String, usize> = ids.collect();
        for loaded in rubrics {
            match places.get(&loaded.rubric.id) {
                Some(&place) => catalogue.rubrics[place] = loaded,
                None => catalogue.rubrics.push(loaded),
            }
        }
        (catalogue, problems)
    }

    /// Every question with its rubric, in order.
    pub fn questions(&self) -> impl Iterator<Item = RubricRef<'_>> {
        let of = |loaded| {
            let Loaded { rubric, .. }: &Loaded = loaded;
            rubric.questions.iter().map(move |question| RubricRef { rubric, question })
        };
        self.rubrics.iter().flat_map(of)
    }

    /// The question that goes by `id`: a full id, `rubric/question`, or a question id alone where only one rubric has it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<RubricRef<'_>> {
        let (rubric_id, question_id) =
            id.split_once('/').map_or((None, id), |(rubric, question)| (Some(rubric), question));
        let mut named = self
            .questions()
            .filter(|found| found.question.id == question_id && rubric_id.is_none_or(|id| found.rubric.id == id));
        named.next().filter(|_| named.next().is_none())
    }

    /// The synonyms that hold in a rubric: those of the shipped lexicon, and the rubric's own on top.
    #[must_use]
    pub fn synonyms(&self, rubric: &Rubric) -> Synonyms {
        self.synonyms.get_or_init(|| Synonyms::new(&self.lexicon)).with(&rubric.lexicon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{lint_lexicon, load_str};
    use std::fs;

    #[test]
    fn every_shipped_file_is_a_valid_rubric() {
        let mut ids = Vec::new();
        for (path, text) in RUBRICS {
            let loaded = load_str(path, text).unwrap_or_else(|problems| panic!("{path}: {problems:#?}"));
            ids.push(loaded.rubric.id);
        }
        let catalogue = Catalogue::shipped();
        assert!(catalogue.rubrics.iter().map(|loaded| &loaded.rubric.id).eq(&ids));
        ids.sort();
        assert!(ids.is_sorted_by(|a, b| a < b), "two rubrics have the same id: {ids:?}");
    }

    #[test]
    fn the_shipped_lexicon_is_in_order() {
        let (path, text) = LEXICON;
        let (lexicon, source) = parse_lexicon(path, text).expect("it is a lexicon");
        assert_eq!(lint_lexicon(&lexicon, &source), []);
        assert!(!Catalogue::shipped().lexicon.is_empty());
    }

    #[test]
    fn files_come_after_the_shipped_ones_or_in_their_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let rubric = |id: &str, question: &str| {
            let text = format!(
                "{{\"format\": 1, \"id\": \"{id}\", \"questions\": [{{\"id\": \"{question}\", \"title\": \"问\", \"references\": [\"答\"]}}]}}"
            );
            fs::write(folder.path().join(format!("{id}.json")), text).expect("a file");
        };
        rubric("house-rules", "shared");
        rubric("other-rules", "shared");
        let shipped = Catalogue::shipped();
        if let Some(first) = shipped.rubrics.first() {
            rubric(&first.rubric.id, "mine");
        }
        let (catalogue, problems) = Catalogue::with(&[folder.path().to_path_buf()]);
        assert_eq!(problems, []);
        assert_eq!(catalogue.rubrics.len(), shipped.rubrics.len() + 2);
        if let Some(first) = shipped.rubrics.first() {
            assert_eq!(catalogue.rubrics[0].rubric.id, first.rubric.id);
            assert_eq!(catalogue.rubrics[0].rubric.questions[0].id, "mine");
        }
        let found = |id: &str| catalogue.find(id).map(RubricRef::id);
        assert_eq!(found("house-rules/shared").as_deref(), Some("house-rules/shared"));
        assert_eq!(found("shared"), None, "two rubrics have it");
        assert_eq!(found("house-rules/other"), None);
    }
}
