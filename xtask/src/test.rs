//! `make test`: every question CI asks, in the order in which answers come cheapest, the test runner last.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::postgres::Server;
use crate::process::{Outcome, built, cargo, program, root, run as finish, succeeds, variable};
use crate::{front, machine, schema};

/// The variable by which the tests learn of the PostgreSQL server.
const POSTGRES: &str = "OMAMORI_TEST_POSTGRES";

/// One question.
struct Step {
    name: &'static str,
    title: &'static str,
    ask: fn() -> Outcome,
}

const STEPS: [Step; 9] = [
    Step { name: "machine", title: "what the tests need is on this machine", ask: machine::prepare },
    Step { name: "fmt", title: "the code is laid out", ask: || finish(&mut cargo("fmt --all --check")) },
    Step { name: "front", title: "the TypeScript holds", ask: front::check },
    Step { name: "clippy", title: "the lints are content", ask: clippy },
    // Everything at once, so that the program, the browser tests and the runner share one build.
    Step {
        name: "build",
        title: "everything builds",
        ask: || finish(&mut cargo("build --locked --workspace --all-targets")),
    },
    Step { name: "schema", title: "the generated files are current", ask: schema::is_current },
    Step { name: "browser", title: "the pages work in a browser", ask: browser },
    Step { name: "doc", title: "the examples in the documentation hold", ask: documentation },
    Step { name: "tests", title: "the tests, on SQLite and PostgreSQL", ask: tests },
];

/// Asks every question, or the one that `--only` names; the first that fails ends it.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let only = match words.as_slice() {
        [] => None,
        ["--list"] => {
            for step in &STEPS {
                println!("{:8} {}", step.name, step.title);
            }
            return Ok(());
        }
        ["--only", name] if STEPS.iter().any(|step| step.name == *name) => Some(*name),
        _ => return Err("xtask test [--only STEP | --list]".to_owned()),
    };
    let begun = Instant::now();
    let mut times: Vec<String> = Vec::new();
    for step in STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)) {
        let last = step.name == "tests";
        if last && !times.is_empty() {
            println!("\nSo far: {}; {} in all.", times.join(", "), spoken(begun.elapsed()));
        }
        println!("\n== {}: {} ==", step.name, step.title);
        let started = Instant::now();
        match (step.ask)() {
            Ok(()) => times.push(format!("{} {}", step.name, spoken(started.elapsed()))),
            // The runner's own closing lines are to be the last ones.
            Err(_) if last => return Err(String::new()),
            Err(sentence) => return Err(format!("\n== {} failed: {sentence}", step.name)),
        }
        if !last {
            println!("== {}: {}", step.name, spoken(started.elapsed()));
        }
    }
    Ok(())
}

fn clippy() -> Outcome {
    finish(&mut cargo("clippy --locked --workspace --all-targets -- -D warnings"))
}

fn browser() -> Outcome {
    front::packages()?;
    let stories = stories()?;
    finish(
        program("node")
            .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
            .args(stories)
            .env("OMAMORI_BINARY", built("debug"))
            .env("OMAMORI_CHROMIUM", machine::browser()?),
    )
}

fn documentation() -> Outcome {
    finish(&mut cargo("test --quiet --locked --workspace --doc"))
}

fn tests() -> Outcome {
    let mut runner = if succeeds(&mut cargo("nextest --version")) {
        cargo("nextest run --locked --workspace")
    } else {
        println!("cargo-nextest is not installed; cargo's own runner takes a little longer.");
        cargo("test --locked --workspace --no-fail-fast --lib --bins --tests --examples")
    };
    if variable(POSTGRES).is_some() {
        println!("Using the PostgreSQL server that {POSTGRES} names.");
        return finish(&mut runner);
    }
    let server = Server::start()?;
    println!("A PostgreSQL server of its own runs at {}", server.address);
    finish(runner.env(POSTGRES, &server.address))
}

/// Every browser story: `e2e/*.test.mjs`.
fn stories() -> Result<Vec<PathBuf>, String> {
    let folder = fs::read_dir(root().join("e2e")).map_err(|error| format!("e2e/: {error}"))?;
    let mut found: Vec<PathBuf> = folder
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    found.sort();
    Ok(found)
}

fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {} s", seconds / 60, seconds % 60) }
}
