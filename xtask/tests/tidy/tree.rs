//! The repository's own files: what git would keep.

use std::fs;
use std::path::{Path, PathBuf};

use crate::source::Source;

/// Names under which nothing of ours lies.
const NOT_OURS: [&str; 9] = [
    ".git",
    "target",
    "node_modules",
    "omamori-data",
    "omamori-demo",
    "test-results",
    "corpus",
    "artifacts",
    "__pycache__",
];

/// One text file.
pub struct File {
    /// Path from the root, with slashes.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl File {
    /// The part after the last dot.
    pub fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|word| word.to_str()).unwrap_or_default()
    }

    /// The file's name without folder and extension.
    pub fn stem(&self) -> &str {
        Path::new(&self.path).file_stem().and_then(|word| word.to_str()).unwrap_or_default()
    }

    /// Whether a folder on the way is called `name`.
    pub fn is_in(&self, name: &str) -> bool {
        self.path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(|folder| folder == name))
    }
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Every text file of ours, sorted by path.
pub fn files() -> Vec<File> {
    let mut found = Vec::new();
    walk(root(), &mut found);
    let mut files: Vec<File> = found
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let path = path.strip_prefix(root()).ok()?.to_str()?.replace('\\', "/");
            Some(File { path, text })
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(files.len() > 50, "the repository was not found");
    files
}

/// Every Rust file of ours, taken apart.
pub fn sources() -> Vec<(File, Source)> {
    files()
        .into_iter()
        .filter(|file| file.extension() == "rs")
        .map(|file| {
            let source = Source::read(&file.text);
            (file, source)
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let Ok(kind) = entry.file_type() else { continue };
        // In a second checkout of the same repository `.git` is a file.
        if NOT_OURS.iter().any(|other| name == *other) {
            continue;
        }
        if kind.is_file() {
            found.push(path);
        } else if kind.is_dir() {
            walk(&path, found);
        }
    }
}
