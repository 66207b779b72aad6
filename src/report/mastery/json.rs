//! A profile for programs, version 1: the view as it stands.

use crate::mastery::Profile;
use crate::report::json::{TOOL, Tool, VERSION};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    tool: Tool,
    #[serde(flatten)]
    profile: &'a Profile,
}

pub(super) fn write(out: &mut dyn Write, profile: &Profile) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Whole { version: VERSION, tool: TOOL, profile })?;
    writeln!(out)
}
