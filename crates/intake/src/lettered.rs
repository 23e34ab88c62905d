//! Numbers that a format shows with letters around them: 1 under `"NB-"000` is NB-001 to everybody who looks at it.

use sheet::Cell;

/// Longer formats are no codes.
const LONGEST: usize = 64;

/// Colours that a format may name; they change nothing about the text.
const COLOURS: &[&str] = &[
    "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黒", "青", "水", "緑", "紫",
    "赤", "白", "黄",
];

/// One piece of a format.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// Shown as it is.
    Literal(char),
    /// A digit, zero where there is none.
    Zero,
    /// A digit, if there is one.
    Digit,
}

/// The text that is shown for a whole number whose format adds letters to it; `None` for every other cell, and for
/// formats that do more than that (thousands, fractions, conditions, fillers): those stay the number they are.
pub(crate) fn lettered(cell: &Cell) -> Option<String> {
    let Cell::Number { value, format: Some(format) } = cell else { return None };
    // Fifteen digits is what a stored number is exact to.
    if value.fract() != 0.0 || !(0.0..1e15).contains(value) || format.len() > LONGEST {
        return None;
    }
    let (section, several) = first_section(format)?;
    // Zero may have a section of its own, the third.
    if several && *value == 0.0 {
        return None;
    }
    let pieces = pieces(section)?;
    let named = pieces.iter().any(|piece| matches!(piece, Piece::Literal(letter) if letter.is_alphabetic()));
    let first_slot = pieces.iter().position(|piece| !matches!(piece, Piece::Literal(_)))?;
    if !named {
        return None;
    }
    let written = format!("{value:.0}");
    let mut digits: Vec<char> = if *value == 0.0 { Vec::new() } else { written.chars().collect() };
    let mut shown: Vec<char> = Vec::new();
    for (place, piece) in pieces.iter().enumerate().rev() {
        match piece {
            Piece::Literal(letter) => shown.push(*letter),
            Piece::Zero => shown.push(digits.pop().unwrap_or('0')),
            Piece::Digit => shown.extend(digits.pop()),
        }
        // More digits than the format has room for stand before its first.
        if place == first_slot {
            shown.extend(digits.drain(..).rev());
        }
    }
    let shown: String = shown.iter().rev().collect();
    Some(shown.trim().to_owned())
}

/// Whether the letters look like part of a number of a thing (`"NB-"000`) and not like a unit behind a count (`0"台"`)
/// or a running number (`"No."0`). Asked where nothing is known yet of the column.
pub(crate) fn is_code(cell: &Cell) -> bool {
    let Some(text) = lettered(cell) else { return false };
    let digits = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let (before, after) = text.split_at(digits);
    let padded = after.starts_with('0') && after.len() > 1;
    let running = before.to_ascii_lowercase().starts_with("no");
    before.chars().any(char::is_alphabetic) && !running && (padded || before.ends_with(['-', '_']))
}

/// What counts for numbers above zero, and whether there are further sections.
pub(crate) fn first_section(format: &str) -> Option<(&str, bool)> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, letter) in format.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' if !quoted => escaped = true,
            ';' if !quoted => return Some((format.get(..at)?, true)),
            _ => {}
        }
    }
    (!quoted && !escaped).then_some((format, false))
}

/// The pieces of a section; `None` for anything that is not letters and digits.
fn pieces(section: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = section;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..)?;
        rest = match letter {
            '"' => {
                let (inner, after) = after.split_once('"')?;
                pieces.extend(inner.chars().map(Piece::Literal));
                after
            }
            '\\' => {
                let escaped = after.chars().next()?;
                pieces.push(Piece::Literal(escaped));
                after.get(escaped.len_utf8()..)?
            }
            '[' => {
                let (inner, after) = after.split_once(']')?;
                is_silent(inner).then_some(after)?
            }
            // A gap as wide as the next sign.
            '_' => after.get(after.chars().next()?.len_utf8()..)?,
            '0' => {
                pieces.push(Piece::Zero);
                after
            }
            '#' => {
                pieces.push(Piece::Digit);
                after
            }
            'G' | 'g' => {
                pieces.push(Piece::Zero);
                let general = ["General", "GENERAL", "general", "G/標準"];
                general.iter().find_map(|word| rest.strip_prefix(word))?
            }
            '-' | '(' | ')' | ' ' | '+' | ':' => {
                pieces.push(Piece::Literal(letter));
                after
            }
            other if !other.is_ascii() && other.is_alphabetic() => {
                pieces.push(Piece::Literal(other));
                after
            }
            _ => return None,
        };
    }
    Some(pieces)
}

/// Colours and languages in brackets; conditions, currencies and other digits are not.
fn is_silent(inner: &str) -> bool {
    let lower = inner.to_lowercase();
    let numbered = ["color", "色"].iter().find_map(|word| lower.strip_prefix(word));
    lower.starts_with("$-")
        || COLOURS.contains(&lower.as_str())
        || numbered.is_some_and(|number| number.trim().bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: f64, format: &str) -> Option<String> {
        lettered(&Cell::Number { value, format: Some(format.to_owned()) })
    }

    #[test]
    fn letters_of_a_format_are_shown() {
        for (value, format, text) in [
            (1.0, "\"NB-\"000", "NB-001"),
            (1234.0, "\"NB-\"000", "NB-1234"),
            (1.0, "\\N\\B\\-000", "NB-001"),
            (2.0, "\"総務-\"00\"号\"", "総務-02号"),
            (12.0, "\"PC\"0000;[Red]\"PC\"-0000", "PC0012"),
            (7.0, "[Red]\"NB-\"000", "NB-007"),
            (7.0, "[$-411]\"NB-\"000_ ", "NB-007"),
            (7.0, "[色 3]\"NB-\"000", "NB-007"),
            (7.0, "\"NB-\"General", "NB-7"),
            (7.0, "\"NB-\"G/標準", "NB-7"),
            (7.0, "\"NB-\"###", "NB-7"),
            (202_401.0, "\"R\"0000\\-000", "R0202-401"),
            (0.0, "\"NB-\"000", "NB-000"),
            (3.0, "0\"号機\"", "3号機"),
            (3.0, "0号機", "3号機"),
            (3.0, "\"A;B-\"00", "A;B-03"),
        ] {
            assert_eq!(shown(value, format).as_deref(), Some(text), "{format}");
        }
    }

    #[test]
    fn other_formats_are_left_alone() {
        for (value, format) in [
            (1.0, "000000"),
            (1.0, "000-0000-0000"),
            (1.0, "\"0000\""),
            (1.0, "#,##0\"円\""),
            (1.0, "\"¥\"0"),
            (1.0, "0.0\"GB\""),
            (1.0, "0%"),
            (1.0, "[>=100]\"A-\"000;\"B-\"000"),
            (1.0, "[DBNum1]\"第\"0\"号\""),
            (1.0, "[$USD]0\"x\""),
            (1.0, "\"NB-\"* 000"),
            (1.0, "yyyy\"年\""),
            (1.0, "\"NB-"),
            (1.0, "\"NB-\"000\\"),
            (1.0, "\"なし\""),
            (0.0, "\"NB-\"000;;\"なし\""),
            (-1.0, "\"NB-\"000"),
            (1.5, "\"NB-\"000"),
            (1e15, "\"NB-\"000"),
        ] {
            assert_eq!(shown(value, format), None, "{format}");
        }
        assert_eq!(lettered(&Cell::number(1.0)), None);
        assert_eq!(lettered(&Cell::text("NB-001")), None);
    }

    #[test]
    fn counts_and_running_numbers_are_no_codes() {
        let code = |value, format: &str| is_code(&Cell::Number { value, format: Some(format.to_owned()) });
        assert!(code(1.0, "\"NB-\"000") && code(123.0, "\"NB-\"000") && code(1.0, "\"PC\"000"));
        assert!(!code(1.0, "0\"台\"") && !code(1.0, "\"No.\"000") && !code(1.0, "\"約\"0\"円\""));
    }
}
