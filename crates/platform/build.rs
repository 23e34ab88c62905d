//! Builds the platform again when a sentence changes: the locale files are embedded.

fn main() {
    println!("cargo::rerun-if-changed=../../locales");
}
