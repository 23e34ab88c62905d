//! How commands speak: answers to standard output, complaints to standard error, in the reader's language.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks through these")]

use std::io::Write;

use kernel::{Fault, Lang};
use platform::locale::{say, t, tr};
use serde::Serialize;

/// Why a command failed, already in words.
#[derive(Debug)]
pub struct Complaint(pub String);

/// What a command answers.
pub type Outcome = Result<(), Complaint>;

/// The reader's language.
#[derive(Debug, Clone, Copy)]
pub struct Voice(pub Lang);

#[expect(clippy::unused_self, reason = "a voice says everything; only sentences depend on its language")]
impl Voice {
    /// One line to standard output.
    pub fn line(self, line: &str) {
        // A closed pipe (`| head`) is no fault of ours.
        drop(writeln!(std::io::stdout(), "{line}"));
    }

    /// A sentence to standard output.
    pub fn tell(self, key: &str, args: &[(&str, &str)]) {
        self.line(&tr(self.0, key, args));
    }

    /// A remark to standard error.
    pub fn remark(self, line: &str) {
        eprintln!("{line}");
    }

    /// An answer as JSON, one document.
    pub fn json(self, answer: &impl Serialize) -> Outcome {
        let out = std::io::stdout().lock();
        serde_json::to_writer_pretty(std::io::BufWriter::new(out), answer)
            .map_err(|error| Complaint(error.to_string()))?;
        println!();
        Ok(())
    }

    /// A complaint by key.
    pub fn complaint(self, key: &str, args: &[(&str, &str)]) -> Complaint {
        Complaint(tr(self.0, key, args))
    }

    /// A fault in words.
    pub fn fault(self, fault: &Fault) -> Complaint {
        let lang = self.0;
        Complaint(match fault {
            Fault::NotFound => t(lang, "cli.not_found").into_owned(),
            Fault::Forbidden => t(lang, "cli.forbidden").into_owned(),
            Fault::Invalid(fields) => {
                let lines: Vec<_> = fields
                    .iter()
                    .map(|fault| format!("{}: {}", fault.field, say(lang, &fault.text)))
                    .collect();
                lines.join("\n")
            }
            Fault::Conflict(text) => say(lang, text),
            Fault::Broken(source) => platform::trouble::explain(fault).map_or_else(
                || tr(lang, "cli.broken", &[("detail", &source.to_string())]),
                |text| say(lang, &text),
            ),
        })
    }

    /// Why a spreadsheet cannot be read.
    pub fn unreadable(self, error: &sheet::ReadError) -> Complaint {
        Complaint(say(self.0, &ledger::imports::unreadable(error)))
    }

    /// One line of standard input as a secret, without its line end.
    pub fn password(self) -> Result<secrecy::SecretString, Complaint> {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map_err(|_| self.complaint("cli.password_missing", &[]))?;
        let password = line.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            return Err(self.complaint("cli.password_missing", &[]));
        }
        Ok(secrecy::SecretString::from(password.to_owned()))
    }
}
