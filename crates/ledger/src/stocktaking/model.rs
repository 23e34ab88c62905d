//! What a stocktaking is.

use kernel::{AssetId, Day, DepartmentId, KindId, Moment, PlaceId, StocktakingId, Text};
use serde::{Deserialize, Serialize};

pub use super::words::{Condition, Explanation, Outcome, Reason, Source, State};
use crate::changes::ChangeSetId;

/// Which things are counted. What is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// In these places, and all inside.
    pub places: Vec<PlaceId>,
    /// Of these departments.
    pub departments: Vec<DepartmentId>,
    /// Of these kinds.
    pub kinds: Vec<KindId>,
}

impl Scope {
    /// Whether everything is counted.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

/// A stocktaking to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStocktaking {
    /// What it is called: 「2026年度 本社」.
    pub name: String,
    /// As of which day.
    pub on: Day,
    /// What is counted.
    pub scope: Scope,
}

/// What was counted: in a room, or in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Things expected here.
    pub expected: i64,
    /// Of these, found in their place.
    pub here: i64,
    /// Of these, found elsewhere.
    pub away: i64,
    /// Of these, not found, but explained.
    pub explained: i64,
    /// Read here: things that belong here.
    pub read_here: i64,
    /// Read here: things that belong elsewhere.
    pub read_elsewhere: i64,
    /// Read here: things nobody expected.
    pub read_unexpected: i64,
    /// Read here: unknown numbers.
    pub read_unknown: i64,
}

impl Tally {
    /// Expected and not found, explained or not: 見つからない.
    pub fn missing(&self) -> i64 {
        self.expected - self.here - self.away
    }

    /// Not found and not explained: 不足.
    pub fn short(&self) -> i64 {
        self.missing() - self.explained
    }

    /// Found, wherever.
    pub fn found(&self) -> i64 {
        self.here + self.away
    }

    /// How many of a thousand expected things were found in their place; `None` if nothing was expected.
    pub fn accuracy_permille(&self) -> Option<i64> {
        (self.expected > 0).then(|| self.here * 1_000 / self.expected)
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.expected += more.expected;
        self.here += more.here;
        self.away += more.away;
        self.explained += more.explained;
        self.read_here += more.read_here;
        self.read_elsewhere += more.read_elsewhere;
        self.read_unexpected += more.read_unexpected;
        self.read_unknown += more.read_unknown;
    }
}

/// A stocktaking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stocktaking {
    /// Its id.
    pub id: StocktakingId,
    /// What it is called.
    pub name: String,
    /// As of which day.
    pub on: Day,
    /// What is counted.
    pub scope: Scope,
    /// Where it is in its life.
    pub state: State,
    /// When it was opened.
    pub opened_at: Moment,
    /// By whom, as [`kernel::Actor::label`] spells it.
    pub opened_by: String,
    /// When it was closed (or given up) last.
    pub closed_at: Option<Moment>,
    /// By whom.
    pub closed_by: String,
    /// When it was opened again.
    pub reopened_at: Option<Moment>,
    /// Why.
    pub reopen_reason: String,
    /// The change set that wrote `last_seen`, if it stands.
    pub seen_set: Option<ChangeSetId>,
    /// The counts of all rooms together.
    pub tally: Tally,
}

/// A place as it was when the stocktaking was opened, with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Room {
    /// The place; `None` for things whose place nobody wrote down.
    pub place: Option<PlaceId>,
    /// What it was called; empty for `None`.
    pub name: String,
    /// Its counts.
    pub tally: Tally,
}

/// A thing that is expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The thing.
    pub asset: AssetId,
    /// The room it is expected in.
    pub place: Option<PlaceId>,
    /// That room's name.
    pub place_name: String,
    /// Number on its label, as it was.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Maker and model.
    pub model: String,
    /// Serial number.
    pub serial: String,
    /// Its kind.
    pub kind: KindId,
    /// Who holds it now, as written.
    pub user_text: String,
    /// What was found: nothing yet, here, or elsewhere.
    pub found: Option<Outcome>,
    /// Why it is missing.
    pub explained: Option<Explanation>,
    /// What somebody wrote about that.
    pub note: String,
    /// Where it was found, by name.
    pub found_place: String,
    /// When it was read.
    pub found_at: Option<Moment>,
    /// By whom.
    pub found_by: String,
}

/// A reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scan {
    /// The id its maker gave it.
    pub client: String,
    /// In which place.
    pub place: PlaceId,
    /// What that is called.
    pub place_name: String,
    /// What was read.
    pub typed: String,
    /// Which thing that is.
    pub asset: Option<AssetId>,
    /// Its number, or what else it is called.
    pub label: String,
    /// Maker and model.
    pub model: String,
    /// Where the thing was expected.
    pub expected_place: String,
    /// What it found.
    pub outcome: Outcome,
    /// Why, where there is something to say.
    pub reason: Option<Reason>,
    /// How the thing looks.
    pub condition: Option<Condition>,
    /// A remark.
    pub note: String,
    /// With what it was read.
    pub source: Source,
    /// Who read it.
    pub by: String,
    /// When, by the reader's own clock.
    pub read_at: Moment,
    /// When it arrived, by ours.
    pub received_at: Moment,
    /// The change set that moved the thing here.
    pub moved_in: Option<ChangeSetId>,
}

/// A reading to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScan {
    /// A UUID that its maker gave it; the same one is taken in once.
    pub client: String,
    /// In which place.
    pub place: PlaceId,
    /// What was read: a number, a serial number, or the address on a label.
    pub typed: String,
    /// When, by the reader's clock; now if it does not say.
    pub read_at: Option<Moment>,
    /// With what.
    pub source: Source,
    /// How the thing looks.
    pub condition: Option<Condition>,
    /// A remark.
    pub note: String,
}

/// What somebody who counts did, in the order in which it was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Read something.
    Read(NewScan),
    /// Took a reading back.
    Undo {
        /// Which.
        scan: String,
    },
    /// Wrote how the thing looks.
    Remark {
        /// At which reading.
        scan: String,
        /// How it looks.
        condition: Option<Condition>,
        /// A remark.
        note: String,
    },
    /// 「ここに移す」: the ledger's place becomes the one it was read in.
    Move {
        /// By which reading.
        scan: String,
    },
}

impl Event {
    /// The reading it is about.
    pub fn scan(&self) -> &str {
        match self {
            Self::Read(new) => &new.client,
            Self::Undo { scan } | Self::Remark { scan, .. } | Self::Move { scan } => scan,
        }
    }
}

/// What became of an event. Sending it again gives the answer as it is by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The reading it was about.
    pub scan: String,
    /// Whether this event changed something (not when it had arrived before).
    pub is_new: bool,
    /// The reading as it stands; `None` if there is none (taken back, or never taken in).
    pub now: Option<Scan>,
    /// For [`Outcome::Again`]: the reading that counts.
    pub counted: Option<Box<Scan>>,
    /// Why it was refused. Sending it again will not help.
    pub refused: Option<Text>,
}
