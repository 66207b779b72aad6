//! Describes patterns to editors.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::super::pattern::{NegationRule, Pattern, Scope};

impl JsonSchema for Pattern {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let pattern = generator.subschema_for::<Self>();
        let scope = generator.subschema_for::<Scope>();
        let negation = generator.subschema_for::<NegationRule>();
        let patterns = || json!({"type": "array", "items": pattern, "minItems": 1});
        let within =
            |usual: &str| described(&json!({"allOf": [scope], "default": usual}), "How far apart they may stand.");
        let texts = json!({"type": "array", "items": {"type": "string", "minLength": 1}});
        let text = json!({"type": "string", "minLength": 1});
        json_schema!({
            "description": "What a text must say: a phrase, a list of which one must hold, or an object.",
            "anyOf": [
                {
                    "type": "string",
                    "minLength": 1,
                    "description": "A phrase. Latin words stand whole, in any inflection; Han text as it stands; \
                        synonyms count. `a … b`: the parts in this order in one sentence. `preempt*`: a Latin word that \
                        begins so. `$name`: one of the file's word set of that name."
                },
                described(&patterns(), "One of these."),
                form("One of them.", &["any"], &json!({"any": patterns()})),
                form(
                    "All of them in one scope.",
                    &["all"],
                    &json!({"all": patterns(), "within": within("sentence")}),
                ),
                form(
                    "At least so many of them; fewer give a proportional partial.",
                    &["some", "of"],
                    &json!({"some": {"type": "integer", "minimum": 1}, "of": patterns(), "within": within("answer")}),
                ),
                form(
                    "All of them in this order.",
                    &["seq"],
                    &json!({"seq": patterns(), "within": within("sentence")}),
                ),
                form(
                    "All of them within so many words.",
                    &["near", "words"],
                    &json!({"near": patterns(), "words": {"type": "integer", "minimum": 1}}),
                ),
                form("Inside `all` and `seq`: it does not stand in that scope.", &["not"], &json!({"not": pattern})),
                form(
                    "A regular expression on the folded text; `\\b` is a boundary of Latin words only.",
                    &["regex"],
                    &json!({"regex": text}),
                ),
                form(
                    "A number in any writing (61, 六十一, ６１), one of the units near it.",
                    &["number"],
                    &json!({"number": {"type": "number"}, "unit": texts}),
                ),
                form(
                    "Text in code, white space aside.",
                    &["code"],
                    &json!({"code": text, "lang": {"type": "string", "description": "Only in code of this language."}}),
                ),
                form(
                    "A phrase with its options set.",
                    &["phrase"],
                    &json!({
                        "phrase": text,
                        "not_in": described(&texts, "Longer words in which it does not count."),
                        "exact": {
                            "type": "boolean",
                            "default": false,
                            "description": "Only as it is written: no inflection, synonym, misspelling or homophone."
                        },
                        "typos": {
                            "type": "integer",
                            "minimum": 0,
                            "description": "How many misspelt letters are forgiven in a Latin word."
                        },
                        "homophones": {
                            "type": "boolean",
                            "description": "Whether a Han word may be written with homophones."
                        },
                        "negation": {"allOf": [negation], "default": "forbid"}
                    }),
                )
            ]
        })
    }
}

impl JsonSchema for Scope {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Scope".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How far apart the members of a pattern may stand; a number counts consecutive sentences.",
            "anyOf": [{"enum": super::scope::NAMES}, {"type": "integer", "minimum": 1}]
        })
    }
}

/// The schema of one form of pattern object.
fn form(description: &str, required: &[&str], properties: &Value) -> Value {
    json!({
        "type": "object",
        "description": description,
        "required": required,
        "properties": properties,
        "additionalProperties": false
    })
}

fn described(schema: &Value, description: &str) -> Value {
    let mut object: Map<String, Value> = schema.as_object().cloned().unwrap_or_default();
    object.insert("description".to_owned(), description.into());
    object.into()
}
