//! The message files, each read when the first of its messages is shown.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource};
use rustc_hash::FxHashMap;
use std::sync::{LazyLock, OnceLock};
use unic_langid::LanguageIdentifier;

use super::Language;

/// The files of a language, in the order of their names.
macro_rules! files {
    ($folder:literal) => {
        &[
            ("appraisal", include_str!(concat!($folder, "/appraisal.ftl"))),
            ("baseline", include_str!(concat!($folder, "/baseline.ftl"))),
            ("cli", include_str!(concat!($folder, "/cli.ftl"))),
            ("comparison", include_str!(concat!($folder, "/comparison.ftl"))),
            ("config", include_str!(concat!($folder, "/config.ftl"))),
            ("explain", include_str!(concat!($folder, "/explain.ftl"))),
            ("formats", include_str!(concat!($folder, "/formats.ftl"))),
            ("gate", include_str!(concat!($folder, "/gate.ftl"))),
            ("git", include_str!(concat!($folder, "/git.ftl"))),
            ("graded", include_str!(concat!($folder, "/graded.ftl"))),
            ("history", include_str!(concat!($folder, "/history.ftl"))),
            ("lint", include_str!(concat!($folder, "/lint.ftl"))),
            ("list", include_str!(concat!($folder, "/list.ftl"))),
            ("mastery", include_str!(concat!($folder, "/mastery.ftl"))),
            ("parse", include_str!(concat!($folder, "/parse.ftl"))),
            ("read", include_str!(concat!($folder, "/read.ftl"))),
            ("report", include_str!(concat!($folder, "/report.ftl"))),
            ("rubric", include_str!(concat!($folder, "/rubric.ftl"))),
        ]
    };
}

/// A file of messages: what it is about, and its text.
pub(super) type File = (&'static str, &'static str);

/// The message files of a language.
pub(super) fn files(language: Language) -> &'static [File] {
    match language {
        Language::English => files!("en"),
        Language::Chinese => files!("zh"),
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The messages of a language. A run says few of them, so a file is read when the first of its messages is shown.
struct Shelf {
    /// Which file has a message.
    places: FxHashMap<&'static str, usize>,
    files: Vec<OnceLock<Bundle>>,
}

static ENGLISH: LazyLock<Shelf> = LazyLock::new(|| shelf(Language::English));
static CHINESE: LazyLock<Shelf> = LazyLock::new(|| shelf(Language::Chinese));

fn shelf(language: Language) -> Shelf {
    let files = files(language);
    // What belongs to a message stands further in than its name.
    let name = |line: &'static str| {
        let (name, rest) = line.split_once(' ')?;
        (!name.is_empty() && rest.starts_with('=')).then_some(name)
    };
    let places = files
        .iter()
        .enumerate()
        .flat_map(|(place, (_, text))| text.lines().filter_map(name).map(move |name| (name, place)));
    Shelf { places: places.collect(), files: files.iter().map(|_| OnceLock::new()).collect() }
}

fn bundle(language: Language, text: &str) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks around arguments, meant for scripts that run both ways, would only disturb here.
    bundle.set_use_isolating(false);
    // What can be read of a file that is broken is used; a test sees to it that none is.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The words of message `id`; its name where the files lack it.
pub(super) fn format(language: Language, id: &str, arguments: &FluentArgs) -> String {
    let words = |(bundle, message): (&Bundle, FluentMessage<'_>)| {
        Some(bundle.format_pattern(message.value()?, Some(arguments), &mut Vec::new()).into_owned())
    };
    find(language, id).and_then(words).unwrap_or_else(|| id.to_owned())
}

/// Message `id`, and what it stands among.
pub(super) fn find(language: Language, id: &str) -> Option<(&'static Bundle, FluentMessage<'static>)> {
    let shelf: &Shelf = match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    };
    let place = *shelf.places.get(id)?;
    let (_, text) = files(language).get(place)?;
    let bundle = shelf.files.get(place)?.get_or_init(|| bundle(language, text));
    Some((bundle, bundle.get_message(id)?))
}
