//! Tasks of the repository. `make` calls them; this file is the table of contents.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task speaks to the person at the terminal")]

mod fixture;
mod front;
mod machine;
mod pictures;
mod postgres;
mod process;
mod schema;
mod serve;
mod test;

use std::process::ExitCode;

const TASKS: &str = "\
cargo run -p xtask -- TASK [ARGUMENTS]
  run [SERVE ARGUMENTS]    build, then serve ./omamori-data
  demo [SERVE ARGUMENTS]   fill ./omamori-demo with the sample company, then serve it
  test [--only STEP]       everything CI asks for; --list names the steps
  schema                   write the generated files under schema/
  fixture VERSION          keep the databases of a release for the tests of later ones
  screenshots              take the pictures of the README into docs/pictures/
  bench [ARGUMENTS]        run bench/run on a release build";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let outcome = match task.as_str() {
        "run" => serve::run(&rest),
        "demo" => serve::demo(&rest),
        "test" => test::run(&rest),
        "schema" => schema::write(),
        "fixture" => fixture::keep(&rest),
        "screenshots" => pictures::take(&rest),
        "bench" => serve::bench(&rest),
        _ => Err(TASKS.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            // The test runner has said everything already when the sentence is empty.
            if !sentence.is_empty() {
                eprintln!("{sentence}");
            }
            ExitCode::FAILURE
        }
    }
}
