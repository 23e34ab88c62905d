//! What the field for signatures sends: a drawing, or a name typed instead. Believed in nothing.

use chrono::NaiveDateTime;
use kernel::{Fault, Result, Text};
use leaflet::strokes::{Refused, Strokes};

use super::model::Signature;

/// The longest name.
const LONGEST_NAME: usize = 100;

/// Reads what was drawn into the field `field`, or the name that was typed instead. `name` is the name in print for a
/// drawing. Nothing at all is a fault of the field, in words.
pub fn parse(field: &str, drawn: &str, typed: &str, name: &str, at: NaiveDateTime) -> Result<Signature> {
    let fault = |key: &'static str| Fault::field(field, Text::new(key));
    let typed = leaflet::text::line(typed);
    if typed.chars().count() > LONGEST_NAME {
        return Err(fault("papers.fault.name_too_long"));
    }
    if drawn.trim().is_empty() {
        return if typed.is_empty() {
            Err(fault("papers.fault.not_signed"))
        } else {
            Ok(Signature { name: typed, strokes: None, at })
        };
    }
    match Strokes::parse(drawn) {
        Ok(strokes) => Ok(Signature { name: leaflet::text::line(name), strokes: Some(strokes), at }),
        Err(Refused::Empty) if typed.is_empty() => Err(fault("papers.fault.not_signed")),
        Err(Refused::Empty) => Ok(Signature { name: typed, strokes: None, at }),
        Err(Refused::TooLarge) => Err(fault("papers.fault.too_large")),
        Err(Refused::Unreadable) => Err(fault("papers.fault.unreadable")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DRAWN: &str = r#"{"width":600,"height":200,"strokes":[[[12,30],[13,31]]]}"#;
    const NOTHING: &str = r#"{"width":600,"height":200,"strokes":[]}"#;

    fn noon() -> NaiveDateTime {
        "2026-11-26T12:00:00".parse().unwrap()
    }

    fn read(drawn: &str, typed: &str) -> Result<Signature> {
        parse("signature", drawn, typed, "早川 里奈", noon())
    }

    #[test]
    fn a_drawing_counts_and_the_name_in_print_goes_with_it() {
        let signed = read(DRAWN, "").unwrap();
        assert!(signed.strokes.is_some());
        assert_eq!(signed.name, "早川 里奈");
    }

    #[test]
    fn whoever_cannot_draw_types_the_name() {
        for drawn in ["", " ", NOTHING] {
            let signed = read(drawn, " 早川\n里奈 ").unwrap();
            assert_eq!((signed.name.as_str(), signed.strokes), ("早川 里奈", None));
        }
    }

    #[test]
    fn nothing_is_no_signature() {
        for drawn in ["", NOTHING, "{}", "<svg>"] {
            assert!(matches!(read(drawn, ""), Err(Fault::Invalid(fields)) if fields[0].field == "signature"));
        }
        assert!(read("", &"名".repeat(101)).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_signed_or_refused(drawn in "\\PC{0,200}", typed in "\\PC{0,150}") {
            if let Ok(signed) = read(&drawn, &typed) {
                prop_assert!(signed.strokes.is_some() || !signed.name.is_empty());
            }
        }
    }
}
