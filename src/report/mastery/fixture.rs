//! A profile of two people's answers, with a past and a schedule.

use super::{By, Focus, MasteryFormat, mastery};
use crate::mastery::fixture::{catalogue, paper, past, pool, retry, sittings};
use crate::mastery::{Day, Profile, person, profile, schedule, trend};
use crate::matching::Verdict::{Contradicted, Covered, Missing};
use crate::messages::Language;
use crate::report::Look;

/// Three people, of whom nobody knows much.
pub(super) fn whole() -> Profile {
    let catalogue = catalogue();
    let papers = [
        paper("han/1.md", vec![pool("a", Covered), retry()]),
        paper("li/1.md", vec![pool("b", Contradicted), retry()]),
        paper("wu/1.md", vec![pool("c", Missing)]),
    ];
    let mut found = profile(&sittings(&papers), &catalogue);
    let past = past(["2026-01-01", "2026-01-08", "2026-01-09"].into_iter().zip(papers).collect());
    trend(&mut found, &past, &catalogue, &|paper| person(None, &paper.path, 1));
    let today = Day::parse("2026-02-01").expect("it is a day");
    found.schedule = Some(schedule(&past, &catalogue, today, &|_| String::new()));
    found
}

/// The profile as it is written.
pub(in super::super) fn written(format: MasteryFormat, by: By) -> String {
    in_language(format, by, Language::English)
}

/// The profile as it is written in a language.
pub(in super::super) fn in_language(format: MasteryFormat, by: By, language: Language) -> String {
    let mut out = Vec::new();
    let focus = Focus { by, most: 2, due: false };
    let look = Look { language, ..Look::default() };
    mastery(&mut out, format, look, &whole(), focus).expect("memory takes it");
    String::from_utf8(out).expect("it is UTF-8")
}
