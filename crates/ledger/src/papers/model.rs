//! What a document is made of: plain data, everything in words already.

use chrono::NaiveDateTime;
use kernel::Day;
use leaflet::strokes::Strokes;

/// The most lines of one document; more is a spreadsheet.
pub const MOST_LINES: usize = 5_000;

/// The person who is handed something, or brings it back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Their name.
    pub name: String,
    /// Their employee number; may be empty.
    pub number: String,
    /// Their department; may be empty.
    pub department: String,
}

/// One thing in a hand-out or return.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The number on its label.
    pub number: String,
    /// What kind of thing.
    pub kind: String,
    /// Maker and model, or its name.
    pub model: String,
    /// The maker's serial number.
    pub serial: String,
    /// What goes with it: 「ACアダプター、かばん」.
    pub accessories: String,
    /// How it looks: 「天板に傷」.
    pub condition: String,
    /// When it is to come back.
    pub due_on: Option<Day>,
}

/// Who signed, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The name in print.
    pub name: String,
    /// What was drawn; `None` if the name was typed instead.
    pub strokes: Option<Strokes>,
    /// When, by the company's clocks.
    pub at: NaiveDateTime,
}

/// A hand-out or a return.
#[derive(Debug, Clone, PartialEq)]
pub struct Handing {
    /// The company.
    pub company: String,
    /// The number of the document; may be empty.
    pub document: String,
    /// Who gets the things, or brings them back.
    pub party: Party,
    /// The things, all under one signature.
    pub items: Vec<Item>,
    /// What whoever signs agrees to, as the company has written it; paragraphs by line breaks; may be empty.
    pub terms: String,
    /// Remarks; may be empty.
    pub note: String,
    /// Where it took place; may be empty.
    pub place: String,
    /// When.
    pub on: Day,
    /// Who handed the things over, or took them back, for the company.
    pub by: String,
    /// The signature; without one the document has an empty box to sign on paper.
    pub signature: Option<Signature>,
}

/// What was found in one place of a stocktaking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The place.
    pub name: String,
    /// How many should have been there.
    pub expected: u32,
    /// How many of them were there.
    pub found: u32,
    /// How many of them were found in another place.
    pub elsewhere: u32,
    /// How many of them were found nowhere.
    pub missing: u32,
}

/// A thing that was not found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thing {
    /// The number on its label.
    pub number: String,
    /// What kind of thing.
    pub kind: String,
    /// Maker and model, or its name.
    pub model: String,
    /// The maker's serial number.
    pub serial: String,
    /// Where it should have been.
    pub place: String,
    /// Who holds it.
    pub holder: String,
}

/// A thing that was found in another place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// The number on its label.
    pub number: String,
    /// Maker and model, or its name.
    pub model: String,
    /// Where it should have been.
    pub from: String,
    /// Where it was.
    pub to: String,
    /// What was done about it; may be empty.
    pub note: String,
}

/// The result of a stocktaking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stocktaking {
    /// The company.
    pub company: String,
    /// What the stocktaking is called: 「2026年度 下期棚卸」.
    pub name: String,
    /// The number of the document; may be empty.
    pub document: String,
    /// First and last day.
    pub period: (Day, Day),
    /// When the report was written.
    pub on: Day,
    /// Who wrote it.
    pub by: String,
    /// Place by place.
    pub places: Vec<Place>,
    /// What was not found.
    pub missing: Vec<Thing>,
    /// What was found in another place.
    pub moved: Vec<Moved>,
    /// Remarks; may be empty.
    pub note: String,
}

impl Stocktaking {
    /// All places together; its name is empty.
    pub fn total(&self) -> Place {
        self.places.iter().fold(Place::default(), |sum, place| Place {
            name: String::new(),
            expected: sum.expected.saturating_add(place.expected),
            found: sum.found.saturating_add(place.found),
            elsewhere: sum.elsewhere.saturating_add(place.elsewhere),
            missing: sum.missing.saturating_add(place.missing),
        })
    }

    /// How much of the ledger was true, in tenths of a percent: what was found where the ledger says, of what it says.
    /// `None` if the ledger said nothing. Never rounded up to the whole.
    pub fn accuracy(&self) -> Option<u32> {
        let total = self.total();
        let (found, expected) = (u64::from(total.found.min(total.expected)), u64::from(total.expected));
        let tenths = (found * 1_000).checked_div(expected)?;
        u32::try_from(tenths).ok()
    }
}
