//! The typeface, BIZ UDP Gothic: which glyph a character has, and how wide it is.

use std::collections::HashMap;
use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::page::POINT;

/// How far letters rise above the line they stand on, as a part of their size.
pub const ASCENT: f32 = 0.88;

/// Stands for what the typeface has no shape for; the character itself stays in the file and can be copied and searched.
const MISSING: char = '〓';

/// Forms of characters in names that the typeface does not have, and the common form that is drawn for them. In the file
/// they stay what they are.
const COMMON: [(char, char); 1] = [('𠮷', '吉')];

/// How bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// For text.
    #[default]
    Regular,
    /// For headings and numbers.
    Bold,
}

/// One of the two faces.
pub(crate) struct Face {
    /// As the PDF writer wants it.
    pub font: Font,
    /// The glyph of each character and its width, as a part of the size.
    glyphs: HashMap<char, (u32, f32)>,
}

static REGULAR: LazyLock<Option<Face>> = LazyLock::new(|| Face::read(npm::REGULAR));
static BOLD: LazyLock<Option<Face>> = LazyLock::new(|| Face::read(npm::BOLD));

/// The face of a weight; `None` only if the program's own typeface is broken.
pub(crate) fn face(weight: Weight) -> Option<&'static Face> {
    match weight {
        Weight::Regular => REGULAR.as_ref(),
        Weight::Bold => BOLD.as_ref(),
    }
}

/// How wide a text is in millimetres, in one line.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let face = face(weight);
    let ems: f32 = text.chars().map(|letter| face.map_or(1.0, |face| face.glyph(letter).1)).sum();
    ems * size * POINT
}

/// How wide one character is in millimetres.
pub(crate) fn letter_width(letter: char, size: f32, weight: Weight) -> f32 {
    face(weight).map_or(1.0, |face| face.glyph(letter).1) * size * POINT
}

/// Whether the typeface has a shape for a character.
pub fn has(letter: char, weight: Weight) -> bool {
    face(weight).is_some_and(|face| face.glyphs.contains_key(&letter))
}

impl Face {
    fn read(packed: &[u8]) -> Option<Self> {
        let bytes = zstd::bulk::decompress(packed, npm::LARGEST).ok()?;
        let font = FontRef::from_index(&bytes, 0).ok()?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let glyphs = font
            .charmap()
            .mappings()
            .filter_map(|(code, glyph)| {
                let width = metrics.advance_width(glyph).unwrap_or(1.0);
                Some((char::from_u32(code)?, (glyph.to_u32(), width)))
            })
            .collect();
        Some(Self { font: Font::new(bytes.into(), 0)?, glyphs })
    }

    fn glyph(&self, letter: char) -> (u32, f32) {
        let common =
            || COMMON.iter().find(|(rare, _)| *rare == letter).and_then(|(_, it)| self.glyphs.get(it));
        let found = self.glyphs.get(&letter).or_else(common).or_else(|| self.glyphs.get(&MISSING));
        found.copied().unwrap_or((0, 1.0))
    }

    /// The glyphs of a text, one for each character, at the widths that [`width`] counts with.
    pub(crate) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        text.char_indices()
            .map(|(at, letter)| {
                let (glyph, width) = self.glyph(letter);
                KrillaGlyph::new(GlyphId::new(glyph), width, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_know_what_an_office_writes() {
        for weight in [Weight::Regular, Weight::Bold] {
            for letter in "漢字かなカナ㈱①髙﨑ABC123０１２ｱｲｳ円¥〒…―〜～".chars()
            {
                assert!(has(letter, weight), "{letter} in {weight:?}");
            }
        }
    }

    #[test]
    fn rare_forms_in_names_are_drawn_in_their_common_form() {
        let face = face(Weight::Regular).unwrap();
        for (rare, common) in COMMON {
            assert!(face.glyphs.contains_key(&common), "{common}");
            assert_eq!(face.glyph(rare).0, face.glyph(common).0);
            assert!(!face.glyphs.contains_key(&rare), "{rare} is there and needs no other form");
        }
    }

    #[test]
    fn letters_are_as_wide_as_they_look() {
        let ten = |text: &str| width(text, 10.0, Weight::Regular);
        assert!((ten("漢") - 10.0 * POINT).abs() < 0.01, "a kanji fills its square");
        assert!(ten("i") < ten("W"));
        assert!((ten("漢字") - 2.0 * ten("漢")).abs() < 0.01);
        assert!(ten("🦊") > 0.0, "what has no shape still takes room");
    }
}
