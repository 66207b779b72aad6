//! A profile as a table for spreadsheets and data frames.

use super::By;
use crate::mastery::{Group, Measure, Profile, Topic};
use crate::report::csv::decimal;
use crate::report::escape::cell;
use crate::score::Hundredths;
use std::io::{self, Write};

/// The columns that all rows have. Coverage and the ends of its interval are percentages.
const HEADER: [&str; 6] = ["name", "asked", "answered", "coverage", "low", "high"];
/// Those of topics beside them.
const OF_TOPICS: [&str; 3] = ["coverage_before", "questions", "never_tried"];
/// Those of groups.
const OF_GROUPS: [&str; 4] = ["coverage_before", "missed", "misconceptions", "weakest_topic"];

/// A row a topic, or a group.
pub(super) fn write(out: &mut dyn Write, profile: &Profile, by: By) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    let others = if by == By::Topic { OF_TOPICS.as_slice() } else { OF_GROUPS.as_slice() };
    table.write_record([by.noun()].iter().chain(HEADER.iter().skip(1)).chain(others))?;
    if by == By::Topic {
        for topic in &profile.topics {
            table.write_record(row(&topic.path, topic.measure, of_topic(topic)))?;
        }
    }
    for group in by.groups(profile) {
        table.write_record(row(&group.name, group.measure, of_group(group)))?;
    }
    table.flush()
}

fn row<const N: usize>(name: &str, measure: Measure, others: [String; N]) -> Vec<String> {
    let Measure { asked, answered, coverage, low, high } = measure;
    let figures = [coverage, low, high].map(percentage);
    let counts = [asked, answered].map(|count| count.to_string());
    [cell(name).into_owned()].into_iter().chain(counts).chain(figures).chain(others).collect()
}

fn of_topic(topic: &Topic) -> [String; 3] {
    [before(&topic.trend), topic.questions.to_string(), topic.never.to_string()]
}

fn of_group(group: &Group) -> [String; 4] {
    let weakest = group.weakest.as_deref().map(cell).unwrap_or_default();
    [before(&group.trend), group.missed.to_string(), group.misconceptions.to_string(), weakest.into_owned()]
}

/// The first coverage that is known.
fn before(trend: &[Option<Hundredths>]) -> String {
    percentage(trend.iter().flatten().next().copied())
}

fn percentage(figure: Option<Hundredths>) -> String {
    figure.map(|Hundredths(hundredths)| decimal(hundredths)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{MasteryFormat, fixture};
    use super::*;

    #[test]
    fn a_row_is_a_topic() {
        insta::assert_snapshot!(fixture::written(MasteryFormat::Csv, By::Topic), @r"
        topic,asked,answered,coverage,low,high,coverage_before,questions,never_tried
        net,5,3,15,2.19,58.23,37.50,3,2
        net/client,5,3,15,2.19,58.23,37.50,3,2
        net/client/retry,2,0,0,0,65.76,0,1,1
        net/load,2,0,0,0,65.76,0,1,1
        ");
    }

    #[test]
    fn no_name_is_a_formula() {
        let mut profile = fixture::whole();
        profile.people[0].name = "=cmd()\n,".to_owned();
        let mut out = Vec::new();
        write(&mut out, &profile, By::Person).expect("memory takes it");
        let written = String::from_utf8(out).expect("it is UTF-8");
        assert_eq!(written.lines().count(), 4);
        assert!(written.contains("\n\"'=cmd() ,\","), "{written}");
    }

    #[test]
    fn or_a_group() {
        insta::assert_snapshot!(fixture::written(MasteryFormat::Csv, By::Person), @r"
        person,asked,answered,coverage,low,high,coverage_before,missed,misconceptions,weakest_topic
        han,2,1,37.50,5.61,85.83,37.50,1,0,net/client/retry
        li,2,1,0,0,65.76,0,2,1,net/client
        wu,1,1,0,0,79.35,0,2,1,net/client
        ");
    }
}
