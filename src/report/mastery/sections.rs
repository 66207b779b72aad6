//! What people are shown of a profile, as tables that every markup fills in.

use super::{By, Focus};
use crate::agreement::ItemFigures;
use crate::mastery::{
    Card, Group, Leech, Measure, Misheld, Place, Practise, Profile, QuestionStanding, Reason, Schedule, Topic, Trend,
    TrendPoint, Weakness,
};
use crate::report::summary::count;
use crate::score::Hundredths;

/// A table with what it shows.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) columns: Vec<&'static str>,
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
pub(super) fn summary(profile: &Profile) -> String {
    let Measure { asked, answered, coverage, .. } = profile.whole;
    let mean = match coverage {
        Some(_) => format!("coverage {} ({} at 95%)", percent(coverage), interval(profile.whole)),
        None => "no coverage".to_owned(),
    };
    let counts = [(answered, "answered"), (asked - answered, "empty"), (profile.unmatched, "unmatched")];
    let counts: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, name)| format!("{number} {name}")).collect();
    let (documents, questions) = (count(profile.documents, "document"), count(asked + profile.unmatched, "question"));
    format!("{mean}: {documents}, {questions} ({})", counts.join(", "))
}

/// The tables of a profile that have any row.
pub(super) fn sections(profile: &Profile, focus: Focus) -> Vec<Section> {
    let Focus { by, most, due } = focus;
    let mut sections = Vec::new();
    if !due {
        sections.extend(profile.trend.iter().map(trend));
        if by == By::Topic {
            sections.extend([topics(profile), weakest(profile, most)]);
        } else {
            sections.push(groups(profile, by));
        }
        if by == By::Person {
            sections.push(questions(profile, most));
            sections.push(points(profile, most));
        }
        sections.push(weaknesses("key points missed most", &profile.missed, most));
        sections.push(weaknesses("key points denied", &profile.contradicted, most));
        sections.push(misheld(&profile.misconceptions, most));
        sections.push(never(profile, most));
        sections.push(practise(&profile.practise, most));
    }
    if let Some(schedule) = &profile.schedule {
        sections.push(cards(schedule, most));
        sections.push(leeches(&schedule.leeches, most));
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

fn section<T>(title: &str, columns: &[&'static str], all: &[T], most: usize, row: impl Fn(&T) -> Row) -> Section {
    let rows = all.iter().take(most).map(row).collect();
    Section { title: title.to_owned(), columns: columns.to_vec(), rows, more: all.len().saturating_sub(most) }
}

fn plain<const N: usize>(cells: [String; N]) -> Row {
    Row { cells: cells.into(), coverage: None }
}

fn trend(trend: &Trend) -> Section {
    let shown = trend.moments.len();
    let title = match trend.of {
        of if of > shown => format!("trend, {shown} of {of} states"),
        _ => "trend".to_owned(),
    };
    let row = |point: &TrendPoint| {
        let measure = point.measure;
        let day = point.day.map_or("-".to_owned(), |day| day.to_string());
        let answered = format!("{} of {}", measure.answered, measure.asked);
        let cells = vec![day, point.name.clone(), percent(measure.coverage), interval(measure), answered];
        Row { cells, coverage: measure.coverage }
    };
    let columns = ["day", "state", "coverage", "at 95%", "answered"];
    Section { title, ..section("", &columns, &trend.moments, usize::MAX, row) }
}

fn topics(profile: &Profile) -> Section {
    let has_trend = profile.trend.is_some();
    let row = |topic: &Topic| {
        let measure = topic.measure;
        let name = topic.path.rsplit('/').next().unwrap_or_default();
        let mut cells = vec![
            format!("{}{name}", "  ".repeat(topic.depth)),
            percent(measure.coverage),
            interval(measure),
            format!("{} of {}", measure.answered, measure.asked),
            format!("{} of {}", topic.never, topic.questions),
        ];
        if has_trend {
            cells.push(went(&topic.trend));
        }
        Row { cells, coverage: measure.coverage }
    };
    let mut columns = vec!["topic", "coverage", "at 95%", "answered", "never tried"];
    columns.extend(has_trend.then_some("went"));
    section("topics", &columns, &profile.topics, usize::MAX, row)
}

/// The topics that have questions of their own, as they are ranked.
fn weakest(profile: &Profile, most: usize) -> Section {
    let of = |path: &String| profile.topics.iter().find(|topic| topic.path == *path);
    let ranked: Vec<&Topic> = profile.weakest.iter().filter_map(of).collect();
    section("weakest topics", &["topic", "coverage", "at 95%", "answered"], &ranked, most, |topic| {
        let measure = topic.measure;
        let answered = format!("{} of {}", measure.answered, measure.asked);
        let cells = vec![topic.path.clone(), percent(measure.coverage), interval(measure), answered];
        Row { cells, coverage: measure.coverage }
    })
}

fn groups(profile: &Profile, by: By) -> Section {
    let has_trend = profile.trend.is_some();
    let row = |group: &Group| {
        let measure = group.measure;
        let mut cells = vec![
            group.name.clone(),
            percent(measure.coverage),
            interval(measure),
            format!("{} of {}", measure.answered, measure.asked),
            group.missed.to_string(),
            group.misconceptions.to_string(),
        ];
        cells.extend(has_trend.then(|| went(&group.trend)));
        cells.push(group.weakest.clone().unwrap_or_default());
        Row { cells, coverage: measure.coverage }
    };
    let mut columns = vec![by.noun(), "coverage", "at 95%", "answered", "points missed", "misconceptions"];
    columns.extend(has_trend.then_some("went"));
    columns.push("weakest topic");
    section(&format!("by {}", by.noun()), &columns, by.groups(profile), usize::MAX, row)
}

/// The questions of a group of people, those that tell them apart least first.
fn questions(profile: &Profile, most: usize) -> Section {
    let mut told: Vec<&QuestionStanding> = profile.questions.iter().filter(|question| told(question.figures)).collect();
    told.sort_by(|a, b| by_discrimination(a.figures, b.figures));
    let row = |question: &&QuestionStanding| {
        let answers = question.measure.answered.to_string();
        let ItemFigures { difficulty, discrimination } = question.figures;
        plain([figure(difficulty), figure(discrimination), answers, question.id.clone(), question.title.clone()])
    };
    section("questions", &["difficulty", "discrimination", "answers", "question", "title"], &told, most, row)
}

/// Their key points, likewise.
fn points(profile: &Profile, most: usize) -> Section {
    let points =
        profile.questions.iter().flat_map(|question| question.points.iter().map(move |point| (question, point)));
    let mut told: Vec<_> = points.filter(|(_, point)| told(point.figures)).collect();
    told.sort_by(|(_, a), (_, b)| by_discrimination(a.figures, b.figures));
    section(
        "key points",
        &["difficulty", "discrimination", "answers", "key point", "statement"],
        &told,
        most,
        |(question, point)| {
            let ItemFigures { difficulty, discrimination } = point.figures;
            let id = format!("{}/{}", question.id, point.id);
            plain([figure(difficulty), figure(discrimination), point.answers.to_string(), id, point.point.clone()])
        },
    )
}

fn told(figures: ItemFigures) -> bool {
    figures.difficulty.is_some()
}

/// Those that go against the rest first; those of which nothing can be said, because all got the same, last.
fn by_discrimination(a: ItemFigures, b: ItemFigures) -> std::cmp::Ordering {
    let order = |figures: ItemFigures| figures.discrimination.unwrap_or(f64::INFINITY);
    order(a).total_cmp(&order(b))
}

fn weaknesses(title: &str, weak: &[Weakness], most: usize) -> Section {
    section(title, &["times", "key point", "statement"], weak, most, |weak| {
        plain([times(weak.times, weak.of), format!("{}/{}", weak.question, weak.id), weak.point.clone()])
    })
}

fn misheld(held: &[Misheld], most: usize) -> Section {
    section("misconceptions held", &["times", "where", "claim", "what is right"], held, most, |held| {
        let place = held.places.first().map(|Place { path, line, .. }| format!("{path}:{line}")).unwrap_or_default();
        let others = match held.places.len() {
            0 | 1 => String::new(),
            number => format!(" +{}", number - 1),
        };
        plain([times(held.times, held.of), place + &others, held.claim.clone(), held.correction.clone()])
    })
}

fn never(profile: &Profile, most: usize) -> Section {
    let never: Vec<&QuestionStanding> =
        profile.questions.iter().filter(|question| question.measure.answered == 0).collect();
    section("never tried", &["question", "because", "title"], &never, most, |question| {
        let why = match question.places.first() {
            Some(Place { path, line, .. }) => format!("left empty at {path}:{line}"),
            None => "never asked".to_owned(),
        };
        plain([question.id.clone(), why, question.title.clone()])
    })
}

fn practise(next: &[Practise], most: usize) -> Section {
    section("practise next", &["question", "because", "topic", "title"], next, most, |next| {
        let because = match next.reason {
            Reason::Weak => percent(next.coverage),
            Reason::LeftEmpty => "left empty".to_owned(),
            Reason::NeverAsked => "never asked".to_owned(),
        };
        plain([next.question.clone(), because, next.topic.clone().unwrap_or_default(), next.title.clone()])
    })
}

fn cards(schedule: &Schedule, most: usize) -> Section {
    let mut due: Vec<&Card> = schedule.cards.iter().filter(|card| card.due <= schedule.today).collect();
    let is_due = !due.is_empty();
    if !is_due {
        // The next one is better than nothing.
        due.extend(schedule.cards.iter().min_by_key(|card| card.due));
    }
    let title = if is_due { format!("due on {}", schedule.today) } else { "nothing is due; next".to_owned() };
    let columns = ["due", "last", "coverage", "recall", "question", "person", "title"];
    let has_people = schedule.cards.iter().any(|card| !card.person.is_empty());
    let columns: Vec<&str> = columns.into_iter().filter(|column| has_people || *column != "person").collect();
    section(&title, &columns, &due, most, |card| {
        let coverage = Some(card.coverage);
        let recall = percent(Some(card.recall));
        let mut cells = vec![card.due.to_string(), card.last.to_string(), percent(coverage), recall];
        cells.push(card.question.clone());
        cells.extend(has_people.then(|| card.person.clone()));
        cells.push(card.title.clone());
        Row { cells, coverage }
    })
}

fn leeches(leeches: &[Leech], most: usize) -> Section {
    section("leeches: missed again and again", &["times", "key point", "statement"], leeches, most, |leech| {
        let person = if leech.person.is_empty() { String::new() } else { format!(" ({})", leech.person) };
        let of = format!("{}/{}{person}", leech.question, leech.id);
        plain([format!("{} in a row", leech.times), of, leech.point.clone()])
    })
}

fn times(times: usize, of: usize) -> String {
    format!("{times} of {of}")
}

fn percent(coverage: Option<Hundredths>) -> String {
    coverage.map_or("-".to_owned(), |Hundredths(coverage)| format!("{}%", coverage / 100))
}

fn interval(measure: Measure) -> String {
    let ends = measure.low.zip(measure.high);
    ends.map_or("-".to_owned(), |(Hundredths(low), Hundredths(high))| format!("{}–{}", low / 100, high.div_ceil(100)))
}

/// The first coverage and the last.
fn went(trend: &[Option<Hundredths>]) -> String {
    let mut known = trend.iter().flatten().copied();
    let (Some(first), last) = (known.next(), known.next_back()) else { return "-".to_owned() };
    last.map_or("new".to_owned(), |last| format!("{} → {}", percent(Some(first)), percent(Some(last))))
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
            super::went(&trend)
        };
        assert_eq!(went(&[]), "-");
        assert_eq!(went(&[None, Some(1050)]), "new");
        assert_eq!(went(&[None, Some(1050), Some(0), None, Some(9999)]), "10% → 99%");
    }
}
