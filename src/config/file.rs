//! The keys of `anscov.toml`, and what they make.

use super::merge::lexical;
use super::misfit::misfit;
use super::percent::Percent;
use super::{Condition, Config, Globs, Ignore, Origin, Override, Rules, Setting};
use crate::messages::{Language, Message};
use crate::parse::Role;
use crate::problem::Problem;
use crate::source::{Source, Span};
use globset::{GlobBuilder, GlobSetBuilder};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// Settings of anscov for a project.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "anscov.toml")]
pub(super) struct Keys {
    /// The language of messages and reports; that of the locale where it is not said.
    #[schemars(with = "Option<Language>")]
    language: Option<Spanned<Language>>,
    /// Labels that open slots, beside the built-in ones.
    labels: LabelTable,
    /// The sheet that the files are filled-in copies of.
    #[schemars(with = "Option<PathBuf>")]
    template: Option<Spanned<PathBuf>>,
    /// Rubric files and folders beside the shipped rubrics.
    #[schemars(with = "Option<Vec<PathBuf>>")]
    rubrics: Option<Spanned<Vec<PathBuf>>>,
    /// Fail when the mean coverage of the run is below this percentage.
    #[schemars(with = "Option<Percent>")]
    fail_under: Option<Spanned<Percent>>,
    /// Fail when the mean coverage of any file is below this percentage.
    #[schemars(with = "Option<Percent>")]
    min_file: Option<Spanned<Percent>>,
    /// Fail when the coverage of any question is below this percentage.
    #[schemars(with = "Option<Percent>")]
    min_question: Option<Spanned<Percent>>,
    /// Fail when any of these is found.
    #[schemars(with = "Option<Vec<Condition>>")]
    fail_on: Option<Spanned<Vec<Condition>>>,
    /// Fail when one of these key points (`rubric/question/keypoint`) is not covered where its question is asked.
    #[schemars(with = "Option<Vec<String>>")]
    required: Option<Spanned<Vec<Spanned<String>>>>,
    /// The file of accepted gaps, which `anscov baseline update` writes.
    #[schemars(with = "Option<PathBuf>")]
    baseline: Option<Spanned<PathBuf>>,
    /// Fail when the coverage of a question is lower than the baseline has it.
    #[schemars(with = "Option<bool>")]
    ratchet: Option<Spanned<bool>>,
    /// Percentages that the answers to single questions must reach, by `rubric/question`.
    #[schemars(with = "BTreeMap<String, Percent>")]
    questions: BTreeMap<String, Spanned<Percent>>,
    /// Percentages that the questions of topics, and of those under them, must reach.
    #[schemars(with = "BTreeMap<String, Percent>")]
    topics: BTreeMap<String, Spanned<Percent>>,
    /// Questions and key points that are not asked of answers.
    #[schemars(with = "Vec<IgnoreTable>")]
    ignore: Vec<Spanned<IgnoreTable>>,
    /// What holds for some files instead; of several for one file the last wins.
    overrides: Vec<OverrideTable>,
}

/// A question or a key point that is not asked of answers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct IgnoreTable {
    /// The question, as `rubric/question`.
    question: String,
    /// The key point; the whole question where there is none.
    keypoint: Option<String>,
    /// Why.
    #[schemars(with = "String", length(min = 1))]
    reason: Spanned<String>,
    /// Globs of the files it is for; all where there are none.
    #[schemars(with = "Option<Vec<String>>")]
    files: Option<Spanned<Vec<Spanned<String>>>>,
}

/// What holds for some files instead.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OverrideTable {
    /// Globs of the files, relative to this one: `*` stays in a folder, `**` does not.
    #[schemars(with = "Vec<String>", length(min = 1))]
    files: Spanned<Vec<Spanned<String>>>,
    /// Labels that open slots in these files, beside the others.
    #[serde(default)]
    labels: LabelTable,
    /// Fail when the mean coverage of any of these files is below this percentage.
    #[schemars(with = "Option<Percent>")]
    min_file: Option<Spanned<Percent>>,
    /// Fail when the coverage of any question in these files is below this percentage.
    #[schemars(with = "Option<Percent>")]
    min_question: Option<Spanned<Percent>>,
    /// Fail when any of these is found in these files.
    #[schemars(with = "Option<Vec<Condition>>")]
    fail_on: Option<Spanned<Vec<Condition>>>,
    /// Fail when one of these key points is not covered where its question is asked in these files.
    #[schemars(with = "Option<Vec<String>>")]
    required: Option<Spanned<Vec<Spanned<String>>>>,
}

/// Labels by whose words follow them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct LabelTable {
    /// The candidate's words.
    #[schemars(with = "Vec<String>")]
    answer: Vec<Spanned<String>>,
    /// The answer that the document itself gives.
    #[schemars(with = "Vec<String>")]
    reference: Vec<Spanned<String>>,
    /// What an interviewer should listen for.
    #[schemars(with = "Vec<String>")]
    focus: Vec<Spanned<String>>,
    /// What somebody said of the answer.
    #[schemars(with = "Vec<String>")]
    comment: Vec<Spanned<String>>,
    /// The question in the interviewer's words.
    #[schemars(with = "Vec<String>")]
    prompt: Vec<Spanned<String>>,
}

/// Reads the settings in `source`, which lies in `folder`.
pub(super) fn settings(source: &Source, folder: &Path) -> Result<Config, Problem> {
    let keys: Keys = toml::from_str(&source.text).map_err(|error| misfit(source, &error))?;
    let Keys { language, labels, template, rubrics, fail_under, questions, topics, overrides, .. } = keys;
    let Keys { min_file, min_question, fail_on, required, baseline, ratchet, ignore, .. } = keys;
    let reader = Reader { source };
    let mut roles = BTreeMap::new();
    let labels = reader.labels(labels, &mut roles)?;
    let all = reader.rules(labels, min_file, min_question, fail_on, required);
    let mut seen = BTreeMap::new();
    let overrides = overrides.into_iter().map(|table| {
        reader.once(&table, &mut seen)?;
        reader.overriding(table, &roles)
    });
    let overrides = overrides.collect::<Result<_, _>>()?;
    let ignores = ignore.into_iter().map(|table| reader.ignore(table)).collect::<Result<_, _>>()?;
    let floors = |table: BTreeMap<String, Spanned<Percent>>| {
        table.into_iter().map(|(name, floor)| (name, reader.floor(floor))).collect()
    };
    Ok(Config {
        path: source.path.clone(),
        folder: lexical(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).unwrap_or_default(),
        language: language.map(|language| reader.setting(language, |language| language)),
        template: template.map(|path| reader.setting(path, |path| folder.join(path))),
        rubrics: rubrics
            .map(|paths| reader.setting(paths, |paths| paths.iter().map(|path| folder.join(path)).collect())),
        fail_under: fail_under.map(|floor| reader.floor(floor)),
        baseline: baseline.map(|path| reader.setting(path, |path| folder.join(path))),
        ratchet: ratchet.map(|ratchet| reader.setting(ratchet, |ratchet| ratchet)),
        ignores,
        questions: floors(questions),
        topics: floors(topics),
        all,
        overrides,
        flags: Rules::default(),
        inner: Vec::new(),
    })
}

/// What turns values of the file into settings that know their place.
struct Reader<'s> {
    source: &'s Source,
}

impl Reader<'_> {
    fn setting<T, U>(&self, value: Spanned<T>, make: impl FnOnce(T) -> U) -> Setting<U> {
        let span = Span::new(value.span().start, value.span().end);
        let from = Origin::File { span, line: self.source.line_at(span.start) };
        Setting { value: make(value.into_inner()), from }
    }

    fn floor(&self, value: Spanned<Percent>) -> Setting<u32> {
        self.setting(value, |Percent(floor)| floor)
    }

    fn rules(
        &self,
        labels: Vec<Setting<(Role, String)>>,
        min_file: Option<Spanned<Percent>>,
        min_question: Option<Spanned<Percent>>,
        fail_on: Option<Spanned<Vec<Condition>>>,
        required: Option<Spanned<Vec<Spanned<String>>>>,
    ) -> Rules {
        let ids = |ids: Vec<Spanned<String>>| ids.into_iter().map(|id| self.setting(id, |id| id)).collect();
        Rules {
            labels,
            min_file: min_file.map(|floor| self.floor(floor)),
            min_question: min_question.map(|floor| self.floor(floor)),
            fail_on: fail_on.map(|conditions| self.setting(conditions, |conditions| conditions)),
            required: required.map(|list| self.setting(list, ids)),
        }
    }

    /// Sees to it that no two tables say what holds for the same files; `seen` has the lines of those before.
    fn once(&self, table: &OverrideTable, seen: &mut BTreeMap<Vec<String>, usize>) -> Result<(), Problem> {
        let span = Span::new(table.files.span().start, table.files.span().end);
        let mut globs: Vec<String> = table.files.as_ref().iter().map(|glob| glob.as_ref().clone()).collect();
        globs.sort();
        let line = self.source.line_at(span.start);
        let Some(before) = seen.insert(globs, line) else { return Ok(()) };
        let message = Message::new("config-files-twice").with("line", before.to_string());
        let problem = Problem::error("contradiction", &self.source.path, message).at(span);
        Err(problem.help(Message::new("config-files-twice-help")))
    }

    /// The rules of a table of overrides; `roles` has the labels that hold for all files.
    fn overriding(&self, table: OverrideTable, roles: &BTreeMap<String, Role>) -> Result<Override, Problem> {
        let OverrideTable { files, labels, min_file, min_question, fail_on, required } = table;
        let files = self.globs(files)?;
        let labels = self.labels(labels, &mut roles.clone())?;
        Ok(Override { files, rules: self.rules(labels, min_file, min_question, fail_on, required) })
    }

    fn ignore(&self, table: Spanned<IgnoreTable>) -> Result<Ignore, Problem> {
        let Setting { value, from } = self.setting(table, |table| table);
        let IgnoreTable { question, keypoint, reason, files } = value;
        if reason.as_ref().trim().is_empty() {
            let span = Span::new(reason.span().start, reason.span().end);
            let message = Message::new("config-no-reason");
            return Err(Problem::error("no-reason", &self.source.path, message).at(span));
        }
        let files = files.map(|files| self.globs(files)).transpose()?;
        Ok(Ignore { question, keypoint, reason: reason.into_inner(), files, from })
    }

    fn globs(&self, globs: Spanned<Vec<Spanned<String>>>) -> Result<Globs, Problem> {
        let wrong = |span: std::ops::Range<usize>, message: Message| {
            Problem::error("bad-glob", &self.source.path, message).at(Span::new(span.start, span.end))
        };
        if globs.as_ref().is_empty() {
            return Err(wrong(globs.span(), Message::new("config-no-file")));
        }
        let mut set = GlobSetBuilder::new();
        for glob in globs.as_ref() {
            let built = GlobBuilder::new(glob.as_ref()).literal_separator(true).build();
            let no_glob =
                |error: globset::Error| Message::new("config-no-glob").with("error", error.kind().to_string());
            set.add(built.map_err(|error| wrong(glob.span(), no_glob(error)))?);
        }
        let set = set.build().map_err(|error| wrong(globs.span(), Message::foreign(error.to_string())))?;
        Ok(Globs { set, written: globs.into_inner().into_iter().map(|glob| self.setting(glob, |glob| glob)).collect() })
    }

    /// The labels of a table. `roles` has those that are known, and takes in the new ones.
    fn labels(
        &self,
        table: LabelTable,
        roles: &mut BTreeMap<String, Role>,
    ) -> Result<Vec<Setting<(Role, String)>>, Problem> {
        let LabelTable { answer, reference, focus, comment, prompt } = table;
        let groups = [
            (Role::Candidate, answer),
            (Role::Reference, reference),
            (Role::Focus, focus),
            (Role::Comment, comment),
            (Role::Prompt, prompt),
        ];
        let mut labels = Vec::new();
        let all = groups.into_iter().flat_map(|(role, group)| group.into_iter().map(move |label| (role, label)));
        for (role, label) in all {
            let span = Span::new(label.span().start, label.span().end);
            let wrong = |message: Message| Problem::error("bad-label", &self.source.path, message).at(span);
            let label = self.setting(label, |label| (role, label.trim().trim_end_matches([':', '：']).to_owned()));
            let name = &label.value.1;
            if !name.contains(char::is_alphanumeric) {
                return Err(wrong(Message::new("config-label-empty")));
            }
            if roles.insert(name.to_lowercase(), role).is_some_and(|other| other != role) {
                return Err(wrong(Message::new("config-label-of-two").with("label", name)));
            }
            labels.push(label);
        }
        Ok(labels)
    }
}
