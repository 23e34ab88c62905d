//! A signature as it was drawn: strokes of points. It comes from a browser as JSON and is believed in nothing.
//!
//! `{"width":600,"height":200,"strokes":[[[12,30],[13,31]],[[40,20]]]}`

use serde::{Deserialize, Serialize};

/// The largest JSON text that is read.
pub const LARGEST: usize = 200_000;
/// The most strokes.
pub const MOST_STROKES: usize = 500;
/// The most points in all strokes together.
pub const MOST_POINTS: usize = 20_000;
/// The longest side of the field that was drawn on.
pub const LONGEST_SIDE: f32 = 10_000.0;

/// Why something is no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not the form that the page sends.
    #[error("this is no drawing")]
    Unreadable,
    /// More than anybody draws.
    #[error("the drawing is too large")]
    TooLarge,
    /// Nothing was drawn.
    #[error("nothing was drawn")]
    Empty,
}

/// A drawing with at least one stroke; every point lies inside its field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strokes {
    width: f32,
    height: f32,
    #[serde(rename = "strokes")]
    lines: Vec<Vec<(f32, f32)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    width: f32,
    height: f32,
    strokes: Vec<Vec<(f32, f32)>>,
}

impl Strokes {
    /// Reads what the page sent.
    pub fn parse(json: &str) -> Result<Self, Refused> {
        if json.len() > LARGEST {
            return Err(Refused::TooLarge);
        }
        let sent: Sent = serde_json::from_str(json).map_err(|_| Refused::Unreadable)?;
        let side = |length: f32| length.is_finite() && (1.0..=LONGEST_SIDE).contains(&length);
        if !side(sent.width) || !side(sent.height) {
            return Err(Refused::Unreadable);
        }
        let points: usize = sent.strokes.iter().map(Vec::len).sum();
        if sent.strokes.len() > MOST_STROKES || points > MOST_POINTS {
            return Err(Refused::TooLarge);
        }
        // Whoever draws over the edge has drawn along it.
        let inside = |(x, y): (f32, f32)| (x.clamp(0.0, sent.width), y.clamp(0.0, sent.height));
        let strokes: Vec<Vec<(f32, f32)>> = sent
            .strokes
            .into_iter()
            .filter(|stroke| !stroke.is_empty())
            .map(|stroke| stroke.into_iter().map(inside).collect())
            .collect();
        if strokes.is_empty() {
            return Err(Refused::Empty);
        }
        Ok(Self { width: sent.width, height: sent.height, lines: strokes })
    }

    /// The form in which it is kept; reads back as the same drawing.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The strokes.
    pub fn strokes(&self) -> &[Vec<(f32, f32)>] {
        &self.lines
    }

    /// What was really drawn on, without the empty margins: left, top, right, bottom.
    pub fn bounds(&self) -> (f32, f32, f32, f32) {
        let all = self.lines.iter().flatten();
        let far = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        all.fold(far, |(left, top, right, bottom), &(x, y)| {
            (left.min(x), top.min(y), right.max(x), bottom.max(y))
        })
    }

    /// The strokes in millimetres inside an area: as large as fits, in the middle, never drawn larger than `area` says
    /// and never stretched.
    pub(crate) fn placed(&self, area: crate::page::Area) -> Vec<Vec<(f32, f32)>> {
        let (left, top, right, bottom) = self.bounds();
        let (wide, high) = ((right - left).max(1.0), (bottom - top).max(1.0));
        let scale = (area.width / wide).min(area.height / high);
        let x = area.x + (area.width - (right - left) * scale) / 2.0;
        let y = area.y + (area.height - (bottom - top) * scale) / 2.0;
        let place = |&(px, py): &(f32, f32)| (x + (px - left) * scale, y + (py - top) * scale);
        self.lines.iter().map(|stroke| stroke.iter().map(place).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::page::Area;

    #[test]
    fn what_the_page_sends_is_read() {
        let json = r#"{"width":600,"height":200,"strokes":[[[12,30],[13.5,31]],[],[[40,20]]]}"#;
        let drawn = Strokes::parse(json).unwrap();
        assert_eq!(drawn.strokes().len(), 2);
        assert_eq!(Strokes::parse(&drawn.to_json()), Ok(drawn));
    }

    #[test]
    fn what_is_no_drawing_is_refused_with_its_reason() {
        let of = |json: &str| Strokes::parse(json).unwrap_err();
        assert_eq!(of(""), Refused::Unreadable);
        assert_eq!(of("[]"), Refused::Unreadable);
        assert_eq!(of(r#"{"width":600,"height":200,"strokes":[]}"#), Refused::Empty);
        assert_eq!(of(r#"{"width":600,"height":200,"strokes":[[]]}"#), Refused::Empty);
        assert_eq!(of(r#"{"width":0,"height":200,"strokes":[[[1,1]]]}"#), Refused::Unreadable);
        assert_eq!(of(r#"{"width":1e99,"height":200,"strokes":[[[1,1]]]}"#), Refused::Unreadable);
        assert_eq!(of(r#"{"width":9,"height":9,"strokes":[[[1,1]]],"href":"x"}"#), Refused::Unreadable);
        let many = format!(r#"{{"width":9,"height":9,"strokes":[{}]}}"#, vec!["[[1,1]]"; 501].join(","));
        assert_eq!(of(&many), Refused::TooLarge);
        assert_eq!(of(&" ".repeat(LARGEST + 1)), Refused::TooLarge);
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_breaks_the_reader(json in "\\PC{0,200}") {
            let _ = Strokes::parse(&json);
        }

        #[test]
        fn a_drawing_stays_inside_its_box(
            strokes in prop::collection::vec(prop::collection::vec((-1e6f32..1e6, -1e6f32..1e6), 1..20), 1..8),
        ) {
            let json = serde_json::json!({ "width": 600, "height": 200, "strokes": strokes }).to_string();
            let drawn = Strokes::parse(&json).unwrap();
            let area = Area::new(20.0, 30.0, 60.0, 18.0);
            for (x, y) in drawn.placed(area).into_iter().flatten() {
                prop_assert!(area.holds(Area::new(x, y, 0.0, 0.0)), "{x},{y}");
            }
        }
    }
}
