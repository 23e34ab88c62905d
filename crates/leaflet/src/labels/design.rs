//! One label of any size: the code at the left, the number in big letters, and below it as many lines as can be read.

use super::tidy;
use crate::code::Code;
use crate::page::{Area, Mark, POINT, Run, Shade};
use crate::typeface::{ASCENT, Weight};
use crate::{Error, fit};

/// The smallest type that is still read without a lens.
const SMALLEST: f32 = 4.5;
/// From line to line, as a multiple of the size.
const LEADING: f32 = 1.25;
/// The largest number and the largest line below it.
const LARGEST: (f32, f32) = (24.0, 10.0);
/// No module of a code is larger; more would only waste room.
const LARGEST_MODULE: f32 = 0.75;

/// What stands on a label. What is empty takes no room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// What the code holds: an address.
    pub address: String,
    /// The number, in big letters.
    pub number: String,
    /// The lines below it, the most important first.
    pub lines: Vec<String>,
    /// Whose it is; small, at the foot.
    pub owner: String,
}

/// A line of text on its way: how important its size is against the others.
struct Line {
    text: String,
    share: f32,
    weight: Weight,
    most: f32,
    /// A number is shrunk as far as it can be read before it is ever cut.
    is_number: bool,
}

/// The marks of a label whose upper left corner is at 0, 0.
pub fn lay_out(label: &Label, size: (f32, f32), margin: f32) -> Result<Vec<Mark>, Error> {
    let inner = Area::new(0.0, 0.0, size.0, size.1).shrunk(margin);
    let code = Code::of(&label.address)?;
    #[expect(clippy::cast_precision_loss, reason = "at most 185 modules")]
    let modules = code.modules() as f32;
    // Its quiet zone may reach into the label's own margin, which is empty as well.
    let quiet = margin.min(2.0);
    let high = size.1 - 2.0 * (margin - quiet).max(0.0);
    let side = high.min(size.0 * 0.5).min(modules * LARGEST_MODULE);
    let area = Area::new(0.0, (size.1 - side) / 2.0, side, side);
    let mut marks = vec![Mark::Code { area, code }];
    let text = Area::new(side, inner.y, (size.0 - margin - side).max(0.0), inner.height);
    marks.extend(texts(label, text));
    Ok(marks)
}

fn texts(label: &Label, area: Area) -> Vec<Mark> {
    let mut lines = lines(label);
    let size = loop {
        let shares: f32 = lines.iter().map(|line| line.share).sum();
        let size = area.height / (shares.max(1.0) * LEADING * POINT);
        // What would be too small to read gives way to what matters more.
        if size * 0.8 >= SMALLEST || lines.len() <= 1 {
            break size;
        }
        lines.pop();
    };
    let slots: Vec<(Line, f32)> = lines
        .into_iter()
        .map(|line| {
            let most = (size * line.share).min(line.most);
            (line, most)
        })
        .collect();
    // The slots are as high as the largest type they may hold, so that labels beside each other stand alike.
    let high: f32 = slots.iter().map(|(_, most)| most * POINT * LEADING).sum();
    let mut top = area.y + (area.height - high).max(0.0) / 2.0;
    let mut marks = Vec::new();
    for (line, most) in slots {
        let least = if line.is_number { SMALLEST } else { (most * 0.6).max(SMALLEST) };
        let fit::Fitted { text, size } =
            fit::fit(&line.text, line.weight, area.width, most.max(least), least);
        let (height, letters) = (most * POINT * LEADING, size * POINT);
        let baseline = top + (height - letters) / 2.0 + ASCENT * letters;
        top += height;
        if !text.is_empty() {
            let (x, weight, shade) = (area.x, line.weight, Shade::Ink);
            marks.push(Mark::Text(Run { x, baseline, text, size, weight, shade }));
        }
    }
    marks
}

fn lines(label: &Label) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut push = |text: &str, share: f32, weight: Weight, most: f32| {
        let text = tidy(text);
        if !text.is_empty() {
            let is_number = weight == Weight::Bold;
            lines.push(Line { text, share, weight, most, is_number });
        }
    };
    push(&label.number, 1.9, Weight::Bold, LARGEST.0);
    for line in &label.lines {
        push(line, 1.0, Weight::Regular, LARGEST.1);
    }
    push(&label.owner, 0.8, Weight::Regular, LARGEST.1 * 0.8);
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::media::ALL;
    use super::*;

    fn label(number: &str, lines: &[&str], owner: &str) -> Label {
        Label {
            address: "https://omamori.example.co.jp/a/123".into(),
            number: number.into(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            owner: owner.into(),
        }
    }

    fn texts_of(marks: &[Mark]) -> Vec<&str> {
        let text =
            |mark| if let &Mark::Text(Run { ref text, .. }) = mark { Some(text.as_str()) } else { None };
        marks.iter().filter_map(text).collect()
    }

    #[test]
    fn a_large_label_says_everything_and_a_small_tape_what_matters() {
        let full = label("PC-0001", &["営業用ノートPC", "Latitude 5440", "本社3F"], "みどり製作所");
        let large = lay_out(&full, (86.4, 50.8), 1.8).unwrap();
        assert_eq!(
            texts_of(&large),
            ["PC-0001", "営業用ノートPC", "Latitude 5440", "本社3F", "みどり製作所"]
        );
        let tape = lay_out(&full, (45.0, 12.0), 1.0).unwrap();
        assert_eq!(texts_of(&tape)[..2], ["PC-0001", "営業用ノートPC"]);
    }

    proptest! {
        #[test]
        fn nothing_leaves_the_label_however_long_the_names_are(
            number in "\\PC{0,40}",
            lines in prop::collection::vec("\\PC{0,80}", 0..4),
            owner in "[漢字a-z ]{0,60}",
            place in 0..ALL.len(),
        ) {
            let stock = ALL[place];
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let face = Area::new(0.0, 0.0, stock.face.0, stock.face.1);
            for mark in lay_out(&label(&number, &lines, &owner), stock.face, stock.margin).unwrap() {
                prop_assert!(face.holds(mark.area()), "{mark:?} on {}", stock.key);
            }
        }
    }
}
