//! Text that must fit: it shrinks first, and ends with … where even that is not enough.

use crate::typeface::{self, Weight};

/// One line that fits into a width.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The text, shortened if need be.
    pub text: String,
    /// The size of type in points.
    pub size: f32,
}

/// Fits a text into `width` millimetres: at `most` points if possible, at `least` points with an ellipsis if not.
pub fn fit(text: &str, weight: Weight, width: f32, most: f32, least: f32) -> Fitted {
    let needed = typeface::width(text, most, weight);
    if needed <= width {
        return Fitted { text: text.to_owned(), size: most };
    }
    // A hair less, so that rounding never puts a letter over the edge.
    let size = most * width / needed * 0.999;
    if size >= least {
        return Fitted { text: text.to_owned(), size };
    }
    Fitted { text: shortened(text, weight, width, least), size: least }
}

/// As much of a text as fits at one size, with … for the rest; nothing if not even … fits.
pub fn shortened(text: &str, weight: Weight, width: f32, size: f32) -> String {
    if typeface::width(text, size, weight) <= width {
        return text.to_owned();
    }
    let mut used = typeface::letter_width('…', size, weight);
    if used > width {
        return String::new();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        used += typeface::letter_width(letter, size, weight);
        if used > width {
            break;
        }
        kept.push(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_text_keeps_its_size_and_a_long_one_shrinks_before_it_is_cut() {
        let fitted = |text: &str| fit(text, Weight::Bold, 30.0, 14.0, 7.0);
        assert_eq!(fitted("PC-001"), Fitted { text: "PC-001".into(), size: 14.0 });
        let shrunk = fitted("PC-2026-000123");
        assert!(shrunk.size < 14.0 && shrunk.text == "PC-2026-000123");
        let cut = fitted("営業部第一課の共有ノートパソコン(予備)");
        assert!(cut.text.ends_with('…') && (cut.size - 7.0).abs() < f32::EPSILON, "{cut:?}");
    }

    proptest! {
        #[test]
        fn it_always_fits(text in "\\PC{0,60}", width in 1.0f32..60.0, most in 6.0f32..30.0) {
            let fitted = fit(&text, Weight::Regular, width, most, 5.0);
            prop_assert!(typeface::width(&fitted.text, fitted.size, Weight::Regular) <= width);
        }
    }
}
