//! The coverage of a run as a badge: a picture, or what shields.io makes one of.

use super::form::Form;
use super::layout::{self, Look};
use super::summary::Summary;
use super::view::Report;
use crate::messages::{Language, words};
use askama::Template;
use serde::Serialize;
use std::io::{self, Write};

/// Width of a character of the badge's font at its size, in pixels; digits and lower-case letters are about as wide.
const CHARACTER: usize = 7;
/// Width of a character that takes two columns, as Han characters do.
const WIDE_CHARACTER: usize = 11;
/// Room left and right of a text, in pixels.
const MARGIN: usize = 10;

/// From which coverage, in hundredths of a percent, a colour holds: shields.io's name and its value.
///
/// <https://github.com/badges/shields/blob/master/badge-maker/lib/color.js>
const COLOURS: [(u32, &str, &str); 3] =
    [(80_00, "brightgreen", "#4c1"), (40_00, "yellow", "#dfb317"), (0, "red", "#e05d44")];
const NO_COLOUR: (&str, &str) = ("lightgrey", "#9f9f9f");

/// The badge as a picture.
pub(super) struct Badge {
    language: Language,
}

/// The badge as what an endpoint tells shields.io.
///
/// <https://shields.io/badges/endpoint-badge>
pub(super) struct BadgeJson {
    language: Language,
}

#[derive(Template)]
#[template(path = "badge.svg", escape = "html")]
struct Picture {
    label: String,
    message: String,
    colour: &'static str,
    left: usize,
    right: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint {
    schema_version: u32,
    label: String,
    message: String,
    color: &'static str,
}

/// What a badge says, and the name and the value of its colour.
fn content(summary: &Summary, language: Language) -> (String, &'static str, &'static str) {
    let Some(coverage) = summary.coverage() else {
        return (words(language, "badge-unknown"), NO_COLOUR.0, NO_COLOUR.1);
    };
    let colour = COLOURS.into_iter().find(|(from, ..)| coverage >= *from);
    let (name, value) = colour.map_or(NO_COLOUR, |(_, name, value)| (name, value));
    (format!("{}%", coverage / 100), name, value)
}

/// Pixels that a text takes up with the room around it.
fn width(text: &str) -> usize {
    let characters = text.chars().count();
    let wide = layout::width(text).saturating_sub(characters);
    (characters - wide) * CHARACTER + wide * WIDE_CHARACTER + MARGIN
}

impl Badge {
    pub(super) fn new(look: Look) -> Self {
        Self { language: look.language }
    }
}

impl BadgeJson {
    pub(super) fn new(look: Look) -> Self {
        Self { language: look.language }
    }
}

impl Form for Badge {
    fn document(&mut self, _: &mut dyn Write, _: &Report<'_>) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let label = words(self.language, "badge-label");
        let (message, _, colour) = content(summary, self.language);
        let picture = Picture { left: width(&label), right: width(&message), label, message, colour };
        writeln!(out, "{}", picture.render().map_err(io::Error::other)?)
    }
}

impl Form for BadgeJson {
    fn document(&mut self, _: &mut dyn Write, _: &Report<'_>) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let label = words(self.language, "badge-label");
        let (message, color, _) = content(summary, self.language);
        serde_json::to_writer(&mut *out, &Endpoint { schema_version: 1, label, message, color })?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, fixture};
    use super::*;

    #[test]
    fn the_picture_shows_the_coverage() {
        insta::assert_snapshot!(fixture::written(Format::Badge), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" width="139" height="20" role="img" aria-label="answer coverage: 8%">
        <title>answer coverage: 8%</title>
        <clipPath id="round"><rect width="139" height="20" rx="3"/></clipPath>
        <g clip-path="url(#round)">
        <rect width="115" height="20" fill="#555"/>
        <rect x="115" width="24" height="20" fill="#e05d44"/>
        </g>
        <g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
        <text x="57" y="14">answer coverage</text>
        <text x="127" y="14">8%</text>
        </g>
        </svg>
        "##);
    }

    #[test]
    fn the_endpoint_says_it() {
        insta::assert_snapshot!(fixture::written(Format::BadgeJson), @r#"{"schemaVersion":1,"label":"answer coverage","message":"8%","color":"red"}"#);
    }

    #[test]
    fn han_characters_are_wider() {
        let picture = fixture::in_language(Format::Badge, Language::Chinese);
        assert!(picture.contains("aria-label=\"答题覆盖率: 8%\""), "{picture}");
        assert_eq!([width("8%"), width("答题覆盖率")], [24, 65]);
        assert!(picture.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"89\""), "{picture}");
    }

    #[test]
    fn nothing_graded_has_no_colour() {
        assert_eq!(content(&Summary::default(), Language::English), ("unknown".to_owned(), "lightgrey", "#9f9f9f"));
    }
}
