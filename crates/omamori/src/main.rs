//! Omamori: the IT department of a one-person IT admin, in one program. This file is the table of contents.

mod cli;
mod config;
mod demo;
mod log;
mod opening;
mod serve;
mod tls;
mod work;

use std::process::ExitCode;

use clap::Parser;

/// An import makes and drops millions of small texts, and the system's allocator would take a third of its time for them.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let arguments = config::Arguments::parse();
    // A reading child must limit itself before anything else takes memory, so it never starts a runtime.
    if let config::Verb::ReadSheet = arguments.verb {
        return cli::read_sheet();
    }
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(cli::run(arguments)),
        Err(error) => {
            cli::voice::Voice(arguments.lang).remark(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
