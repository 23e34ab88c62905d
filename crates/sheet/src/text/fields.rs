//! Cutting delimited text into fields as Excel does: quotes count only at the beginning of a field, and a quote that
//! is never closed is a plain character.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};

/// How often an unclosed quote is gone back to. Each time costs a pass over the rest of the file.
const MOST_RETURNS: u32 = 3;

/// What stands behind a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Another field of the same row.
    Field,
    /// The end of the row.
    Row,
    /// The end of the text.
    Text,
}

/// One field.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) end: End,
    /// Line breaks inside quotes.
    pub(super) lines: u32,
    /// A quote stands where none should: inside plain text, or with text behind it. A sign of the wrong delimiter.
    pub(super) odd: bool,
    /// It began with a quote that is never closed.
    pub(super) unclosed: bool,
}

/// An iterator over fields.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    rest: Option<&'a str>,
    delimiter: u8,
    returns: u32,
}

impl<'a> Fields<'a> {
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        Self { rest: (!text.is_empty()).then_some(text), delimiter, returns: 0 }
    }

    pub(super) fn next(&mut self) -> Option<Field<'a>> {
        let rest = self.rest?;
        let mut unclosed = false;
        if let Some(quoted) = rest.strip_prefix('"') {
            if let Some((inner, after)) = closed(quoted) {
                let lines = breaks(&inner);
                let (tail, end) = self.plain(after);
                let text = if tail.is_empty() { inner } else { Cow::Owned(inner.into_owned() + tail) };
                return Some(Field { text, end, lines, odd: !tail.is_empty(), unclosed });
            }
            unclosed = true;
            self.returns += 1;
            if self.returns > MOST_RETURNS {
                self.rest = None;
                let lines = breaks(quoted);
                return Some(Field { text: quoted.into(), end: End::Text, lines, odd: true, unclosed });
            }
        }
        let (text, end) = self.plain(rest);
        Some(Field { text: text.into(), end, lines: 0, odd: text.contains('"'), unclosed })
    }

    /// Everything up to the next delimiter or line end; moves behind it.
    fn plain(&mut self, text: &'a str) -> (&'a str, End) {
        let Some(at) = memchr3(self.delimiter, b'\n', b'\r', text.as_bytes()) else {
            self.rest = None;
            return (text, End::Text);
        };
        let (field, after) = text.split_at(at);
        let is_delimiter = after.as_bytes().first() == Some(&self.delimiter);
        let after = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        if is_delimiter {
            self.rest = Some(after);
            return (field, End::Field);
        }
        self.rest = (!after.is_empty()).then_some(after);
        (field, End::Row)
    }
}

/// How many line breaks a text holds.
fn breaks(text: &str) -> u32 {
    u32::try_from(memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// The content of a quoted field and what follows the closing quote.
fn closed(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut from = 0;
    let mut doubled = false;
    loop {
        let at = from + memchr(b'"', text.as_bytes().get(from..)?)?;
        if text.as_bytes().get(at + 1) == Some(&b'"') {
            doubled = true;
            from = at + 2;
            continue;
        }
        let inner = text.get(..at)?;
        let inner = if doubled { inner.replace("\"\"", "\"").into() } else { inner.into() };
        return Some((inner, text.get(at + 1..)?));
    }
}
