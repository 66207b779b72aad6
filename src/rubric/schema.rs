//! The JSON schema of rubric files, for editors.

use schemars::generate::SchemaSettings;

use super::format::Rubric;

/// The schema of rubric format 1 (JSON Schema 2020-12), pretty-printed, with a final line end.
///
/// It says all that holds of a file's shape; what must hold of its meaning (unique ids, valid regular expressions) is
/// checked on reading.
#[must_use]
pub fn schema() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Rubric>();
    // Writing to a string cannot fail, and the keys of a schema are strings.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// To renew the file: `UPDATE_SCHEMA=1 cargo test schema`, or `anscov rubric schema > rubrics/rubric.schema.json`.
    #[test]
    fn the_schema_file_is_fresh() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/rubric.schema.json");
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(&path, schema()).expect("the file can be written");
        }
        let file = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(file == schema(), "rubrics/rubric.schema.json is stale: run `UPDATE_SCHEMA=1 cargo test schema`");
    }
}
