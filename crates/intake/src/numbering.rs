//! Runs of numbers written as one: `NB-0001～0020`.

use crate::text::{is_wave, tidy_code};

/// No run is longer than this; a longer one is a slip of the pen.
const LONGEST: u64 = 10_000;

/// The single numbers of a run such as `NB-0001～0020` or `PC-01~PC-10`; `None` if the text is no run.
pub fn expand_range(text: &str) -> Option<Vec<String>> {
    let text = tidy_code(text);
    let (at, sign) = text.char_indices().find(|(_, letter)| is_wave(*letter))?;
    let first = text.get(..at)?.trim();
    let last = text.get(at + sign.len_utf8()..)?.trim();
    let (prefix, from) = split_digits(first)?;
    let (last_prefix, to) = split_digits(last)?;
    if !last_prefix.is_empty() && last_prefix != prefix {
        return None;
    }
    let (low, high): (u64, u64) = (from.parse().ok()?, to.parse().ok()?);
    if high < low || high - low >= LONGEST {
        return None;
    }
    let width = from.len();
    Some((low..=high).map(|number| format!("{prefix}{number:0>width$}")).collect())
}

fn split_digits(text: &str) -> Option<(&str, &str)> {
    let prefix = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.strip_prefix(prefix)?;
    (!digits.is_empty() && digits.len() <= 12).then_some((prefix, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expands_runs() {
        let run = expand_range("ＮＢ－０００１～００２０").unwrap();
        assert_eq!((run.len(), run[0].as_str(), run[19].as_str()), (20, "NB-0001", "NB-0020"));
        assert_eq!(expand_range("PC-09〜PC-11").unwrap(), ["PC-09", "PC-10", "PC-11"]);
        assert_eq!(expand_range("NB-0001"), None);
        assert_eq!(expand_range("NB-20～10"), None);
        assert_eq!(expand_range("R6.7～"), None);
    }
}
