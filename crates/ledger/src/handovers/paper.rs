//! The document of a hand-over becomes a PDF: 貸与書 or 返却書.

use chrono::{Datelike as _, Offset as _, Timelike as _};
use kernel::{Fault, Result, Text};
use leaflet::pdf::Written;
use leaflet::strokes::Strokes;
use platform::locale::{Dates, t, tr};

use super::document::{Document, Paper, Thing};
use super::model::Direction;
use crate::papers::{self, Handing, Item, Party, Signature};

/// Prints a document, with days written as `dates` says and moments by the clocks of `zone`. The same document gives the
/// same bytes.
///
/// # Errors
/// `Fault::Broken` if there is more than fits on paper, or the typeface in the program cannot be read.
pub fn print(document: &Document, dates: Dates, zone: chrono_tz::Tz) -> Result<Paper> {
    let at = document.signed_at.with_timezone(&zone);
    let written = Written {
        day: (u16::try_from(at.year()).unwrap_or(0), small(at.month()), small(at.day())),
        time: (small(at.hour()), small(at.minute()), small(at.second())),
        offset: i16::try_from(at.offset().fix().local_minus_utc() / 60).unwrap_or(0),
    };
    let handing = Handing {
        company: document.company.clone(),
        document: document.id.to_string(),
        party: Party {
            name: document.person.clone(),
            number: document.employee_no.clone(),
            department: document.department.clone(),
        },
        items: document.things.iter().map(|thing| item(thing, document)).collect(),
        terms: document.terms.trim().to_owned(),
        note: note(document),
        place: String::new(),
        on: document.on,
        by: document.by_name.clone(),
        signature: signature(document, at.naive_local())?,
    };
    let (bytes, key) = match document.direction {
        Direction::Out => (papers::hand_out(&handing, dates, written)?, "handovers.file.out"),
        Direction::Back => (papers::hand_back(&handing, dates, written)?, "handovers.file.back"),
    };
    let name = tr(document.lang, key, &[("id", &document.id.to_string())]);
    Ok(Paper { name: format!("{name}.pdf"), bytes })
}

fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

fn item(thing: &Thing, document: &Document) -> Item {
    Item {
        number: thing.number.clone(),
        kind: thing.kind.clone(),
        model: thing.what.clone(),
        serial: thing.serial.clone(),
        accessories: thing.accessories.clone(),
        condition: thing.condition.clone(),
        due_on: document.due_on,
    }
}

/// The remarks; why nobody signed stands on the paper too.
fn note(document: &Document) -> String {
    let unsigned = match document.unsigned_because.as_str() {
        "" => String::new(),
        reason => format!("{}: {reason}", t(document.lang, "handovers.file.unsigned")),
    };
    let parts = [document.note.trim(), &unsigned].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

fn signature(document: &Document, at: chrono::NaiveDateTime) -> Result<Option<Signature>> {
    if document.signed_name.is_empty() {
        return Ok(None);
    }
    let strokes = match document.strokes.as_str() {
        "" => None,
        drawn => Some(
            Strokes::parse(drawn)
                .map_err(|_| Fault::field("strokes", Text::new("handovers.fault.strokes")))?,
        ),
    };
    Ok(Some(Signature { name: document.signed_name.clone(), strokes, at }))
}
