//! Files that the program writes itself and that are checked in: `schema/`.

use std::fs;
use std::process::Stdio;

use crate::process::{Outcome, built, cargo, program, root, run};

/// The commands that print a generated file, and where it is kept.
const GENERATED: [(&str, &str); 1] = [("schema", "schema/openapi.json")];

/// Writes every generated file anew.
pub fn write() -> Outcome {
    run(&mut cargo("build --locked --package omamori"))?;
    fs::create_dir_all(root().join("schema")).map_err(|error| format!("schema/: {error}"))?;
    for (verb, path) in GENERATED {
        let text = print(verb)?;
        fs::write(root().join(path), text).map_err(|error| format!("{path}: {error}"))?;
        println!("Wrote {path}");
    }
    Ok(())
}

/// Goes on if every generated file is what the program built last would write.
pub fn is_current() -> Outcome {
    for (verb, path) in GENERATED {
        let printed = print(verb)?;
        let kept = fs::read(root().join(path)).unwrap_or_default();
        if printed != kept {
            return Err(format!("{path} is not what `omamori {verb}` prints. Write it anew: make schema"));
        }
        if printed.is_empty() {
            println!("`omamori {verb}` prints nothing yet.");
        } else {
            println!("{path} is current.");
        }
    }
    Ok(())
}

fn print(verb: &str) -> Result<Vec<u8>, String> {
    let output = program(built("debug"))
        .arg(verb)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("omamori {verb}: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("omamori {verb} ended with {}", output.status))
    }
}
