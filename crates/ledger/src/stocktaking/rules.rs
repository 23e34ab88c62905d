//! Pure rules: the life of a stocktaking, what a reading means, and what the counts must be.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use kernel::{AssetId, Moment, PlaceId};

use super::model::{Outcome, Reason, State, Tally};

/// What a stocktaking becomes when it is closed; `None` if it cannot be.
pub fn closed(state: State) -> Option<State> {
    match state {
        State::Open => Some(State::Closed),
        State::Reopened => Some(State::Final),
        State::Closed | State::Final | State::Cancelled => None,
    }
}

/// What it becomes when it is opened again: once.
pub fn reopened(state: State) -> Option<State> {
    (state == State::Closed).then_some(State::Reopened)
}

/// What it becomes when it is given up: only while it was never closed.
pub fn cancelled(state: State) -> Option<State> {
    (state == State::Open).then_some(State::Cancelled)
}

/// A thing that a number may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The thing.
    pub asset: AssetId,
    /// Whether it is expected, and in which room (0 for none).
    pub expected: Option<i64>,
    /// Whether a reading has counted it.
    pub is_counted: bool,
    /// Why nobody expects it, if nobody does.
    pub reason: Reason,
}

impl Candidate {
    /// How likely it is meant: the less the better.
    fn rank(&self, chain: &[PlaceId]) -> u8 {
        match self.expected {
            Some(room) if !self.is_counted && fits(room, chain) => 0,
            Some(_) if !self.is_counted => 1,
            Some(_) => 2,
            None => 3,
        }
    }
}

/// What a reading is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A thing of the ledger.
    Thing(Candidate),
    /// Several things; nobody can tell which.
    Several,
    /// Nothing the ledger knows.
    Nothing,
}

/// Which of the things with a number (or a serial number, which several may have) is meant. `chain` is the room one
/// stands in and all it lies in.
pub fn pick(candidates: &[Candidate], chain: &[PlaceId]) -> Seen {
    let Some(best) = candidates.iter().map(|one| one.rank(chain)).min() else { return Seen::Nothing };
    let mut likely = candidates.iter().filter(|one| one.rank(chain) == best);
    match (likely.next(), likely.next()) {
        (Some(one), None) => Seen::Thing(*one),
        _ => Seen::Several,
    }
}

/// What a reading found, before asking whether an earlier one counted the same.
pub fn judge(seen: Seen, chain: &[PlaceId]) -> (Outcome, Option<Reason>) {
    match seen {
        Seen::Nothing => (Outcome::Unknown, None),
        Seen::Several => (Outcome::Unknown, Some(Reason::Ambiguous)),
        Seen::Thing(Candidate { expected: None, reason, .. }) => (Outcome::Unexpected, Some(reason)),
        Seen::Thing(Candidate { expected: Some(room), .. }) => {
            (if fits(room, chain) { Outcome::Here } else { Outcome::Elsewhere }, None)
        }
    }
}

/// Whether a thing of `room` may stand where the chain begins: in that room, or in one inside it. What has no place
/// belongs nowhere yet.
pub fn fits(room: i64, chain: &[PlaceId]) -> bool {
    room != 0 && chain.iter().any(|place| place.0 == room)
}

/// What a counting reading adds: to the room it was made in, and to the room the thing is expected in.
pub fn shares(outcome: Outcome, expected: Option<i64>, read_in: i64) -> Vec<(i64, Tally)> {
    let none = Tally::default();
    let read = match outcome {
        Outcome::Here => Tally { read_here: 1, ..none },
        Outcome::Elsewhere => Tally { read_elsewhere: 1, ..none },
        Outcome::Unexpected => Tally { read_unexpected: 1, ..none },
        Outcome::Unknown => Tally { read_unknown: 1, ..none },
        Outcome::Again | Outcome::Late => return Vec::new(),
    };
    let own = match outcome {
        Outcome::Here => Some(Tally { here: 1, ..none }),
        Outcome::Elsewhere => Some(Tally { away: 1, ..none }),
        _ => None,
    };
    let own = expected.zip(own);
    std::iter::once((read_in, read)).chain(own).collect()
}

/// The same, taken away.
pub fn negative(tally: Tally) -> Tally {
    Tally {
        expected: -tally.expected,
        here: -tally.here,
        away: -tally.away,
        explained: -tally.explained,
        read_here: -tally.read_here,
        read_elsewhere: -tally.read_elsewhere,
        read_unexpected: -tally.read_unexpected,
        read_unknown: -tally.read_unknown,
    }
}

/// An item as [`recount`] wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What is counted: the key that readings carry too.
    pub thing: String,
    /// Its room.
    pub room: i64,
    /// Whether somebody explained why it is missing.
    pub is_explained: bool,
}

/// A reading as [`recount`] wants it, in the order of arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was read.
    pub thing: String,
    /// Where.
    pub room: i64,
    /// The rooms around it, itself first.
    pub chain: Vec<PlaceId>,
    /// Whether the ledger knows the thing.
    pub is_known: bool,
    /// Taken back, or late.
    pub is_out: bool,
}

/// What the counts of every room must be: the definition that the kept counts are held against.
pub fn recount(items: &[Expected], readings: &[Reading]) -> BTreeMap<i64, Tally> {
    let mut rooms: BTreeMap<i64, Tally> = BTreeMap::new();
    let mut counted: BTreeMap<&str, &Reading> = BTreeMap::new();
    for reading in readings.iter().filter(|reading| !reading.is_out) {
        counted.entry(&reading.thing).or_insert(reading);
    }
    for item in items {
        let is_found = counted.contains_key(item.thing.as_str());
        let explained = i64::from(item.is_explained && !is_found);
        *rooms.entry(item.room).or_default() += Tally { expected: 1, explained, ..Tally::default() };
    }
    for reading in counted.into_values() {
        let item = items.iter().find(|item| item.thing == reading.thing);
        let outcome = match item {
            Some(item) if fits(item.room, &reading.chain) => Outcome::Here,
            Some(_) => Outcome::Elsewhere,
            None if reading.is_known => Outcome::Unexpected,
            None => Outcome::Unknown,
        };
        for (room, share) in shares(outcome, item.map(|item| item.room), reading.room) {
            *rooms.entry(room).or_default() += share;
        }
    }
    rooms
}

/// When a thing was seen: what the reader's clock says, unless it cannot be true (before the stocktaking, or after the
/// reading arrived), then the moment of arrival.
pub fn seen_at(read_at: Moment, received_at: Moment, opened_at: Moment) -> Moment {
    let early = opened_at - TimeDelta::hours(12);
    let late = received_at + platform::time::SKEW;
    if read_at < early || read_at > late { received_at } else { read_at }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn candidate(asset: i64, expected: Option<i64>, is_counted: bool) -> Candidate {
        Candidate { asset: AssetId(asset), expected, is_counted, reason: Reason::OutOfScope }
    }

    #[test]
    fn of_two_with_one_serial_number_the_one_that_belongs_here_is_meant() {
        let chain = [PlaceId(3), PlaceId(1)];
        let (here, elsewhere, stranger) =
            (candidate(1, Some(3), false), candidate(2, Some(4), false), candidate(3, None, false));
        assert_eq!(pick(&[stranger, elsewhere, here], &chain), Seen::Thing(here));
        assert_eq!(pick(&[stranger, elsewhere], &chain), Seen::Thing(elsewhere));
        assert_eq!(pick(&[here, candidate(4, Some(1), false)], &chain), Seen::Several);
        assert_eq!(pick(&[candidate(1, Some(3), true), elsewhere], &chain), Seen::Thing(elsewhere));
        assert_eq!(pick(&[], &chain), Seen::Nothing);
    }

    #[test]
    fn a_thing_of_the_building_is_in_its_place_in_any_room_of_it() {
        let chain = [PlaceId(3), PlaceId(1)];
        assert!(fits(3, &chain) && fits(1, &chain));
        assert!(!fits(4, &chain) && !fits(0, &chain));
    }

    #[test]
    fn a_clock_that_cannot_be_right_is_not_believed() {
        let at = |hour: i64| Moment::UNIX_EPOCH + TimeDelta::hours(hour);
        assert_eq!(seen_at(at(110), at(120), at(100)), at(110));
        assert_eq!(seen_at(at(300), at(120), at(100)), at(120));
        assert_eq!(seen_at(at(1), at(120), at(100)), at(120));
    }

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Close,
        Reopen,
        Cancel,
    }

    proptest! {
        #[test]
        fn it_is_closed_twice_and_reopened_once_at_most(
            steps in prop::collection::vec(prop::sample::select(vec![Step::Close, Step::Reopen, Step::Cancel]), 0..12),
        ) {
            let (mut state, mut closings, mut reopenings) = (State::Open, 0, 0);
            for step in steps {
                let next = match step {
                    Step::Close => closed(state),
                    Step::Reopen => reopened(state),
                    Step::Cancel => cancelled(state),
                };
                let Some(next) = next else { continue };
                prop_assert!(!matches!(state, State::Final | State::Cancelled), "an end is an end");
                prop_assert_ne!(state.is_counting(), next.is_counting());
                match step {
                    Step::Close => closings += 1,
                    Step::Reopen => reopenings += 1,
                    Step::Cancel => prop_assert_eq!(closings, 0),
                }
                state = next;
            }
            prop_assert!(closings <= 2 && reopenings <= 1);
            prop_assert_eq!(state == State::Final, closings == 2);
        }

        #[test]
        fn every_expected_thing_is_found_or_missing_and_nothing_is_counted_twice(
            rooms in prop::collection::vec(0_i64..4, 0..12),
            readings in prop::collection::vec((0_usize..16, 1_i64..4, any::<bool>()), 0..40),
        ) {
            let thing = |at: usize| format!("a{at}");
            let items: Vec<Expected> = rooms
                .iter()
                .enumerate()
                .map(|(at, room)| Expected { thing: thing(at), room: *room, is_explained: at % 3 == 0 })
                .collect();
            let readings: Vec<Reading> = readings
                .into_iter()
                .map(|(at, room, is_out)| {
                    let chain = vec![PlaceId(room)];
                    Reading { thing: thing(at), room, chain, is_known: at < 14, is_out }
                })
                .collect();
            let counts = recount(&items, &readings);
            let mut all = Tally::default();
            for tally in counts.values() {
                prop_assert!(tally.missing() >= tally.explained && tally.explained >= 0);
                all += *tally;
            }
            prop_assert_eq!(all.expected, i64::try_from(rooms.len()).unwrap());
            prop_assert_eq!(all.found(), all.read_here + all.read_elsewhere);
            prop_assert_eq!(all.here, all.read_here);
            let distinct: std::collections::BTreeSet<&str> =
                readings.iter().filter(|one| !one.is_out).map(|one| one.thing.as_str()).collect();
            let read = all.read_here + all.read_elsewhere + all.read_unexpected + all.read_unknown;
            prop_assert_eq!(read, i64::try_from(distinct.len()).unwrap());
            // The same readings, all sent three times, count the same.
            let thrice: Vec<Reading> =
                readings.iter().chain(&readings).chain(&readings).cloned().collect();
            prop_assert_eq!(recount(&items, &thrice), counts);
        }
    }
}
