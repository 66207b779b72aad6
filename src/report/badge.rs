//! The coverage of a run as a badge: a picture, or what shields.io makes one of.

use super::form::Form;
use super::summary::Summary;
use super::view::Report;
use askama::Template;
use serde::Serialize;
use std::io::{self, Write};

const LABEL: &str = "answer coverage";

/// Width of a character of the badge's font at its size, in pixels; digits and lower-case letters are about as wide.
const CHARACTER: usize = 7;
/// Room left and right of a text, in pixels.
const MARGIN: usize = 10;

/// From which coverage, in hundredths of a percent, a colour holds: shields.io's name and its value.
///
/// <https://github.com/badges/shields/blob/master/badge-maker/lib/color.js>
const COLOURS: [(u32, &str, &str); 3] =
    [(80_00, "brightgreen", "#4c1"), (40_00, "yellow", "#dfb317"), (0, "red", "#e05d44")];
const NO_COLOUR: (&str, &str) = ("lightgrey", "#9f9f9f");

/// The badge as a picture.
pub(super) struct Badge;

/// The badge as what an endpoint tells shields.io.
///
/// <https://shields.io/badges/endpoint-badge>
pub(super) struct BadgeJson;

#[derive(Template)]
#[template(path = "badge.svg", escape = "html")]
struct Picture {
    label: &'static str,
    message: String,
    colour: &'static str,
    left: usize,
    right: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint {
    schema_version: u32,
    label: &'static str,
    message: String,
    color: &'static str,
}

/// What a badge says, and the name and the value of its colour.
fn content(summary: &Summary) -> (String, &'static str, &'static str) {
    let Some(coverage) = summary.coverage() else { return ("unknown".to_owned(), NO_COLOUR.0, NO_COLOUR.1) };
    let colour = COLOURS.into_iter().find(|(from, ..)| coverage >= *from);
    let (name, value) = colour.map_or(NO_COLOUR, |(_, name, value)| (name, value));
    (format!("{}%", coverage / 100), name, value)
}

impl Form for Badge {
    fn document(&mut self, _: &mut dyn Write, _: &Report<'_>) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let (message, _, colour) = content(summary);
        let width = |text: &str| text.len() * CHARACTER + MARGIN;
        let picture = Picture { label: LABEL, left: width(LABEL), right: width(&message), message, colour };
        writeln!(out, "{}", picture.render().map_err(io::Error::other)?)
    }
}

impl Form for BadgeJson {
    fn document(&mut self, _: &mut dyn Write, _: &Report<'_>) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let (message, color, _) = content(summary);
        serde_json::to_writer(&mut *out, &Endpoint { schema_version: 1, label: LABEL, message, color })?;
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
    fn nothing_graded_has_no_colour() {
        assert_eq!(content(&Summary::default()), ("unknown".to_owned(), "lightgrey", "#9f9f9f"));
    }
}
