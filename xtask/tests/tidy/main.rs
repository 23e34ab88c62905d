//! Tidy: the rules of the house that no compiler knows, each an ordinary test that names file and line.

mod asvs;
mod files;
mod locale;
mod manifests;
mod source;
mod tables;
mod tree;
mod walls;

/// Fails with every finding on its own line.
fn none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "\n{rule}:\n  {}\n", findings.join("\n  "));
}
