//! The few objects of SARIF that results need, named after §3 of its specification.

use crate::messages::Language;
use crate::problem::Severity;
use crate::report::annotation::Annotation;
use crate::report::escape::uri;
use crate::report::failure::Failure;
use crate::report::place::Place;
use serde::Serialize;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole file.
#[derive(Serialize)]
pub(super) struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [&'a Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) tool: Tool,
    pub(super) invocations: [Invocation; 1],
    /// What a column counts; [`Position`](crate::source::Position) agrees.
    column_kind: &'static str,
    pub(super) results: Vec<Outcome>,
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    pub(super) rules: Vec<Rule>,
}

/// A `reportingDescriptor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    id: String,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: Vec<String>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    #[serde(rename = "toolExecutionNotifications")]
    pub(super) notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub(super) struct Notification {
    descriptor: Reference,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

#[derive(Serialize)]
struct Reference {
    id: String,
}

/// A `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "anscov/v1")]
    anscov: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

/// A range; without columns its lines as a whole. The last column is one past the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    end_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl<'a> Log<'a> {
    pub(super) fn new(run: &'a Run) -> Self {
        Self { schema: SCHEMA, version: "2.1.0", runs: [run] }
    }
}

impl Default for Run {
    fn default() -> Self {
        let driver = Driver { name: "anscov", semantic_version: env!("CARGO_PKG_VERSION"), rules: Vec::new() };
        Self {
            tool: Tool { driver },
            invocations: [Invocation::default()],
            column_kind: "unicodeCodePoints",
            results: Vec::new(),
        }
    }
}

impl From<&Annotation<'_>> for Rule {
    fn from(annotation: &Annotation<'_>) -> Self {
        let rule = &annotation.rule;
        Self {
            id: rule.id.clone().into_owned(),
            short_description: Message::new(&rule.text),
            full_description: Message::new(&rule.text),
            help: Message::new(rule.help.unwrap_or(&rule.text)),
            default_configuration: Configuration { level: level(annotation.severity) },
            properties: (!rule.topics.is_empty()).then(|| Properties { tags: rule.topics.to_vec() }),
        }
    }
}

impl Outcome {
    pub(super) fn new(annotation: &Annotation<'_>, place: Place, rule_index: usize) -> Self {
        Self {
            rule_id: annotation.rule.id.clone().into_owned(),
            rule_index,
            level: level(annotation.severity),
            message: Message::new(&annotation.text()),
            locations: [Location::new(annotation.path, Some(place))],
            partial_fingerprints: Fingerprints { anscov: annotation.fingerprint.to_string() },
        }
    }
}

impl From<&Annotation<'_>> for Notification {
    fn from(annotation: &Annotation<'_>) -> Self {
        let path = Some(annotation.path).filter(|path| !path.is_empty());
        Self {
            descriptor: Reference { id: annotation.rule.id.clone().into_owned() },
            level: level(annotation.severity),
            message: Message::new(&annotation.message),
            locations: path.map(|path| Location::new(path, None)).into_iter().collect(),
        }
    }
}

impl Notification {
    /// A gate that failed.
    pub(super) fn of_gate(failure: &Failure, language: Language) -> Self {
        let path = Some(failure.path.as_str()).filter(|path| !path.is_empty());
        let place = failure.line.map(Place::line);
        Self {
            descriptor: Reference { id: format!("gate/{}", failure.gate) },
            level: level(Severity::Error),
            message: Message::new(&failure.text(language)),
            locations: path.map(|path| Location::new(path, place)).into_iter().collect(),
        }
    }
}

impl Location {
    fn new(path: &str, place: Option<Place>) -> Self {
        let artifact_location = ArtifactLocation { uri: uri(path) };
        Self { physical_location: PhysicalLocation { artifact_location, region: place.map(Region::from) } }
    }
}

impl From<Place> for Region {
    fn from(place: Place) -> Self {
        let Place { start, end } = place;
        let column = |column| place.has_columns().then_some(column);
        Self {
            start_line: start.line,
            start_column: column(start.column),
            end_line: end.line,
            end_column: column(end.column),
        }
    }
}

impl Message {
    /// A plain text: its braces are no placeholders (§3.11.5), its brackets no links (§3.11.6).
    fn new(text: &str) -> Self {
        let text = text.replace('{', "{{").replace('}', "}}");
        let text = text.replace('\\', r"\\").replace('[', r"\[").replace(']', r"\]");
        Self { text }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
