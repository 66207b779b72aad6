//! What people are shown of a profile, as tables that every markup fills in.

use super::{By, Focus};
use crate::agreement::ItemFigures;
use crate::mastery::{
    Card, Group, Leech, Measure, Misheld, NOW, Place, Practise, Profile, QuestionStanding, Reason, Schedule, Topic,
    Trend, TrendPoint, Weakness,
};
use crate::messages::{Language, Message, words};
use crate::report::layout::listed;
use crate::score::Hundredths;

/// A table with what it shows.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// How many more rows there are than are shown.
    pub(super) more: usize,
}

/// A row, with the coverage that it is coloured by.
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    pub(super) coverage: Option<Hundredths>,
}

/// The line that stands before all tables.
pub(super) fn summary(profile: &Profile, language: Language) -> String {
    let Measure { asked, answered, coverage, .. } = profile.whole;
    let mean = match coverage {
        Some(_) => {
            Message::new("coverage-at-95").with("coverage", percent(coverage)).with("interval", interval(profile.whole))
        }
        None => Message::new("summary-no-coverage"),
    };
    let states =
        [(answered, "summary-answered"), (asked - answered, "summary-empty"), (profile.unmatched, "summary-unmatched")];
    let states = states.into_iter().filter(|(number, _)| *number > 0);
    let states: Vec<String> =
        states.map(|(number, id)| Message::new(id).with("count", number).text(language)).collect();
    let questions = Message::new("summary-questions")
        .with("questions", Message::new("count-questions").with("count", asked + profile.unmatched))
        .with("states", listed(language, &states));
    Message::new("summary-line")
        .with("coverage", mean)
        .with("documents", Message::new("count-documents").with("count", profile.documents))
        .with("questions", questions)
        .text(language)
}

/// The tables of a profile that have any row.
pub(super) fn sections(profile: &Profile, focus: Focus, language: Language) -> Vec<Section> {
    let Focus { by, most, due } = focus;
    let mut sections = Vec::new();
    if !due {
        sections.extend(profile.trend.iter().map(|found| trend(found, language)));
        if by == By::Topic {
            sections.extend([topics(profile, language), weakest(profile, most, language)]);
        } else {
            sections.push(groups(profile, by, language));
        }
        if by == By::Person {
            sections.push(questions(profile, most, language));
            sections.push(points(profile, most, language));
        }
        sections.push(weaknesses("points-missed-most", &profile.missed, most, language));
        sections.push(weaknesses("points-denied", &profile.contradicted, most, language));
        sections.push(misheld(&profile.misconceptions, most, language));
        sections.push(never(profile, most, language));
        sections.push(practise(&profile.practise, most, language));
    }
    if let Some(schedule) = &profile.schedule {
        sections.push(cards(schedule, most, language));
        sections.push(leeches(&schedule.leeches, most, language));
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// The first rows of a table, whose title and columns are messages.
fn section<T>(
    language: Language,
    title: &Message,
    columns: &[&'static str],
    all: &[T],
    most: usize,
    row: impl Fn(&T) -> Row,
) -> Section {
    let columns = columns.iter().map(|id| words(language, id)).collect();
    let rows = all.iter().take(most).map(row).collect();
    Section { title: title.text(language), columns, rows, more: all.len().saturating_sub(most) }
}

fn plain<const N: usize>(cells: [String; N]) -> Row {
    Row { cells: cells.into(), coverage: None }
}

fn trend(trend: &Trend, language: Language) -> Section {
    let shown = trend.moments.len();
    let title = match trend.of {
        of if of > shown => Message::new("trend-of-some").with("shown", shown).with("all", of),
        _ => Message::new("trend"),
    };
    let row = |point: &TrendPoint| {
        let measure = point.measure;
        let day = point.day.map_or("-".to_owned(), |day| day.to_string());
        let answered = part(measure.answered, measure.asked, language);
        let name = if point.name == NOW { words(language, "moment-now") } else { point.name.clone() };
        let cells = vec![day, name, percent(measure.coverage), interval(measure), answered];
        Row { cells, coverage: measure.coverage }
    };
    let columns = ["column-day", "column-moment", "column-coverage", "column-interval", "column-answered"];
    section(language, &title, &columns, &trend.moments, usize::MAX, row)
}

fn topics(profile: &Profile, language: Language) -> Section {
    let has_trend = profile.trend.is_some();
    let row = |topic: &Topic| {
        let measure = topic.measure;
        let name = topic.path.rsplit('/').next().unwrap_or_default();
        let mut cells = vec![
            format!("{}{name}", "  ".repeat(topic.depth)),
            percent(measure.coverage),
            interval(measure),
            part(measure.answered, measure.asked, language),
            part(topic.never, topic.questions, language),
        ];
        if has_trend {
            cells.push(went(&topic.trend, language));
        }
        Row { cells, coverage: measure.coverage }
    };
    let mut columns =
        vec!["column-topic", "column-coverage", "column-interval", "column-answered", "column-never-tried"];
    columns.extend(has_trend.then_some("column-went"));
    section(language, &Message::new("topics"), &columns, &profile.topics, usize::MAX, row)
}

/// The topics that have questions of their own, as they are ranked.
fn weakest(profile: &Profile, most: usize, language: Language) -> Section {
    let of = |path: &String| profile.topics.iter().find(|topic| topic.path == *path);
    let ranked: Vec<&Topic> = profile.weakest.iter().filter_map(of).collect();
    let columns = ["column-topic", "column-coverage", "column-interval", "column-answered"];
    section(language, &Message::new("weakest-topics"), &columns, &ranked, most, |topic| {
        let measure = topic.measure;
        let answered = part(measure.answered, measure.asked, language);
        let cells = vec![topic.path.clone(), percent(measure.coverage), interval(measure), answered];
        Row { cells, coverage: measure.coverage }
    })
}

fn groups(profile: &Profile, by: By, language: Language) -> Section {
    let has_trend = profile.trend.is_some();
    let row = |group: &Group| {
        let measure = group.measure;
        let mut cells = vec![
            group.name.clone(),
            percent(measure.coverage),
            interval(measure),
            part(measure.answered, measure.asked, language),
            group.missed.to_string(),
            group.misconceptions.to_string(),
        ];
        cells.extend(has_trend.then(|| went(&group.trend, language)));
        cells.push(group.weakest.clone().unwrap_or_default());
        Row { cells, coverage: measure.coverage }
    };
    let (title, column) = match by {
        By::Topic => ("topics", "column-topic"),
        By::Level => ("by-level", "column-level"),
        By::File => ("by-file", "column-file"),
        By::Person => ("by-person", "column-person"),
    };
    let mut columns = vec![column, "column-coverage", "column-interval", "column-answered"];
    columns.extend(["column-points-missed", "column-misconceptions"]);
    columns.extend(has_trend.then_some("column-went"));
    columns.push("column-weakest-topic");
    section(language, &Message::new(title), &columns, by.groups(profile), usize::MAX, row)
}

/// The questions of a group of people, those that tell them apart least first.
fn questions(profile: &Profile, most: usize, language: Language) -> Section {
    let mut told: Vec<&QuestionStanding> = profile.questions.iter().filter(|question| told(question.figures)).collect();
    told.sort_by(|a, b| by_discrimination(a.figures, b.figures));
    let row = |question: &&QuestionStanding| {
        let answers = question.measure.answered.to_string();
        let ItemFigures { difficulty, discrimination } = question.figures;
        plain([figure(difficulty), figure(discrimination), answers, question.id.clone(), question.title.clone()])
    };
    let columns = ["column-difficulty", "column-discrimination", "column-answers", "column-question", "column-title"];
    section(language, &Message::new("questions-told"), &columns, &told, most, row)
}

/// Their key points, likewise.
fn points(profile: &Profile, most: usize, language: Language) -> Section {
    let points =
        profile.questions.iter().flat_map(|question| question.points.iter().map(move |point| (question, point)));
    let mut told: Vec<_> = points.filter(|(_, point)| told(point.figures)).collect();
    told.sort_by(|(_, a), (_, b)| by_discrimination(a.figures, b.figures));
    let columns =
        ["column-difficulty", "column-discrimination", "column-answers", "column-key-point", "column-statement"];
    section(language, &Message::new("points-told"), &columns, &told, most, |(question, point)| {
        let ItemFigures { difficulty, discrimination } = point.figures;
        let id = format!("{}/{}", question.id, point.id);
        plain([figure(difficulty), figure(discrimination), point.answers.to_string(), id, point.point.clone()])
    })
}

fn told(figures: ItemFigures) -> bool {
    figures.difficulty.is_some()
}

/// Those that go against the rest first; those of which nothing can be said, because all got the same, last.
fn by_discrimination(a: ItemFigures, b: ItemFigures) -> std::cmp::Ordering {
    let order = |figures: ItemFigures| figures.discrimination.unwrap_or(f64::INFINITY);
    order(a).total_cmp(&order(b))
}

fn weaknesses(title: &'static str, weak: &[Weakness], most: usize, language: Language) -> Section {
    let columns = ["column-times", "column-key-point", "column-statement"];
    section(language, &Message::new(title), &columns, weak, most, |weak| {
        plain([part(weak.times, weak.of, language), format!("{}/{}", weak.question, weak.id), weak.point.clone()])
    })
}

fn misheld(held: &[Misheld], most: usize, language: Language) -> Section {
    let columns = ["column-times", "column-where", "column-claim", "column-right"];
    section(language, &Message::new("misconceptions-held"), &columns, held, most, |held| {
        let place = held.places.first().map(|Place { path, line, .. }| format!("{path}:{line}")).unwrap_or_default();
        let others = match held.places.len() {
            0 | 1 => String::new(),
            number => format!(" +{}", number - 1),
        };
        plain([part(held.times, held.of, language), place + &others, held.claim.clone(), held.correction.clone()])
    })
}

fn never(profile: &Profile, most: usize, language: Language) -> Section {
    let never: Vec<&QuestionStanding> =
        profile.questions.iter().filter(|question| question.measure.answered == 0).collect();
    let columns = ["column-question", "column-because", "column-title"];
    section(language, &Message::new("never-tried"), &columns, &never, most, |question| {
        let why = match question.places.first() {
            Some(Place { path, line, .. }) => Message::new("left-empty-at").with("place", format!("{path}:{line}")),
            None => Message::new("never-asked"),
        };
        plain([question.id.clone(), why.text(language), question.title.clone()])
    })
}

fn practise(next: &[Practise], most: usize, language: Language) -> Section {
    let columns = ["column-question", "column-because", "column-topic", "column-title"];
    section(language, &Message::new("practise-next"), &columns, next, most, |next| {
        let because = match next.reason {
            Reason::Weak => percent(next.coverage),
            Reason::LeftEmpty => words(language, "left-empty"),
            Reason::NeverAsked => words(language, "never-asked"),
        };
        plain([next.question.clone(), because, next.topic.clone().unwrap_or_default(), next.title.clone()])
    })
}

fn cards(schedule: &Schedule, most: usize, language: Language) -> Section {
    let mut due: Vec<&Card> = schedule.cards.iter().filter(|card| card.due <= schedule.today).collect();
    let is_due = !due.is_empty();
    if !is_due {
        // The next one is better than nothing.
        due.extend(schedule.cards.iter().min_by_key(|card| card.due));
    }
    let due_today = || Message::new("due-on").with("day", schedule.today.to_string());
    let title = if is_due { due_today() } else { Message::new("nothing-due") };
    let columns = ["column-due", "column-last", "column-coverage", "column-recall", "column-question"];
    let has_people = schedule.cards.iter().any(|card| !card.person.is_empty());
    let person = has_people.then_some("column-person");
    let columns: Vec<&str> = columns.into_iter().chain(person).chain(["column-title"]).collect();
    section(language, &title, &columns, &due, most, |card| {
        let coverage = Some(card.coverage);
        let recall = percent(Some(card.recall));
        let mut cells = vec![card.due.to_string(), card.last.to_string(), percent(coverage), recall];
        cells.push(card.question.clone());
        cells.extend(has_people.then(|| card.person.clone()));
        cells.push(card.title.clone());
        Row { cells, coverage }
    })
}

fn leeches(leeches: &[Leech], most: usize, language: Language) -> Section {
    let columns = ["column-times", "column-key-point", "column-statement"];
    section(language, &Message::new("leeches"), &columns, leeches, most, |leech| {
        let point = format!("{}/{}", leech.question, leech.id);
        let of = match leech.person.as_str() {
            "" => point,
            person => Message::new("point-of-person").with("point", point).with("person", person).text(language),
        };
        let times = Message::new("times-in-a-row").with("times", leech.times.to_string()).text(language);
        plain([times, of, leech.point.clone()])
    })
}

fn part(part: usize, whole: usize, language: Language) -> String {
    Message::new("so-many-of").with("part", part.to_string()).with("whole", whole.to_string()).text(language)
}

fn percent(coverage: Option<Hundredths>) -> String {
    coverage.map_or("-".to_owned(), |Hundredths(coverage)| format!("{}%", coverage / 100))
}

fn interval(measure: Measure) -> String {
    let ends = measure.low.zip(measure.high);
    ends.map_or("-".to_owned(), |(Hundredths(low), Hundredths(high))| format!("{}–{}", low / 100, high.div_ceil(100)))
}

/// The first coverage and the last.
fn went(trend: &[Option<Hundredths>], language: Language) -> String {
    let mut known = trend.iter().flatten().copied();
    let (Some(first), last) = (known.next(), known.next_back()) else { return "-".to_owned() };
    last.map_or_else(
        || words(language, "went-new"),
        |last| format!("{} → {}", percent(Some(first)), percent(Some(last))),
    )
}

fn figure(figure: Option<f64>) -> String {
    crate::report::appraisal::figure(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_topic_went_is_its_first_and_its_last() {
        let went = |trend: &[Option<u32>]| {
            let trend: Vec<Option<Hundredths>> = trend.iter().map(|coverage| coverage.map(Hundredths)).collect();
            super::went(&trend, Language::English)
        };
        assert_eq!(went(&[]), "-");
        assert_eq!(went(&[None, Some(1050)]), "new");
        assert_eq!(went(&[None, Some(1050), Some(0), None, Some(9999)]), "10% → 99%");
    }
}
