//! What a file is.

use kernel::{AccountId, FileId, Moment};

use super::media::Media;

/// The longest name kept, in characters.
const LONGEST: usize = 120;

/// A file's name, safe to show and to save under: no folders, no control or direction-changing characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Cleans what a browser or a mail said. An empty name becomes `file`.
    pub fn clean(said: &str) -> Self {
        let last = said.rsplit(['/', '\\']).next().unwrap_or_default();
        let kept: String = last.chars().filter(|c| !c.is_control() && !turns_text(*c)).collect();
        let name = kept.trim().trim_start_matches('.').trim();
        let name = if name.is_empty() { "file" } else { name };
        Self(shorten(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its number.
    pub id: FileId,
    /// The random word in its address; a number could be counted up.
    pub public_id: String,
    /// SHA-256 of the content, in hex.
    pub hash: String,
    /// Its name.
    pub name: FileName,
    /// What its content is.
    pub media: Media,
    /// Bytes.
    pub size: u64,
    /// Since when.
    pub created_at: Moment,
    /// Who brought it; `None` for the system.
    pub created_by: Option<AccountId>,
}

/// A file at a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The file.
    pub file: File,
    /// Since when it is there.
    pub added_at: Moment,
}

/// Characters that turn the direction of a text, by which `exe.pdf` can look like `fdp.exe`.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Cuts the middle out and keeps the ending, by which a person and the system know what it is.
fn shorten(name: &str) -> String {
    let letters = name.chars().count();
    if letters <= LONGEST {
        return name.to_owned();
    }
    let ending: String = name.rsplit_once('.').map_or(String::new(), |(_, ending)| format!(".{ending}"));
    let ending = if ending.chars().count() > 12 { String::new() } else { ending };
    let start: String = name.chars().take(LONGEST - ending.chars().count()).collect();
    format!("{start}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_folder_or_lie_about_its_ending() {
        assert_eq!(FileName::clean("../../etc/passwd").as_str(), "passwd");
        assert_eq!(FileName::clean("C:\\Users\\tanaka\\見積書.pdf").as_str(), "見積書.pdf");
        assert_eq!(FileName::clean("photo\u{202E}gpj.exe").as_str(), "photogpj.exe");
        assert_eq!(FileName::clean(" ..\n").as_str(), "file");
        let long = FileName::clean(&format!("{}.xlsx", "長".repeat(300)));
        assert_eq!(long.as_str().chars().count(), LONGEST);
        assert_eq!(long.as_str().rsplit_once('.').unwrap().1, "xlsx");
    }
}
