//! The commands, one file per feature.

mod account;
mod backup;
pub mod company;
mod doctor;
mod journal;
mod key;
mod ledger;
mod merging;
mod people;
mod stocktaking;
mod token;
pub mod voice;

use std::process::ExitCode;

use voice::{Outcome, Voice};

use crate::config::{Arguments, Verb};
use crate::{log, serve};

/// Runs one command to its end.
pub async fn run(arguments: Arguments) -> ExitCode {
    let voice = Voice(arguments.lang);
    match carry_out(&arguments, voice).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            voice.remark(&complaint.0);
            ExitCode::FAILURE
        }
    }
}

async fn carry_out(arguments: &Arguments, voice: Voice) -> Outcome {
    let place = &arguments.place;
    if !matches!(arguments.verb, Verb::Serve(_)) {
        log::begin(false, "warn,sqlx=error");
    }
    match &arguments.verb {
        Verb::Serve(options) => serve::serve(place, options, voice).await,
        Verb::Init(options) => company::init(place, options, voice).await,
        Verb::Demo(options) => company::demo(place, options, voice).await,
        Verb::Token(verb) => token::run(place, verb, voice).await,
        Verb::Ledger(verb) => ledger::run(place, verb, voice).await,
        Verb::People(verb) => people::run(place, verb, voice).await,
        Verb::Stocktaking(verb) => stocktaking::run(place, verb, voice).await,
        Verb::Account(verb) => account::run(place, verb, voice).await,
        Verb::NewKey => key::renew(place, voice).await,
        Verb::Backup(options) => backup::make(place, options, voice).await,
        Verb::Restore(options) => backup::restore(place, options, voice).await,
        Verb::Doctor { json } => doctor::run(place, *json, voice).await,
        Verb::Journal(verb) => journal::run(place, verb, voice).await,
        Verb::Schema => {
            voice.line(api::document().trim_end());
            Ok(())
        }
        Verb::ReadSheet => Ok(()),
    }
}

/// The reading child: limits itself, reads one request from standard input, answers on standard output.
pub fn read_sheet() -> ExitCode {
    match sheet::run_child(std::io::stdin(), std::io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
