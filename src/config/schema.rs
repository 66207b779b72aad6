//! The JSON schema of `anscov.toml`, for editors.

use super::file::Keys;
use schemars::generate::SchemaSettings;

/// The schema of `anscov.toml` (JSON Schema draft 7, which editors of TOML know), pretty-printed, with a final line end.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Keys>();
    // Writing to a string cannot fail, and the keys of a schema are strings.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
