//! What a hand-over is.

use kernel::{AccountId, AssetId, Day, FileId, HandoverId, Moment, PersonId};
use serde::Serialize;

use crate::assets::Status;
use crate::changes::ChangeSetId;

/// Which way the things go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 貸与: to the person.
    Out,
    /// 返却: back from the person.
    Back,
}

impl Direction {
    /// Both.
    pub const ALL: [Direction; 2] = [Direction::Out, Direction::Back];

    /// The word as stored and in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::Back => "back",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// How far a hand-over is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 予定
    Planned,
    /// 済み
    Done,
    /// Everything that was handed out is back.
    Returned,
    /// 取りやめ
    Cancelled,
}

impl State {
    /// All of them.
    pub const ALL: [State; 4] = [State::Planned, State::Done, State::Returned, State::Cancelled];

    /// The word as stored and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Returned => "returned",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A thing of a hand-over that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Which.
    pub asset: AssetId,
    /// What goes with it: charger, case.
    pub accessories: String,
    /// How it looks: scratches, missing keys.
    pub condition: String,
    /// Where it goes when it comes back; of no meaning on the way out.
    pub to: Status,
}

impl NewItem {
    /// A thing with nothing said of it.
    pub fn of(asset: AssetId) -> Self {
        Self { asset, accessories: String::new(), condition: String::new(), to: Status::InStock }
    }
}

/// A hand-over that is to be planned, or what a planned one is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHandover {
    /// To whom, or from whom.
    pub person: PersonId,
    /// Which way.
    pub direction: Direction,
    /// On which day.
    pub planned_on: Day,
    /// A loan 貸出: back by this day. `None` for what is handed out for good, and for what comes back.
    pub due_on: Option<Day>,
    /// Remarks.
    pub note: String,
    /// The things.
    pub items: Vec<NewItem>,
}

/// A thing of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Which.
    pub asset: AssetId,
    /// What goes with it.
    pub accessories: String,
    /// How it looks.
    pub condition: String,
    /// Where it goes when it comes back.
    pub to: Status,
    /// What it was called when the paper was signed; empty before.
    pub called: String,
    /// The later hand-over that closed this one for the thing: it came back, or was handed out anew.
    pub closed_in: Option<HandoverId>,
}

/// What was signed, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// The day of the hand-over.
    pub on: Day,
    /// When it was written down.
    pub at: Moment,
    /// The name of whoever signed; empty if nobody did.
    pub name: String,
    /// The signature as it was drawn, as JSON; empty if it was typed or nobody signed.
    pub strokes: String,
    /// Why nobody signed; empty if somebody did.
    pub unsigned_because: String,
    /// The account that handed it over.
    pub by: Option<AccountId>,
    /// What that account's owner is called, as it stands on the paper.
    pub by_name: String,
}

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// Its id, which is also its number on paper.
    pub id: HandoverId,
    /// Goes up with every change.
    pub version: i64,
    /// To whom, or from whom.
    pub person: PersonId,
    /// Which way.
    pub direction: Direction,
    /// How far it is.
    pub state: State,
    /// On which day it is or was to be.
    pub planned_on: Day,
    /// Back by this day.
    pub due_on: Option<Day>,
    /// Remarks.
    pub note: String,
    /// The things, in the order of the paper.
    pub items: Vec<Item>,
    /// The terms as they were signed; before that, empty: those of the day apply.
    pub terms: String,
    /// What was signed.
    pub signed: Option<Signed>,
    /// What it did to its things.
    pub set: Option<ChangeSetId>,
    /// The signed paper.
    pub file: Option<FileId>,
    /// Why it was called off.
    pub cancelled_because: String,
    /// When it was planned.
    pub created_at: Moment,
}

/// How a hand-over is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// On which day it happened; today if none.
    pub on: Option<Day>,
    /// The name of whoever signs.
    pub name: String,
    /// The signature as it was drawn; may be empty where the name was typed.
    pub strokes: String,
    /// Why nobody signs. Either this or the name.
    pub unsigned_because: String,
    /// What the one who hands over is called.
    pub by_name: String,
}

/// What doing a hand-over answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// As it is now.
    pub handover: Handover,
    /// For 「元に戻す」.
    pub set: ChangeSetId,
}

/// Which hand-overs a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Planned, whatever the day.
    Planned,
    /// Planned for today or before.
    Today,
    /// Loans that are still out.
    Lent,
    /// Loans that should be back.
    Overdue,
    /// Done, whether things came back or not.
    Done,
    /// Called off.
    Cancelled,
}

impl Show {
    /// Each with its word in addresses.
    pub const ALL: [(Show, &'static str); 6] = [
        (Show::Today, "today"),
        (Show::Planned, "planned"),
        (Show::Overdue, "overdue"),
        (Show::Lent, "lent"),
        (Show::Done, "done"),
        (Show::Cancelled, "cancelled"),
    ];

    /// Reads the word; anything else is all.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|(_, known)| *known == word).map_or(Self::All, |(show, _)| show)
    }

    /// The word in addresses; empty for all.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(show, _)| *show == self).map_or("", |(_, word)| word)
    }
}

/// Which hand-overs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Filter {
    /// Which of them.
    pub show: Show,
    /// Only this person's.
    pub person: Option<PersonId>,
    /// Only those of this thing.
    pub asset: Option<AssetId>,
}

/// A hand-over in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The hand-over.
    pub handover: Handover,
    /// What the person is called.
    pub person_name: String,
    /// A loan that should be back: one of its things at least is still out.
    pub overdue: bool,
}
