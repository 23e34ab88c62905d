//! What a list is, and what stands in it.

use kernel::{AssetId, Day, DepartmentId, HandoverId, KindId, Moment, MoveId, PersonId};
use serde::{Deserialize, Serialize};

use crate::assets::Asset;
use crate::handovers::Handover;
use crate::people::Person;
use crate::seats::Seat;

/// What happens with the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 入社
    Join,
    /// 異動
    Change,
    /// 退職
    Leave,
}

impl Kind {
    /// All of them, in the order of a life at the company.
    pub const ALL: [Kind; 3] = [Kind::Join, Kind::Change, Kind::Leave];

    /// The word as stored and in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Change => "change",
            Self::Leave => "leave",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether everything the person holds stands in the list: on joining there is nothing to decide about it.
    pub fn gathers(self) -> bool {
        self != Self::Join
    }
}

/// How far a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Under way.
    Open,
    /// Everything was done or has a reason.
    Closed,
    /// Called off.
    Cancelled,
}

impl State {
    /// The word as stored and in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Closed, Self::Cancelled].into_iter().find(|state| state.word() == word)
    }
}

/// A list that is to be begun, or what an open one is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMove {
    /// For whom.
    pub person: PersonId,
    /// What happens.
    pub kind: Kind,
    /// On which day they come, move or go.
    pub on: Day,
    /// Where they move to; of no meaning for those who leave.
    pub department: Option<DepartmentId>,
    /// Remarks.
    pub note: String,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Its id.
    pub id: MoveId,
    /// Goes up with every change.
    pub version: i64,
    /// For whom.
    pub person: PersonId,
    /// What happens.
    pub kind: Kind,
    /// How far it is.
    pub state: State,
    /// On which day they come, move or go.
    pub on: Day,
    /// Where they move to.
    pub department: Option<DepartmentId>,
    /// Remarks.
    pub note: String,
    /// When it was closed or called off.
    pub closed_at: Option<Moment>,
    /// When it was begun.
    pub created_at: Moment,
}

/// What a line of one's own asks for, so that the ledger itself can say that it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Need {
    /// Nothing the ledger knows of: somebody ticks it off.
    #[default]
    Nothing,
    /// The person holds something of this kind.
    Kind(KindId),
    /// The person has a seat of this licence or an account of this system.
    Seat(AssetId),
}

impl Need {
    /// The text it is stored as: empty, `kind:1`, `seat:7`.
    pub fn text(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Kind(id) => format!("kind:{id}"),
            Self::Seat(id) => format!("seat:{id}"),
        }
    }

    /// Reads the text; anything else asks for nothing.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':').map(|(word, id)| (word, id.parse::<i64>())) {
            Some(("kind", Ok(id))) => Self::Kind(KindId(id)),
            Some(("seat", Ok(id))) => Self::Seat(AssetId(id)),
            _ => Self::Nothing,
        }
    }
}

/// A line of a template.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TemplateLine {
    /// What is to be done.
    pub what: String,
    /// What it asks for, as [`Need::text`].
    #[serde(default)]
    pub need: String,
    /// How many days after the day it is due; before it if negative.
    #[serde(default)]
    pub days: i64,
}

/// A line of a list's own, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    /// Its id.
    pub id: i64,
    /// What is to be done.
    pub what: String,
    /// What it asks for.
    pub need: Need,
    /// Until when.
    pub due_on: Day,
    /// When somebody ticked it off.
    pub done_on: Option<Day>,
    /// Why it is not done; empty if there is no such reason.
    pub reason: String,
}

/// What a line is called in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKey {
    /// A line of the list's own.
    Own(i64),
    /// A thing, line or account.
    Asset(AssetId),
    /// A seat.
    Seat(i64),
    /// A planned hand-over.
    Handover(HandoverId),
}

impl LineKey {
    /// Its word and number as stored.
    pub fn parts(self) -> (&'static str, i64) {
        match self {
            Self::Own(id) => ("own", id),
            Self::Asset(id) => ("asset", id.0),
            Self::Seat(id) => ("seat", id),
            Self::Handover(id) => ("handover", id.0),
        }
    }

    /// Reads word and number.
    pub fn of(word: &str, number: i64) -> Option<Self> {
        match word {
            "own" => Some(Self::Own(number)),
            "asset" => Some(Self::Asset(AssetId(number))),
            "seat" => Some(Self::Seat(number)),
            "handover" => Some(Self::Handover(HandoverId(number))),
            _ => None,
        }
    }

    /// Reads `asset-7`.
    pub fn parse(text: &str) -> Option<Self> {
        let (word, number) = text.split_once('-')?;
        Self::of(word, number.parse().ok()?)
    }
}

impl std::fmt::Display for LineKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (word, number) = self.parts();
        write!(f, "{word}-{number}")
    }
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// Something the list itself says.
    Own {
        /// What is to be done.
        what: String,
        /// What it asks for.
        need: Need,
    },
    /// A thing, line or account that the person holds or gave back.
    Asset(Box<Asset>),
    /// A seat of a licence or system, with the record it is of.
    Seat(Seat, Box<Asset>),
    /// A hand-over that is planned.
    Handover(Box<Handover>),
}

/// How a line stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// To be done.
    Open,
    /// Done; on which day, where that is known.
    Done(Option<Day>),
    /// Not done, for this reason.
    Excused(String),
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is called.
    pub key: LineKey,
    /// What it is about.
    pub matter: Matter,
    /// Until when.
    pub due_on: Day,
    /// How it stands.
    pub standing: Standing,
}

/// A list with everything that stands in it.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The list.
    pub list: Move,
    /// For whom.
    pub person: Person,
    /// What stands in it, the soonest first.
    pub lines: Vec<Line>,
}

impl Sheet {
    /// How many lines are still to be done.
    pub fn open(&self) -> usize {
        self.lines.iter().filter(|line| line.standing == Standing::Open).count()
    }
}

/// What somebody says of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done; only for the list's own lines, everything else is done by the real act.
    Done,
    /// It is not done, for this reason.
    Excused(String),
    /// Neither: it is to be done after all.
    Open,
}

/// Which lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those that are closed or called off; else the open ones.
    pub past: bool,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this person's.
    pub person: Option<PersonId>,
    /// Only those whose day comes by then.
    pub until: Option<Day>,
}

/// A list in a list of lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The list.
    pub list: Move,
    /// What the person is called.
    pub person_name: String,
    /// How many lines it has.
    pub lines: usize,
    /// How many are still to be done.
    pub open: usize,
}
