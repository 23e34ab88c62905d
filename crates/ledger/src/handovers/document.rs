//! What stands on the paper of a hand-over, as plain data.

use kernel::{Day, HandoverId, Lang, Moment};

use super::model::Direction;

/// A thing on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its number; may be empty.
    pub number: String,
    /// What kind of thing.
    pub kind: String,
    /// Maker and model, or the name of a line or account.
    pub what: String,
    /// The maker's serial number; may be empty.
    pub serial: String,
    /// What goes with it.
    pub accessories: String,
    /// How it looks.
    pub condition: String,
}

/// The paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// In which language it is written.
    pub lang: Lang,
    /// Its number.
    pub id: HandoverId,
    /// 貸与書 or 返却書.
    pub direction: Direction,
    /// The company; may be empty.
    pub company: String,
    /// To whom, or from whom.
    pub person: String,
    /// Their employee number; may be empty.
    pub employee_no: String,
    /// Their department; may be empty.
    pub department: String,
    /// The things.
    pub things: Vec<Thing>,
    /// A loan: back by this day.
    pub due_on: Option<Day>,
    /// What is agreed on.
    pub terms: String,
    /// Remarks.
    pub note: String,
    /// The day of the hand-over.
    pub on: Day,
    /// When it was signed.
    pub signed_at: Moment,
    /// The name of whoever signed; empty if nobody did.
    pub signed_name: String,
    /// The signature as it was drawn; empty if it was typed.
    pub strokes: String,
    /// Why nobody signed.
    pub unsigned_because: String,
    /// Who handed it over.
    pub by_name: String,
}

/// What was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
