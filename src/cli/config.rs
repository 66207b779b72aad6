//! `config`: what holds, and what can be set.

use super::Outcome;
use super::args::{ConfigArgs, GateArgs};
use super::config_args::{ConfigCommand, ConfigCommandArgs};
use super::run::fail;
use super::settings::config;
use super::streams::Streams;
use crate::config::{self, Flags};
use crate::messages::Message;
use crate::problem::Problem;
use crate::report;
use std::io::{self, Write};
use std::path::Path;

/// Shows settings, or their schema.
pub(super) fn settings(args: &ConfigCommandArgs, streams: &mut Streams) -> io::Result<Outcome> {
    match &args.command {
        ConfigCommand::Show { path, gates, config } => show(path.as_deref(), gates, config, streams),
        ConfigCommand::Schema => {
            writeln!(streams.out, "{}", config::schema().trim_end())?;
            Ok(Outcome::Held)
        }
    }
}

fn show(path: Option<&Path>, gates: &GateArgs, args: &ConfigArgs, streams: &mut Streams) -> io::Result<Outcome> {
    let path = path.unwrap_or(Path::new("."));
    if !path.exists() {
        let name = path.to_string_lossy();
        return fail(vec![Problem::error("not-found", name, Message::new("no-such-path"))], streams);
    }
    let config = match config(args, &[path.to_owned()], std::iter::empty()) {
        Ok(config) => config.under(gates.over(Flags { language: streams.asked, ..Flags::default() })),
        Err(problem) => return fail(vec![problem], streams),
    };
    streams.speak(&config);
    let file = Some(path).filter(|path| !path.is_dir());
    for line in report::table(&config::show(&config, file, streams.look.language)) {
        writeln!(streams.out, "{line}")?;
    }
    Ok(Outcome::Held)
}
