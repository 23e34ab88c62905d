//! A signature as it comes from a browser: it is believed in nothing.
//!
//! `{"width":600,"height":200,"strokes":[[[12,30],[13,31]],[[40,20]]]}`

use kernel::{Fault, Result, Text};
use serde::Deserialize;

/// The largest text that is read.
pub const LARGEST: usize = 200_000;
const MOST_STROKES: usize = 500;
const MOST_POINTS: usize = 20_000;
const LONGEST_SIDE: f64 = 10_000.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    width: f64,
    height: f64,
    strokes: Vec<Vec<(f64, f64)>>,
}

/// What was drawn, as it is kept; empty if nothing was.
///
/// # Errors
/// `Fault::Invalid` at the field `strokes` if it is no drawing, or more than anybody draws.
pub fn read(sent: &str) -> Result<String> {
    if sent.trim().is_empty() {
        return Ok(String::new());
    }
    let refused = || Fault::field("strokes", Text::new("handovers.fault.strokes"));
    if sent.len() > LARGEST {
        return Err(refused());
    }
    let drawn: Sent = serde_json::from_str(sent).map_err(|_| refused())?;
    let side = |length: f64| (1.0..=LONGEST_SIDE).contains(&length);
    let points: usize = drawn.strokes.iter().map(Vec::len).sum();
    if !side(drawn.width) || !side(drawn.height) || drawn.strokes.len() > MOST_STROKES || points > MOST_POINTS
    {
        return Err(refused());
    }
    Ok(if points == 0 { String::new() } else { sent.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_drawing_is_kept_and_an_empty_one_is_none() {
        let drawn = r#"{"width":600,"height":200,"strokes":[[[12,30],[13.5,31]],[[40,20]]]}"#;
        assert_eq!(read(drawn).unwrap(), drawn);
        assert_eq!(read("").unwrap(), "");
        assert_eq!(read(r#"{"width":600,"height":200,"strokes":[[]]}"#).unwrap(), "");
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        for sent in [
            "[]",
            r#"{"width":0,"height":200,"strokes":[[[1,1]]]}"#,
            r#"{"width":1e99,"height":200,"strokes":[[[1,1]]]}"#,
            r#"{"width":9,"height":9,"strokes":[[[1,1]]],"href":"x"}"#,
        ] {
            assert!(matches!(read(sent), Err(Fault::Invalid(_))), "{sent}");
        }
        let many = format!(r#"{{"width":9,"height":9,"strokes":[{}]}}"#, vec!["[[1,1]]"; 501].join(","));
        assert!(read(&many).is_err());
        assert!(read(&"x".repeat(LARGEST + 1)).is_err());
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_breaks_the_reader(sent in "\\PC{0,200}") {
            let _ = read(&sent);
        }
    }
}
