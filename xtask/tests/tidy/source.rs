//! Rust text taken apart just far enough: code, string literals, comments.

/// A Rust file, taken apart.
pub struct Source {
    /// The text with the insides of strings and comments blanked out; every offset is as in the file.
    pub code: String,
    /// The string literals, in order.
    pub literals: Vec<Literal>,
}

/// One string literal.
pub struct Literal {
    /// Offset of the first character of the literal (its quote or prefix).
    pub start: usize,
    /// What stands between the quotes, as written.
    pub text: String,
}

impl Source {
    /// Takes `text` apart.
    pub fn read(text: &str) -> Self {
        let mut reader =
            Reader { text, at: 0, code: String::with_capacity(text.len()), literals: Vec::new() };
        while reader.at < text.len() {
            reader.step();
        }
        Self { code: reader.code, literals: reader.literals }
    }

    /// The line of an offset, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.code.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }

    /// The lines on which `word` stands in code, not inside a longer word.
    pub fn lines_with(&self, word: &str) -> Vec<usize> {
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        self.code
            .match_indices(word)
            .filter(|(at, _)| {
                let before = self.code.get(..*at).and_then(|text| text.chars().next_back());
                let after = self.code.get(at + word.len()..).and_then(|text| text.chars().next());
                !before.is_some_and(inside) && !after.is_some_and(inside)
            })
            .map(|(at, _)| self.line(at))
            .collect()
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let rest = self.rest();
        if rest.starts_with("//") {
            let length = rest.find('\n').unwrap_or(rest.len());
            self.blank(length);
        } else if rest.starts_with("/*") {
            self.blank(block_comment(rest));
        } else if let Some((prefix, hashes)) = raw_start(rest).filter(|_| !self.in_a_word()) {
            let open = prefix + hashes + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            let inside = rest[open..].find(&close).unwrap_or(rest.len() - open);
            self.literal(open, inside, close.len());
        } else if let Some(tail) = rest.strip_prefix('"') {
            let inside = escaped_length(tail, '"');
            self.literal(1, inside, 1);
        } else if rest.starts_with('\'') {
            self.blank_or_keep(character_length(rest));
        } else {
            self.keep();
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn in_a_word(&self) -> bool {
        self.code.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    fn keep(&mut self) {
        if let Some(character) = self.rest().chars().next() {
            self.code.push(character);
            self.at += character.len_utf8();
        }
    }

    fn blank_or_keep(&mut self, length: Option<usize>) {
        match length {
            Some(length) => self.blank(length),
            None => self.keep(),
        }
    }

    /// Replaces `length` bytes by blanks, byte for byte, so that offsets and lines stay.
    fn blank(&mut self, length: usize) {
        let end = (self.at + length).min(self.text.len());
        let blanks = self.text[self.at..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        self.code.extend(blanks);
        self.at = end;
    }

    fn literal(&mut self, open: usize, inside: usize, close: usize) {
        let from = self.at + open;
        self.literals.push(Literal { start: self.at, text: self.text[from..from + inside].to_owned() });
        self.blank(open + inside + close);
    }
}

/// `r"`, `r#"`, `br#"`, `cr"`: length of the prefix and number of hashes.
fn raw_start(rest: &str) -> Option<(usize, usize)> {
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| {
        rest.strip_prefix(prefix).is_some_and(|tail| tail.trim_start_matches('#').starts_with('"'))
    })?;
    let tail = &rest[prefix.len()..];
    Some((prefix.len(), tail.len() - tail.trim_start_matches('#').len()))
}

/// Bytes up to the unescaped `quote`.
fn escaped_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at,
            _ => {}
        }
    }
    text.len()
}

/// Length of a character literal; nothing if it is a lifetime.
fn character_length(rest: &str) -> Option<usize> {
    let mut characters = rest[1..].char_indices();
    let (_, first) = characters.next()?;
    if first == '\\' {
        return Some(escaped_length(&rest[1..], '\'') + 2);
    }
    let (at, second) = characters.next()?;
    (second == '\'').then_some(at + 2)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(next) = rest.get(at..).filter(|text| !text.is_empty()) {
        if next.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if next.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += next.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[test]
fn a_rust_file_is_taken_apart() {
    let text = "// \"no\"\nlet a = \"yes \\\" it's\"; /* /* \"no\" */ */ let b: &'a str = r#\"raw \" one\"#; let c = '\"';\n\
                let d = b\"bytes\"; // 印刷\nlet e = '\\'';";
    let source = Source::read(text);
    let found: Vec<&str> = source.literals.iter().map(|literal| literal.text.as_str()).collect();
    assert_eq!(found, ["yes \\\" it's", "raw \" one", "bytes"]);
    assert_eq!(source.code.len(), text.len());
    assert_eq!(source.line(source.literals[2].start), 3);
    assert_eq!(source.lines_with("let"), [2, 2, 2, 3, 4]);
}
