//! What an entry of the ledger names: the things a contract covers, the contract a thing stands under, the system an
//! account is of. What is named is kept beside the entry in folded form, and found by comparing: whoever is written down
//! first, the link is there as soon as both are, and gone when the text is.

use super::model::AssetData;
use super::rules::{folded_key, split_number};
use crate::kinds::BuiltIn;

/// The field in which a record (a contract, a licence) names the things it is about.
pub const ABOUT: &str = "about_asset_no";

/// How many numbers a range may mean; more is a slip of the pen.
const LONGEST_RANGE: u64 = 2_000;

/// How many things one entry may name.
const MOST: usize = 5_000;

/// As what something is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum As {
    /// A thing, by its number.
    Thing,
    /// A contract, by its number; the contract itself names it too.
    Contract,
    /// A system, by its name; the system itself names it too.
    System,
}

impl As {
    /// The word as stored.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Thing => "thing",
            Self::Contract => "contract",
            Self::System => "system",
        }
    }
}

/// Everything an entry names, folded, each once.
pub(crate) fn named(data: &AssetData) -> Vec<(As, String)> {
    let mut all: Vec<(As, String)> = Vec::new();
    let mut add = |what, text: &str| {
        let folded = folded_key(text);
        if !folded.is_empty()
            && all.len() < MOST
            && !all.iter().any(|(as_, known)| *as_ == what && *known == folded)
        {
            all.push((what, folded));
        }
    };
    if let Some(text) = data.fields.get("contract_no") {
        add(As::Contract, text);
    }
    let is_name = matches!(BuiltIn::of(data.kind), Some(BuiltIn::Domain | BuiltIn::Certificate));
    if let Some(text) = data.fields.get("system_name").filter(|_| !is_name) {
        add(As::System, text);
    }
    let is_record = BuiltIn::of(data.kind).is_some_and(BuiltIn::is_record);
    if let Some(text) = data.fields.get(ABOUT).filter(|_| is_record) {
        for number in numbers_in(text) {
            add(As::Thing, &number);
        }
    }
    all
}

/// The numbers that a text names, as far as they can be told: `NB-0001～0003、PC-7(予備)` are four.
///
/// A range goes from its first to its last number; a last number that is shorter than the first stands for its end
/// (`NB-0101～20` ends at `NB-0120`). What has no digit is no number.
pub fn numbers_in(text: &str) -> Vec<String> {
    let plain = without_brackets(&yomi::to_half_width_digits(text));
    let plain = joined_ranges(&plain);
    let mut all = Vec::new();
    for piece in plain.split(|letter: char| SEPARATORS.contains(&letter) || letter.is_whitespace()) {
        let piece = without_rest(piece);
        if !piece.chars().any(|letter| letter.is_ascii_digit()) {
            continue;
        }
        match piece.split_once(RANGE).map(|(first, last)| (first, range(first, last))) {
            Some((_, Some(numbers))) => all.extend(numbers),
            Some((first, None)) => {
                all.push(first.to_owned());
                all.extend(piece.split_once(RANGE).map(|(_, last)| last.to_owned()));
            }
            None => all.push(piece.to_owned()),
        }
        if all.len() > MOST {
            break;
        }
    }
    all.retain(|number| number.chars().any(|letter| letter.is_ascii_digit()));
    all.truncate(MOST);
    all
}

const SEPARATORS: [char; 10] = ['、', ',', '，', ';', '；', '/', '／', '・', '&', '＆'];
const RANGE: char = '～';

/// Marks of a range become one, without spaces around.
fn joined_ranges(text: &str) -> String {
    let marks = ['〜', '~', '∼', '–', '—'];
    let one: String =
        text.chars().map(|letter| if marks.contains(&letter) { RANGE } else { letter }).collect();
    let one = one.replace("から", "～");
    let parts: Vec<&str> = one.split(RANGE).map(str::trim).collect();
    parts.join("～")
}

/// Without what stands in brackets: 「NB-0001(予備)」.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => {
                depth = depth.saturating_sub(1);
                plain.push(' ');
            }
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// Without 「ほか3台」「他」「等」「まで」 behind the number.
fn without_rest(piece: &str) -> &str {
    let piece = piece.trim();
    let end =
        ["ほか", "他", "等", "など", "まで", "以下", "の"].iter().filter_map(|word| piece.find(word)).min();
    end.and_then(|end| piece.get(..end)).unwrap_or(piece).trim()
}

/// Every number of a range; `None` if it is none.
fn range(first: &str, last: &str) -> Option<Vec<String>> {
    let (stem, from, width) = split_number(first)?;
    let until = if last.bytes().all(|byte| byte.is_ascii_digit()) && !last.is_empty() {
        let begun = first.get(stem.len()..)?;
        // The end is written short: the digits it lacks are those of the beginning.
        let whole = match begun.len().checked_sub(last.len()) {
            Some(lacking) => format!("{}{last}", begun.get(..lacking)?),
            None => last.to_owned(),
        };
        whole.parse::<u64>().ok()?
    } else {
        let (other, until, _) = split_number(last)?;
        if folded_key(other) != folded_key(stem) {
            return None;
        }
        until
    };
    if until < from || until - from >= LONGEST_RANGE {
        return None;
    }
    Some((from..=until).map(|number| format!("{stem}{number:0width$}")).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spelled(text: &str) -> String {
        numbers_in(text).join(" ")
    }

    #[test]
    fn a_range_is_every_number_in_it() {
        assert_eq!(spelled("NB-0001～0003"), "NB-0001 NB-0002 NB-0003");
        assert_eq!(spelled("ＮＢ-０００１ ～ ＮＢ-０００３"), "NB-0001 NB-0002 NB-0003");
        assert_eq!(spelled("NB-0001〜NB-0002、PC-7"), "NB-0001 NB-0002 PC-7");
        assert_eq!(spelled("NB-0099~101"), "NB-0099 NB-0100 NB-0101");
        assert_eq!(spelled("NB-0108から10"), "NB-0108 NB-0109 NB-0110");
        assert_eq!(spelled("PC-9～12"), "PC-9 PC-10 PC-11 PC-12");
    }

    #[test]
    fn what_stands_around_the_numbers_is_passed_over() {
        assert_eq!(spelled("NB-0001(予備) / NB-0002 ほか3台"), "NB-0001 NB-0002");
        assert_eq!(spelled("SV-001・SV-002（20台）"), "SV-001 SV-002");
        assert_eq!(spelled("全社"), "");
        assert_eq!(spelled(""), "");
        assert_eq!(spelled("NB-0001\nNB-0002"), "NB-0001 NB-0002");
    }

    #[test]
    fn what_is_no_range_is_two_numbers() {
        assert_eq!(spelled("NB-0001～PC-0003"), "NB-0001 PC-0003");
        assert_eq!(spelled("NB-0009～NB-0001"), "NB-0009 NB-0001");
        assert_eq!(numbers_in("NB-0001～NB-9999").len(), 2, "nobody covers ten thousand by a slip");
    }

    proptest! {
        #[test]
        fn any_range_that_is_written_is_read_back(
            stem in "[A-Z]{1,4}-", from in 0_u64..5_000, count in 0_u64..300, short in any::<bool>(),
        ) {
            let until = from + count;
            let first = format!("{stem}{from:05}");
            let last = if short { format!("{until:05}") } else { format!("{stem}{until:05}") };
            let numbers = numbers_in(&format!("{first}～{last}"));
            prop_assert_eq!(numbers.len() as u64, count + 1);
            prop_assert_eq!(numbers.last().cloned(), Some(format!("{stem}{until:05}")));
        }

        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,60}") {
            for number in numbers_in(&text) {
                prop_assert!(number.chars().any(|letter| letter.is_ascii_digit()));
            }
        }
    }
}
