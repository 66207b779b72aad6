//! The states that the commits of a repository hold, each version of a file graded once.

use super::report_args::PastArgs;
use super::run::{BATCH, Grader, in_order};
use super::settings::Settings;
use crate::catalogue::Catalogue;
use crate::discover::{Input, clean, is_markdown};
use crate::git::{Repository, Side};
use crate::history::{Cache, State, Timeline, timeline};
use crate::mastery::{self, Day, Moment};
use crate::messages::Message;
use crate::problem::{Problem, Severity};
use crate::read::decode;
use crate::rubric;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The folder of a repository that keeps what was graded.
const CACHE: &str = ".anscov_cache";

/// The commits of a repository, before they are graded.
pub(super) struct Commits {
    repository: Repository,
    timeline: Timeline,
    /// For each version of the timeline what it is called here; `None` for a rubric.
    answers: Vec<Option<Version>>,
    /// Whether rubrics are to be those of the day.
    of_their_day: bool,
    folder: Option<PathBuf>,
}

/// A version of a document.
struct Version {
    /// Its path as inputs have it.
    path: String,
    /// What it goes by in caches.
    name: u128,
}

/// A file or a folder that is looked at, and where it lies in the repository.
struct Place {
    given: PathBuf,
    within: PathBuf,
    is_file: bool,
}

/// The commits that changed what lies under the paths, with what is to be said of them.
pub(super) fn commits(
    args: &PastArgs,
    paths: &[PathBuf],
    settings: &Settings,
) -> Result<(Commits, Vec<Problem>), Problem> {
    let mut problems = Vec::new();
    let repository = Repository::of(paths.first().map_or(Path::new("."), PathBuf::as_path))?;
    let places = paths.iter().map(|path| Place::of(path, &repository)).collect::<Result<Vec<_>, _>>()?;
    let since = match args.since.as_deref() {
        None => None,
        Some(day) if Day::parse(day).is_some() => repository.last_before(day)?,
        Some(revision) => Some(repository.fork_point(revision).map_err(|problem| match problem.code {
            "unknown-revision" => problem.help(Message::new("name-revision-or-day")),
            _ => problem,
        })?),
    };
    if since.is_none() && repository.is_shallow() {
        let problem = Problem::warning("shallow-clone", "", Message::new("clone-is-shallow"));
        problems.push(problem.help(Message::new("clone-is-shallow-help")));
    }
    let mut rubrics = Vec::new();
    for path in settings.rubrics().iter().filter(|_| args.rubrics_of_their_day) {
        match Place::of(path, &repository) {
            Ok(place) => rubrics.push(place),
            Err(problem) => {
                let problem = Problem { severity: Severity::Warning, ..problem };
                problems.push(problem.help(Message::new("rubrics-outside-left-out")));
            }
        }
    }
    let within: Vec<PathBuf> = places.iter().chain(&rubrics).map(|place| place.within.clone()).collect();
    let log = repository.log(since.as_ref(), &within)?;
    let answer = |path: &Path| name(&places, path, is_markdown).filter(|name| !settings.is_sheet(name));
    let is_rubric = |path: &Path| name(&rubrics, path, rubric::is_rubric).is_some();
    let timeline = timeline(log, args.states, &|path| answer(path).is_some() || is_rubric(path));
    let version = |side: &Side| {
        let path = Input::File(answer(&side.path)?).name();
        let name = Cache::name(&path, format!("git:{}", side.blob).as_bytes());
        Some(Version { path, name })
    };
    let answers = timeline.versions.iter().map(version).collect();
    let folder = (!args.no_cache).then(|| repository.root.join(CACHE));
    Ok((Commits { repository, timeline, answers, of_their_day: args.rubrics_of_their_day, folder }, problems))
}

impl Place {
    fn of(path: &Path, repository: &Repository) -> Result<Self, Problem> {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let outside = || {
            let name = Input::File(path.to_owned()).name();
            Problem::error("outside-repository", name, Message::new("git-knows-no-past"))
        };
        let within = real.strip_prefix(&repository.root).map_err(|_| outside())?.to_owned();
        Ok(Self { given: clean(path), within, is_file: path.is_file() })
    }
}

/// The path of a file of the repository as inputs have it, where it is looked at.
fn name(places: &[Place], path: &Path, in_folder: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    places.iter().find_map(|place| {
        let below = path.strip_prefix(&place.within).ok()?;
        if place.is_file {
            return below.as_os_str().is_empty().then(|| place.given.clone());
        }
        // What is hidden is not looked into.
        let is_hidden = below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        (!is_hidden && in_folder(below)).then(|| place.given.join(below))
    })
}

/// The states that have the same rubrics.
struct Era<'s> {
    /// As places among the versions; none where the rubrics are today's.
    rubrics: Vec<usize>,
    states: Vec<&'s State>,
}

impl Commits {
    /// Where what was graded is kept.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Grades all states. `today` is the cache for the rubrics of today, of which `catalogue` is.
    pub(super) fn grade(
        &self,
        today: Cache,
        settings: &Settings,
        catalogue: &Catalogue,
        problems: &mut Vec<Problem>,
    ) -> mastery::Past {
        let mut past = mastery::Past { of: self.timeline.of, ..mastery::Past::default() };
        let mut today = Some(today);
        let mut missing = 0;
        let mut graded: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for era in self.eras() {
            let other = self.of_their_day.then(|| self.catalogue(&era, problems));
            let catalogue = other.as_ref().unwrap_or(catalogue);
            let edition = settings.edition(catalogue);
            let mut cache = match today.take_if(|cache| cache.edition() == edition) {
                Some(cache) => cache,
                None => Cache::open(self.folder(), edition),
            };
            missing += self.grade_all(&era, settings, catalogue, &mut cache);
            let mut places: FxHashMap<usize, Option<usize>> = FxHashMap::default();
            for state in era.states {
                let mut place = |&file: &usize| {
                    *places.entry(file).or_insert_with(|| {
                        let paper = cache.get(self.answers.get(file)?.as_ref()?.name)?.clone()?;
                        past.papers.push(paper);
                        Some(past.papers.len() - 1)
                    })
                };
                graded.insert(&state.stamp.name, state.files.iter().filter_map(&mut place).collect());
            }
            self.save(&cache);
        }
        if let Some(cache) = today {
            self.save(&cache);
        }
        if missing > 0 {
            let message = Message::new("versions-missing").with("count", missing);
            problems.push(Problem::warning("missing-versions", "", message));
        }
        for State { stamp, .. } in &self.timeline.states {
            let papers = graded.remove(stamp.name.as_str()).unwrap_or_default();
            past.moments.push(Moment { name: stamp.name.clone(), day: Day::parse(&stamp.day), papers });
        }
        past
    }

    /// The states by their rubrics, where these are to be those of the day.
    fn eras(&self) -> Vec<Era<'_>> {
        let mut eras: Vec<Era<'_>> = Vec::new();
        for state in &self.timeline.states {
            let is_rubric = |file: &usize| self.answers.get(*file).is_some_and(Option::is_none);
            let rubrics: Vec<usize> = state.files.iter().copied().filter(is_rubric).collect();
            match eras.iter_mut().find(|era| era.rubrics == rubrics) {
                Some(era) => era.states.push(state),
                None => eras.push(Era { rubrics, states: vec![state] }),
            }
        }
        eras
    }

    /// The shipped rubrics, and those of a day. What cannot be read of these is left out.
    fn catalogue(&self, era: &Era<'_>, problems: &mut Vec<Problem>) -> Catalogue {
        let since = era.states.first().map(|state| state.stamp.name.as_str()).unwrap_or_default();
        let mut left_out = |message: Message| problems.push(Problem::warning("rubrics-left-out", "", message));
        if era.rubrics.is_empty() {
            left_out(Message::new("no-rubrics-yet").with("since", since).with("states", era.states.len()));
        }
        let sides: Vec<&Side> = era.rubrics.iter().filter_map(|&file| self.timeline.versions.get(file)).collect();
        let blobs = (!sides.is_empty()).then(|| self.repository.blobs(sides.iter().copied()).ok()).flatten();
        let mut blobs = blobs.into_iter().flatten();
        let mut loaded = Vec::new();
        for side in sides {
            let path = Input::File(side.path.clone()).name();
            let text = blobs.next().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
            match text.and_then(|text| rubric::load_str(&path, &text).ok()) {
                Some(rubric) => loaded.push(rubric),
                None => left_out(Message::new("old-rubric-unreadable").with("path", path).with("since", since)),
            }
        }
        Catalogue::beside(loaded)
    }

    /// Grades what the cache does not have of an era, and tells how many versions are not in the clone.
    fn grade_all(&self, era: &Era<'_>, settings: &Settings, catalogue: &Catalogue, cache: &mut Cache) -> usize {
        let files: FxHashSet<usize> = era.states.iter().flat_map(|state| &state.files).copied().collect();
        let version = |file: usize| Some((self.answers.get(file)?.as_ref()?, self.timeline.versions.get(file)?));
        let mut asked: Vec<usize> = files.into_iter().collect();
        asked.retain(|&file| version(file).is_some_and(|(version, _)| cache.get(version.name).is_none()));
        asked.sort_unstable();
        let asked: Vec<(&Version, &Side)> = asked.into_iter().filter_map(version).collect();
        if asked.is_empty() {
            return 0;
        }
        let Ok(blobs) = self.repository.blobs(asked.iter().map(|(_, side)| *side)) else { return asked.len() };
        let grader = LazyLock::new(|| Grader::verdicts_only(catalogue));
        let mut versions = asked.iter().map(|(version, _)| *version).zip(blobs);
        let batches = std::iter::from_fn(move || {
            let batch: Vec<_> = versions.by_ref().take(BATCH).collect();
            (!batch.is_empty()).then_some(batch)
        });
        let known = &*cache;
        let work = |(version, bytes): (&Version, Option<Vec<u8>>)| {
            // What was no text had no answers.
            let Ok(source) = decode(&version.path, bytes?) else { return Some((vec![version.name], None)) };
            let content = Cache::name(&version.path, source.text.as_bytes());
            let paper = match known.get(content) {
                Some(paper) => paper.clone(),
                None => grader.paper(settings.parse(source), settings),
            };
            Some((vec![version.name, content], paper))
        };
        let results: Vec<_> = in_order(batches, work, |results| results.flatten().flatten().collect());
        let missing = asked.len() - results.len();
        for (names, paper) in results {
            cache.insert(&names, paper);
        }
        // The process ends with the command; taking the rubrics down piece by piece would only take time.
        std::mem::forget(grader);
        missing
    }

    /// That it cannot be written makes the next run slower, and no result wrong.
    fn save(&self, cache: &Cache) {
        if let Some(folder) = self.folder() {
            let _ = cache.save(folder);
        }
    }
}
