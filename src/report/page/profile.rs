//! What many answers say together, on a page like that of single answers.

use super::super::html::{Inline, PAPER, language};
use super::super::layout::one_line;
use super::super::mastery::{By, Focus};
use super::heat::{self, Heat};
use super::words::Words;
use super::{FEW, KINDS, SCRIPT, STYLE, tone};
use crate::mastery::{Group, Measure, PointStanding, Profile, QuestionStanding, Reason, Trend, TrendPoint, Weakness};
use crate::messages::Language;
use crate::score::{Hundredths, Status};
use askama::Template;
use std::borrow::Cow;
use std::io::{self, Write};

/// Width and height of the curve, in pixels.
const WIDTH: usize = 300;
const HEIGHT: usize = 80;

#[derive(Template)]
#[template(path = "page/profile.html")]
struct Whole<'p> {
    words: Words,
    table: String,
    paper: Inline,
    style: Inline,
    script: Inline,
    version: &'static str,
    profile: &'p Profile,
    coverage: Option<u32>,
    tone: &'static str,
    interval: Option<(u32, u32)>,
    never: usize,
    curve: Option<Curve>,
    groups: Vec<heat::Group<'p>>,
    questions: Vec<Question<'p>>,
    by: Option<Table<'p>>,
    kinds: [&'static str; KINDS.len()],
    missed: &'p [Weakness],
    contradicted: &'p [Weakness],
    unfolded: bool,
}

/// The trend as a line with the band of its intervals.
struct Curve {
    line: String,
    band: String,
    dots: Vec<Dot>,
    first: String,
    last: String,
}

struct Dot {
    x: usize,
    y: usize,
    label: String,
}

/// A question that was asked.
struct Question<'p> {
    at: usize,
    standing: &'p QuestionStanding,
    title: Cow<'p, str>,
    language: &'static str,
    coverage: Option<u32>,
    tone: &'static str,
    state: char,
    points: Vec<Point<'p>>,
}

struct Point<'p> {
    class: &'static str,
    mark: &'static str,
    statement: Cow<'p, str>,
    language: &'static str,
    missed: usize,
    answers: usize,
    hint: Option<Cow<'p, str>>,
}

/// Groups of answers side by side.
struct Table<'p> {
    name: &'static str,
    rows: Vec<Row<'p>>,
}

struct Row<'p> {
    name: Cow<'p, str>,
    measure: Measure,
    coverage: Option<u32>,
    tone: &'static str,
    missed: usize,
    misconceptions: usize,
    weakest: &'p str,
}

/// Writes the page of a profile.
pub(in super::super) fn profile(
    out: &mut dyn Write,
    language: Language,
    profile: &Profile,
    focus: Focus,
) -> io::Result<()> {
    let mut heat = Heat::default();
    for (at, standing) in profile.questions.iter().enumerate() {
        heat.stand(at, standing);
    }
    let asked = profile.questions.iter().enumerate().filter(|(_, standing)| standing.measure.asked > 0);
    let questions: Vec<Question<'_>> = asked.map(|(at, standing)| question(at, standing)).collect();
    let whole = profile.whole;
    let coverage = whole.coverage.map(|coverage| coverage.0);
    let page = Whole {
        words: Words::new(language),
        table: Words::table(),
        paper: PAPER,
        style: STYLE,
        script: SCRIPT,
        version: env!("CARGO_PKG_VERSION"),
        profile,
        coverage,
        tone: tone(coverage),
        interval: whole.low.zip(whole.high).map(|(low, high)| (low.0 / 100, high.0 / 100)),
        never: profile.topics.iter().filter(|topic| topic.depth == 0).map(|topic| topic.never).sum(),
        curve: profile.trend.as_ref().and_then(curve),
        groups: heat.groups(),
        unfolded: questions.len() <= FEW,
        questions,
        by: table(profile, focus.by),
        kinds: KINDS,
        missed: first(&profile.missed, focus.most),
        contradicted: first(&profile.contradicted, focus.most),
    };
    let page = page.render().map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

/// The first of a ranking.
fn first(ranking: &[Weakness], most: usize) -> &[Weakness] {
    ranking.get(..most).unwrap_or(ranking)
}

/// The moments that have a coverage, from left to right.
fn curve(trend: &Trend) -> Option<Curve> {
    let known: Vec<_> = trend.moments.iter().filter_map(|moment| Some((moment, moment.measure.coverage?))).collect();
    let steps = known.len().checked_sub(1).filter(|steps| *steps > 0)?;
    let x = |at: usize| at * WIDTH / steps;
    let y = |value: Hundredths| HEIGHT - usize::try_from(value.0).unwrap_or_default() * HEIGHT / 10_000;
    let point = |at: usize, value: Hundredths| format!("{},{} ", x(at), y(value));
    let (mut line, mut over, mut under) = (String::new(), String::new(), Vec::new());
    let mut dots = Vec::new();
    for (at, (moment, coverage)) in known.iter().enumerate() {
        line += &point(at, *coverage);
        over += &point(at, moment.measure.high.unwrap_or(*coverage));
        under.push(point(at, moment.measure.low.unwrap_or(*coverage)));
        let label = format!("{} {}%", when(moment), coverage.0 / 100);
        dots.push(Dot { x: x(at), y: y(*coverage), label });
    }
    under.reverse();
    let named = |at: Option<&(&TrendPoint, Hundredths)>| at.map(|(moment, _)| when(moment));
    Some(Curve { line, band: over + &under.concat(), dots, first: named(known.first())?, last: named(known.last())? })
}

/// A moment's day, or its name where it has none.
fn when(moment: &TrendPoint) -> String {
    moment.day.map_or_else(|| one_line(&moment.name).into_owned(), |day| day.to_string())
}

fn question(at: usize, standing: &QuestionStanding) -> Question<'_> {
    let coverage = standing.measure.coverage.map(|coverage| coverage.0);
    Question {
        at,
        standing,
        title: one_line(&standing.title),
        language: language(&standing.title),
        coverage: coverage.map(|coverage| coverage / 100),
        tone: tone(coverage),
        state: if standing.measure.answered > 0 { 'a' } else { 'e' },
        points: standing.points.iter().map(point).collect(),
    }
}

fn point(standing: &PointStanding) -> Point<'_> {
    let (class, mark) = match standing.missed {
        0 => ("covered", "✓"),
        missed if missed < standing.answers => ("partial", "~"),
        _ => ("missing", "−"),
    };
    Point {
        class,
        mark,
        statement: one_line(&standing.point),
        language: language(&standing.point),
        missed: standing.missed,
        answers: standing.answers,
        hint: standing.hint.as_deref().filter(|_| standing.missed > 0).map(one_line),
    }
}

/// The answers side by side, by what they are told apart by.
fn table(profile: &Profile, by: By) -> Option<Table<'_>> {
    let name = match by {
        By::Topic => return None,
        By::Level => "levels",
        By::File => "files",
        By::Person => "people",
    };
    Some(Table { name, rows: by.groups(profile).iter().map(row).collect() })
}

fn row(group: &Group) -> Row<'_> {
    let coverage = group.measure.coverage.map(|coverage| coverage.0);
    Row {
        name: one_line(&group.name),
        measure: group.measure,
        coverage: coverage.map(|coverage| coverage / 100),
        tone: tone(coverage),
        missed: group.missed,
        misconceptions: group.misconceptions,
        weakest: group.weakest.as_deref().unwrap_or_default(),
    }
}

#[expect(clippy::unused_self, clippy::trivially_copy_pass_by_ref, reason = "templates call methods, with references")]
impl Whole<'_> {
    /// The word that says why a question should be practised.
    fn reason(&self, reason: &Reason) -> &'static str {
        match reason {
            Reason::Weak => "reason-weak",
            Reason::LeftEmpty => "not-answered",
            Reason::NeverAsked => "reason-never",
        }
    }

    /// The language of a text.
    fn language(&self, text: &str) -> &'static str {
        language(text)
    }

    /// The class that a coverage is coloured by.
    fn shade(&self, coverage: &Hundredths) -> &'static str {
        tone(Some(coverage.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::mastery::{By, MasteryFormat, fixture};
    use crate::messages::Language;

    #[test]
    fn a_profile_is_a_page_with_its_trend_and_its_schedule() {
        let page = fixture::written(MasteryFormat::Html, By::Person);
        for part in [
            "data-topic=\"net/client\"",
            "<polyline points=\"0,",
            "2026-01-01</text>",
            "data-r=\"net/pool\"",
            "<th scope=\"row\">han</th>",
            "<del>连接越多越快</del>",
            "data-w=\"leeches\"",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        let by_topic = fixture::written(MasteryFormat::Html, By::Topic);
        assert!(!by_topic.contains("<th scope=\"row\">han</th>"));
    }

    #[test]
    fn it_opens_in_the_readers_language() {
        let page = fixture::in_language(MasteryFormat::Html, By::Person, Language::Chinese);
        assert!(page.contains("<html lang=\"zh-CN\">") && page.contains(">一再遗漏的关键点</"), "{page}");
    }
}
