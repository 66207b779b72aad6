//! `anscov` (answer coverage) does for written answers what a coverage tool does for code: it reads Markdown files of
//! questions and answers, matches each answer against a rubric of key points, and shows the gaps.
//!
//! A run is seven calls, each of which takes what the one before it gave:
//!
//! ```no_run
//! use anscov::report::{Format, Look};
//! use anscov::{bind, catalogue, discover, matching, parse, read, report, score};
//!
//! let catalogue = catalogue::Catalogue::shipped();
//! let (binder, matchers) = (bind::Binder::new(&catalogue), matching::Matchers::new(&catalogue));
//!
//! let (inputs, _problems) = discover::discover(&["answers/".into()]);
//! let mut reports = inputs.iter().map(|input| match read::read(input) {
//!     Ok(source) => {
//!         let document = parse::parse(source, &parse::Labels::default());
//!         let bound = bind::bind(document, &binder);
//!         let evidence = matching::match_answers(bound, &matchers);
//!         let scorecard = score::score(evidence);
//!         report::report(scorecard)
//!     }
//!     Err(problem) => report::unreadable(problem),
//! });
//! let summary = report::write(&mut std::io::stdout(), Format::Terminal, Look::default(), &mut reports, Vec::new())?;
//! assert!(summary.coverage().is_some_and(|hundredths| hundredths >= 60_00), "more practice is needed");
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! The modules stand below in the order in which they are best read. What every stage speaks of comes first: [`messages`] in
//! two languages, a [`source`] with its spans, and a [`problem`]. [`text`] and [`rubric`] serve the stages in the middle; [`compile`]
//! makes rubrics ready to run, for the shipped ones when the program is built, and the [`catalogue`] holds them. Then come
//! the stages:
//!
//! | stage | takes | gives |
//! |---|---|---|
//! | [`discover`] | paths | [inputs](discover::Input) |
//! | [`read`] | an input | a [`Source`](source::Source): decoded text |
//! | [`parse`] | a source | a [`Document`](parse::Document): questions, and who answered what under them |
//! | [`bind`] | a document | a [`Bound`](bind::Bound) document: each question with its rubric |
//! | [`matching`] | a bound document | [`Evidence`](matching::Evidence): a verdict a key point, with the words that prove it |
//! | [`score`] | evidence | a [`Scorecard`](score::Scorecard): coverage in integer hundredths |
//! | [`report`] | a scorecard | a [`Report`](report::Report), and that in the form asked for |
//!
//! A module imports only what stands above it in this list. [`extract`] makes a rubric of a document's own reference
//! answers, [`sheet`] sets questions of rubrics out to be answered, [`trial`] runs the examples that rubrics carry through
//! the stages, [`graded`] holds verdicts against what people thought of answers ([`agreement`] has the figures),
//! [`mastery`] measures what many answers say together and [`history`] knows them at earlier times, [`review`] writes into
//! a document what its answers lack, [`config`] reads the settings of a project, [`baseline`]
//! holds the gaps that are accepted, [`gate`] tells whether a run reached what is asked for, and [`cli`] is the program: it alone knows of arguments, exit codes and standard
//! streams. Only `discover`, `read`, [`git`], `history`, `config`, `baseline` and the loading of rubrics do I/O, so nothing else can
//! fail: what is wrong with an input is a [`problem`] beside what could be read of it. [`change`] tells which questions a
//! change touches, and which answers it takes away; [`moved`] knows files again that stand under another name.

pub mod messages;
pub mod problem;
pub mod source;

pub mod text;

pub mod rubric;

pub mod compile;

pub mod catalogue;

pub mod discover;
pub mod read;

pub mod moved;

pub mod git;

pub mod parse;

pub mod extract;

pub mod sheet;

pub mod bind;

pub mod change;

pub mod matching;

pub mod score;
pub mod trial;

pub mod agreement;
pub mod graded;

pub mod mastery;

pub mod history;

pub mod report;

pub mod review;

pub mod config;

pub mod baseline;
pub mod gate;

pub mod cli;
