//! Text that a spreadsheet program would run as a formula, made harmless and back again.

/// Whether a text, opened as CSV, could be taken for a formula; also if it only hides behind apostrophes, because
/// those are what we take away again when reading.
pub fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(begins_formula)
}

/// The text as it goes into a CSV file: with an apostrophe in front if a program could run it.
pub fn guard_formula(text: &str) -> std::borrow::Cow<'_, str> {
    if needs_guard(text) { format!("'{text}").into() } else { text.into() }
}

/// Takes away the apostrophe that `guard_formula` puts, and only that one.
pub fn unguard_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

fn begins_formula(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_what_a_program_would_run() {
        for text in ["=1+1", "+81-3", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"] {
            assert_eq!(guard_formula(text), format!("'{text}"));
            assert_eq!(unguard_formula(&guard_formula(text)), text);
        }
    }

    #[test]
    fn leaves_plain_text_and_apostrophes_alone() {
        for text in ["", "NB-0001", "'24年度", "'", "''", "ThinkPad", "1-2"] {
            assert_eq!(guard_formula(text), text);
            assert_eq!(unguard_formula(text), text);
        }
        assert_eq!(guard_formula("'=1"), "''=1");
        assert_eq!(unguard_formula("''=1"), "'=1");
    }
}
