//! All questions that those of documents can be bound to: the shipped rubrics, and others.
//!
//! Of the shipped rubrics only their names are known at the start; a question is read, and its patterns are unpacked,
//! when it is first asked for.

mod shipped;

use std::path::PathBuf;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::compile::{Index, Program, Wordings, compile, unpack, wordings};
use crate::problem::Problem;
use crate::rubric::{self, Lexicon, Loaded, Question, Synonyms};
use shipped::{INDEX, LEXICON, RUBRICS, ShippedRubric, WORDINGS};

/// A question of a catalogue, with the rubric it stands in.
#[derive(Clone, Copy, Debug)]
pub struct RubricRef<'r> {
    /// The rubric's id.
    pub rubric: &'r str,
    /// The question. Those of shipped rubrics come without their patterns and examples: see [`Catalogue::whole`].
    pub question: &'r Question,
    /// Its place among all questions of the catalogue, from 0.
    pub place: usize,
}

impl RubricRef<'_> {
    /// The full id, `rubric/question`.
    #[must_use]
    pub fn id(self) -> String {
        format!("{}/{}", self.rubric, self.question.id)
    }

    /// Whether another question is of another subject: both have topics, and none of them stand under one root.
    pub(crate) fn is_apart_from(self, other: Self) -> bool {
        let roots = |of: Self| of.question.topics.iter().map(|topic| topic.split('/').next());
        let shared = roots(self).any(|root| roots(other).any(|others| others == root));
        !shared && !self.question.topics.is_empty() && !other.question.topics.is_empty()
    }
}

/// The rubrics at hand in a fixed order: the shipped ones by path, then others as they were named.
#[derive(Debug, Default)]
pub struct Catalogue {
    rubrics: Vec<Shelf>,
    questions: Vec<Entry>,
    /// Whether questions come whole.
    whole: bool,
    /// What holds for all rubrics; the shipped lexicon where there is none.
    lexicon: Option<Lexicon>,
    /// The same made ready for look-ups, when the first rubric asks for it.
    synonyms: OnceLock<Synonyms>,
}

/// A rubric of a catalogue.
#[derive(Debug)]
enum Shelf {
    /// One that is part of the program, with its whole file where somebody has asked for it.
    Shipped(&'static ShippedRubric, OnceLock<Option<Loaded>>),
    /// One that was read from a file.
    Loaded(Loaded),
}

/// A question of a catalogue.
#[derive(Debug)]
struct Entry {
    /// The place of its rubric.
    rubric: usize,
    /// Its place in the rubric.
    within: usize,
    /// Its place among all shipped questions, where it is one; they are read when somebody asks for them.
    shipped: Option<(usize, OnceLock<Option<Question>>)>,
}

impl Catalogue {
    /// A catalogue of these rubrics alone.
    #[must_use]
    pub fn new(rubrics: Vec<Loaded>, lexicon: Lexicon) -> Self {
        Self::of(rubrics.into_iter().map(Shelf::Loaded).collect(), Some(lexicon))
    }

    /// The rubrics that are part of the program.
    #[must_use]
    pub fn shipped() -> Self {
        Self::of(RUBRICS.iter().map(Shelf::shipped).collect(), None)
    }

    /// The shipped rubrics and those of files and folders; one with the id of a shipped rubric takes its place.
    ///
    /// What could not be read is in the problems, and not in the catalogue.
    #[must_use]
    pub fn with(paths: &[PathBuf]) -> (Self, Vec<Problem>) {
        let (rubrics, problems) = rubric::load(paths);
        (Self::beside(rubrics), problems)
    }

    /// The shipped rubrics and these; one with the id of a shipped rubric takes its place.
    #[must_use]
    pub fn beside(rubrics: Vec<Loaded>) -> Self {
        let mut shelves: Vec<Shelf> = RUBRICS.iter().map(Shelf::shipped).collect();
        let places: FxHashMap<&str, usize> = RUBRICS.iter().enumerate().map(|(n, rubric)| (rubric.id, n)).collect();
        for loaded in rubrics {
            match places.get(loaded.rubric.id.as_str()) {
                Some(&place) => shelves[place] = Shelf::Loaded(loaded),
                None => shelves.push(Shelf::Loaded(loaded)),
            }
        }
        Self::of(shelves, None)
    }

    fn of(rubrics: Vec<Shelf>, lexicon: Option<Lexicon>) -> Self {
        // Where the questions of each shipped rubric begin among all shipped ones.
        let mut next = 0;
        let starts = RUBRICS.iter().map(|rubric| {
            next += rubric.questions.len();
            (rubric.id, next - rubric.questions.len())
        });
        let starts: FxHashMap<&str, usize> = starts.collect();
        let mut questions = Vec::new();
        for (rubric, shelf) in rubrics.iter().enumerate() {
            questions.extend((0..shelf.len()).map(|within| {
                let start = matches!(shelf, Shelf::Shipped(..)).then(|| starts.get(shelf.id())).flatten();
                Entry { rubric, within, shipped: start.map(|start| (start + within, OnceLock::new())) }
            }));
        }
        Self { rubrics, questions, whole: false, lexicon, synonyms: OnceLock::new() }
    }

    /// The same catalogue, whose questions come with their patterns and examples. Reading them takes longer.
    #[must_use]
    pub fn in_full(self) -> Self {
        Self { whole: true, ..self }
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Whether there is no question.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// The question at a place, from 0.
    #[must_use]
    pub fn question(&self, place: usize) -> Option<RubricRef<'_>> {
        let entry = self.questions.get(place)?;
        let rubric = &self.rubrics[entry.rubric];
        let question = match (rubric, &entry.shipped) {
            (Shelf::Shipped(shipped, _), Some((_, read))) if !self.whole => {
                let json = shipped.questions[entry.within].json;
                // The build has written it, so it is read back; were it not, nothing would be bound to it.
                read.get_or_init(|| serde_json::from_str(json).ok()).as_ref()?
            }
            _ => rubric.loaded()?.rubric.questions.get(entry.within)?,
        };
        Some(RubricRef { rubric: rubric.id(), question, place })
    }

    /// Every question with its rubric, in order. Reads all of them; a run that needs a few asks for those.
    pub fn questions(&self) -> impl Iterator<Item = RubricRef<'_>> {
        (0..self.len()).filter_map(|place| self.question(place))
    }

    /// The question that goes by `id`: a full id, `rubric/question`, or a question id alone where only one rubric has it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<RubricRef<'_>> {
        let (rubric_id, question_id) =
            id.split_once('/').map_or((None, id), |(rubric, question)| (Some(rubric), question));
        let mut named = self.questions.iter().enumerate().filter(|(_, entry)| {
            let rubric = &self.rubrics[entry.rubric];
            rubric.question_id(entry.within) == question_id && rubric_id.is_none_or(|id| rubric.id() == id)
        });
        let (place, _) = named.next().filter(|_| named.next().is_none())?;
        self.question(place)
    }

    /// The id of the question at a place, which need not be read for it.
    #[must_use]
    pub fn id(&self, place: usize) -> String {
        let Some(entry) = self.questions.get(place) else { return String::new() };
        let rubric = &self.rubrics[entry.rubric];
        format!("{}/{}", rubric.id(), rubric.question_id(entry.within))
    }

    /// Whether the question at a place is one of the shipped ones.
    pub(crate) fn is_shipped(&self, place: usize) -> bool {
        self.questions.get(place).is_some_and(|entry| entry.shipped.is_some())
    }

    /// The question at a place as its file has it, with its patterns and examples.
    #[must_use]
    pub fn whole(&self, place: usize) -> Option<&Question> {
        self.file_of(place)?.rubric.questions.get(self.questions.get(place)?.within)
    }

    /// The files of the rubrics, read whole with their examples, in order.
    pub fn files(&self) -> impl Iterator<Item = &Loaded> {
        self.rubrics.iter().filter_map(Shelf::loaded)
    }

    /// The files that were read for this catalogue, those aside that are part of the program.
    pub fn added(&self) -> impl Iterator<Item = &Loaded> {
        self.rubrics.iter().filter_map(|shelf| match shelf {
            Shelf::Loaded(loaded) => Some(loaded),
            Shelf::Shipped(..) => None,
        })
    }

    /// The synonyms that hold in the rubric of a question: those of the lexicon, and the rubric's own on top.
    #[must_use]
    pub fn synonyms(&self, place: usize) -> Synonyms {
        let for_all = self.synonyms.get_or_init(|| Synonyms::new(self.lexicon.as_ref().unwrap_or(&shipped_lexicon())));
        match self.file_of(place) {
            Some(loaded) => for_all.with(&loaded.rubric.lexicon),
            None => for_all.clone(),
        }
    }

    /// The patterns of a shipped question, compiled when the program was built; `None` for others, and for one with key
    /// points that have no pattern.
    pub(crate) fn prepared(&self, place: usize) -> Option<Program> {
        let entry = self.questions.get(place)?;
        let Shelf::Shipped(rubric, _) = &self.rubrics[entry.rubric] else { return None };
        unpack(rubric.questions[entry.within].program)
    }

    /// The patterns of the question at a place, compiled now. `also` are the words of its derived key points.
    pub(crate) fn compiled(&self, place: usize, also: &[&str]) -> Option<Program> {
        let words = &self.file_of(place)?.rubric.words;
        Some(compile(self.whole(place)?, words, &self.synonyms(place), also.iter().copied()))
    }

    /// The file of the rubric of the question at a place.
    #[must_use]
    pub fn file_of(&self, place: usize) -> Option<&Loaded> {
        self.rubrics[self.questions.get(place)?.rubric].loaded()
    }

    /// What the questions are about, the shipped ones and the others, with the place of each in the catalogue; none where
    /// another has taken it.
    pub(crate) fn wordings(&self) -> [(Wordings, Vec<Option<usize>>); 2] {
        let own = wordings(self.others().filter_map(|place| Some(self.question(place)?.question)));
        [(unpack(WORDINGS).unwrap_or_default(), self.shipped_places()), (own, self.others().map(Some).collect())]
    }

    /// The shipped questions by what answers to them say, with the place of each in the catalogue; none where another has
    /// taken it.
    pub(crate) fn shipped_index(&self) -> (Index, Vec<Option<usize>>) {
        (unpack(INDEX).unwrap_or_default(), self.shipped_places())
    }

    /// The place of each shipped question; none where another has taken it.
    fn shipped_places(&self) -> Vec<Option<usize>> {
        let mut places = vec![None; RUBRICS.iter().map(|rubric| rubric.questions.len()).sum()];
        for (place, entry) in self.questions.iter().enumerate() {
            if let Some((at, _)) = &entry.shipped {
                places[*at] = Some(place);
            }
        }
        places
    }

    /// The places of the questions that are not shipped.
    pub(crate) fn others(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|&place| !self.is_shipped(place))
    }
}

impl Shelf {
    fn shipped(rubric: &'static ShippedRubric) -> Self {
        Self::Shipped(rubric, OnceLock::new())
    }

    fn id(&self) -> &str {
        match self {
            Self::Shipped(rubric, _) => rubric.id,
            Self::Loaded(loaded) => &loaded.rubric.id,
        }
    }

    /// How many questions it has.
    fn len(&self) -> usize {
        match self {
            Self::Shipped(rubric, _) => rubric.questions.len(),
            Self::Loaded(loaded) => loaded.rubric.questions.len(),
        }
    }

    fn question_id(&self, within: usize) -> &str {
        match self {
            Self::Shipped(rubric, _) => rubric.questions[within].id,
            Self::Loaded(loaded) => &loaded.rubric.questions[within].id,
        }
    }

    fn loaded(&self) -> Option<&Loaded> {
        match self {
            Self::Shipped(rubric, read) => {
                read.get_or_init(|| rubric::load_str(rubric.path, rubric.text).ok()).as_ref()
            }
            Self::Loaded(loaded) => Some(loaded),
        }
    }
}

/// The lexicon that holds for all rubrics. It is known to be in order: the build reads it.
#[must_use]
pub fn shipped_lexicon() -> Lexicon {
    let (path, text) = LEXICON;
    rubric::parse_lexicon(path, text).map(|(lexicon, _)| lexicon).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::pack;
    use crate::rubric::lint_lexicon;
    use std::fs;

    #[test]
    fn what_the_build_wrote_is_what_the_files_say() {
        let catalogue = Catalogue::shipped();
        assert_eq!(catalogue.files().count(), RUBRICS.len());
        let whole: Vec<(String, &Question)> = catalogue
            .files()
            .flat_map(|loaded| loaded.rubric.questions.iter().map(|question| (loaded.rubric.id.clone(), question)))
            .collect();
        assert!(whole.len() >= 10 && whole.len() == catalogue.len());
        for (found, (rubric, question)) in catalogue.questions().zip(whole) {
            assert_eq!((found.rubric, &found.question.id), (rubric.as_str(), &question.id));
            assert_eq!(catalogue.find(&found.id()).map(|same| same.place), Some(found.place));
            assert_eq!(found.question.keypoints.len(), question.keypoints.len());
            for (brief, whole) in found.question.keypoints.iter().zip(&question.keypoints) {
                assert_eq!((&brief.id, &brief.point, &brief.hint), (&whole.id, &whole.point, &whole.hint));
                assert_eq!((brief.tier, brief.weight, brief.part), (whole.tier, whole.weight, whole.part));
            }
            let has_all = question.keypoints.iter().all(|keypoint| keypoint.matches.is_some());
            let prepared = catalogue.prepared(found.place);
            assert_eq!(prepared.is_some(), has_all);
            let compiled = catalogue.compiled(found.place, &[]).expect("it compiles");
            assert!(prepared.is_none_or(|prepared| pack(&prepared) == pack(&compiled)), "{}", found.id());
        }
    }

    #[test]
    fn the_shipped_lexicon_is_in_order() {
        let (path, text) = LEXICON;
        let (lexicon, source) = rubric::parse_lexicon(path, text).expect("it is a lexicon");
        assert_eq!(lint_lexicon(&lexicon, &source), []);
        assert!(!shipped_lexicon().is_empty());
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
        let first = shipped.question(0).expect("there are shipped rubrics").rubric;
        rubric(first, "mine");
        let (catalogue, problems) = Catalogue::with(&[folder.path().to_path_buf()]);
        assert_eq!(problems, []);
        assert_eq!(catalogue.rubrics.len(), shipped.rubrics.len() + 2);
        assert_eq!(catalogue.question(0).map(RubricRef::id), Some(format!("{first}/mine")));
        let found = |id: &str| catalogue.find(id).map(RubricRef::id);
        assert_eq!(found("house-rules/shared").as_deref(), Some("house-rules/shared"));
        assert_eq!(found("shared"), None, "two rubrics have it");
        assert_eq!(found("house-rules/other"), None);
    }
}
