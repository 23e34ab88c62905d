//! States of a hand-over, what is wrong with a planned one, and what stands in the way of doing it.

use kernel::{AssetId, Day, Fault, FieldFault, PersonId, Result, Text};
use serde::Serialize;

use super::model::{Direction, NewHandover, State};
use crate::assets::{Asset, Status};
use crate::kinds::BuiltIn;

/// How many things a hand-over may have.
pub const MOST_ITEMS: usize = 200;
/// How long what is said of a thing may be.
const LONGEST: usize = 500;
/// How long a remark may be.
const LONGEST_NOTE: usize = 2_000;

/// What happens to a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It is planned otherwise.
    Change,
    /// It is done.
    Perform,
    /// It is called off.
    Cancel,
    /// It is taken back, as if it had not been done.
    Undo,
    /// The last of its things came back.
    Return,
    /// That was taken back.
    Reopen,
}

impl Act {
    /// All of them.
    pub const ALL: [Act; 6] = [Act::Change, Act::Perform, Act::Cancel, Act::Undo, Act::Return, Act::Reopen];
}

impl State {
    /// What it is after an act; `None` where the act makes no sense.
    pub fn after(self, direction: Direction, act: Act) -> Option<State> {
        match (self, act) {
            (State::Planned, Act::Change) | (State::Done, Act::Undo) => Some(State::Planned),
            (State::Planned, Act::Perform) | (State::Returned, Act::Reopen) => Some(State::Done),
            (State::Planned, Act::Cancel) => Some(State::Cancelled),
            (State::Done, Act::Return) if direction == Direction::Out => Some(State::Returned),
            _ => None,
        }
    }
}

/// Everything that is wrong with what is planned, at once.
///
/// # Errors
/// `Fault::Invalid` with the fields.
pub fn check(new: &NewHandover) -> Result<()> {
    let mut faults = Vec::new();
    let mut fault = |field: String, text: Text| faults.push(FieldFault { field, text });
    if new.items.is_empty() {
        fault("items".to_owned(), Text::new("handovers.fault.nothing"));
    }
    if new.items.len() > MOST_ITEMS {
        fault("items".to_owned(), Text::new("handovers.fault.too_many").with("limit", MOST_ITEMS));
    }
    for (place, item) in new.items.iter().enumerate() {
        if new.items.iter().take(place).any(|before| before.asset == item.asset) {
            fault(field_of(item.asset), Text::new("handovers.fault.twice"));
        }
        if [&item.accessories, &item.condition].iter().any(|text| text.chars().count() > LONGEST) {
            fault(field_of(item.asset), Text::new("assets.fault.too_long").with("limit", LONGEST));
        }
    }
    if new.due_on.is_some_and(|due| due < new.planned_on) {
        fault("due_on".to_owned(), Text::new("handovers.fault.due_before"));
    }
    if new.note.chars().count() > LONGEST_NOTE {
        fault("note".to_owned(), Text::new("assets.fault.too_long").with("limit", LONGEST_NOTE));
    }
    if faults.is_empty() { Ok(()) } else { Err(Fault::Invalid(faults)) }
}

/// The field under which a fault of a thing is said.
pub fn field_of(asset: AssetId) -> String {
    format!("item.{asset}")
}

/// Why a thing cannot be handed over as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Obstacle {
    /// It is not in the ledger any more.
    Deleted,
    /// It was disposed of, or lost.
    Gone,
    /// Nobody can be handed one: it is a contract, a licence, a system.
    NoThing,
    /// Somebody else holds it by now.
    HeldBy {
        /// As written in the ledger.
        name: String,
    },
    /// The person who is to give it back does not hold it.
    NotHeld,
}

impl Obstacle {
    /// In words, with what the thing is called.
    pub fn text(&self, called: &str) -> Text {
        let text = match self {
            Self::Deleted => Text::new("handovers.obstacle.deleted"),
            Self::Gone => Text::new("handovers.obstacle.gone"),
            Self::NoThing => Text::new("handovers.obstacle.no_thing"),
            Self::HeldBy { name } => Text::new("handovers.obstacle.held_by").with("name", name),
            Self::NotHeld => Text::new("handovers.obstacle.not_held"),
        };
        text.with("thing", called)
    }
}

/// What stands in the way of one thing; `None` if nothing does.
pub fn obstacle(
    direction: Direction,
    person: PersonId,
    person_name: &str,
    asset: Option<&Asset>,
) -> Option<Obstacle> {
    let Some(asset) = asset.filter(|asset| asset.deleted_at.is_none()) else {
        return Some(Obstacle::Deleted);
    };
    if !can_be_handed(asset) {
        return Some(Obstacle::NoThing);
    }
    let held = asset.person == Some(person);
    match direction {
        Direction::Back => (!held).then_some(Obstacle::NotHeld),
        Direction::Out if asset.status.is_gone() => Some(Obstacle::Gone),
        Direction::Out => {
            let by_name = asset.person.is_none()
                && crate::people::matching_name(&asset.user_text)
                    == crate::people::matching_name(person_name);
            let free = asset.person.is_none() && asset.user_text.is_empty();
            let name = || asset.user_text.clone();
            (!held && !by_name && !free).then(|| Obstacle::HeldBy { name: name() })
        }
    }
}

/// Whether a person can be handed one: things, lines and accounts, not licences, contracts or systems.
pub fn can_be_handed(asset: &Asset) -> bool {
    match BuiltIn::of(asset.kind) {
        Some(BuiltIn::Account | BuiltIn::Line) | None => true,
        Some(kind) => !kind.is_record(),
    }
}

/// What a thing is once it was handed out.
pub fn status_out(due_on: Option<Day>) -> Status {
    if due_on.is_some() { Status::Lent } else { Status::InUse }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::handovers::model::NewItem;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let new = NewHandover {
            person: PersonId(1),
            direction: Direction::Out,
            planned_on: day("2026-11-22"),
            due_on: Some(day("2026-11-21")),
            note: "あ".repeat(2_001),
            items: vec![NewItem::of(AssetId(7)), NewItem::of(AssetId(7))],
        };
        let Err(Fault::Invalid(faults)) = check(&new) else { panic!("it must be refused") };
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["item.7", "due_on", "note"]);
        let nothing = NewHandover { items: Vec::new(), due_on: None, note: String::new(), ..new };
        assert!(matches!(check(&nothing), Err(Fault::Invalid(faults)) if faults[0].field == "items"));
    }

    proptest! {
        /// Whatever is tried in whatever order: what was called off stays so, only what was handed out comes back, and
        /// a hand-over has been done once more than it was undone exactly while its things are with the other side.
        #[test]
        fn no_order_of_acts_leads_astray(
            out in any::<bool>(), acts in prop::collection::vec(prop::sample::select(&Act::ALL[..]), 0..40),
        ) {
            let direction = if out { Direction::Out } else { Direction::Back };
            let (mut state, mut performed, mut undone, mut returned, mut reopened) = (State::Planned, 0, 0, 0, 0);
            for act in acts {
                let Some(after) = state.after(direction, act) else { continue };
                prop_assert_ne!(state, State::Cancelled, "nothing happens after calling off");
                match act {
                    Act::Perform => performed += 1,
                    Act::Undo => undone += 1,
                    Act::Return => returned += 1,
                    Act::Reopen => reopened += 1,
                    Act::Change => prop_assert_eq!(after, State::Planned),
                    Act::Cancel => prop_assert_eq!(performed, undone, "only what is not done can be called off"),
                }
                state = after;
                let with_the_other = performed - undone == 1 && returned == reopened;
                prop_assert_eq!(state == State::Done, with_the_other);
                prop_assert_eq!(state == State::Returned, returned - reopened == 1);
                prop_assert!(returned == 0 || out, "what came back cannot come back again");
            }
        }
    }
}
