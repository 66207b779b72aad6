//! The message files, read when the first message is shown.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::LazyLock;
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

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));
static CHINESE: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Chinese));

fn bundle(language: Language) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks around arguments, meant for scripts that run both ways, would only disturb here.
    bundle.set_use_isolating(false);
    for (_, text) in files(language) {
        // What can be read of a file that is broken is used; a test sees to it that none is.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The words of message `id`; its name where the files lack it.
pub(super) fn format(language: Language, id: &str, arguments: &FluentArgs) -> String {
    let bundle: &Bundle = match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    };
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
    bundle.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned()
}
