//! Calling other programs, and where things are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a task answers: nothing, or a sentence that says what went wrong.
pub type Outcome = Result<(), String>;

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A variable of the environment, if it is set to something.
#[expect(clippy::disallowed_methods, reason = "tasks are set up by the environment, like any build tool")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Where `program` is, if the shell would find it.
pub fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// A program to be called from the root of the repository, without anything on its standard input.
pub fn program(name: impl Into<OsString>) -> Command {
    let mut command = Command::new(name.into());
    command.current_dir(root()).stdin(Stdio::null());
    // Cargo's words about xtask itself must not reach the builds that a task starts.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_"]
            .iter()
            .any(|own| text.starts_with(own))
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Cargo with `arguments` (separated by spaces).
pub fn cargo(arguments: &str) -> Command {
    let mut command = program(variable("CARGO").unwrap_or_else(|| "cargo".to_owned()));
    command.args(arguments.split_whitespace());
    command
}

/// Runs to the end; the program's own output says what went wrong.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("{} cannot be started: {error}", name(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", name(command))) }
}

/// Runs to the end without a word and says whether it went well.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The folder of what cargo builds.
pub fn target_folder() -> PathBuf {
    variable("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The program as cargo built it in `profile` ("debug" or "release").
pub fn built(profile: &str) -> PathBuf {
    target_folder().join(profile).join("omamori")
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
