//! What stands in a list: computed from what is held, what was given back, the list's own lines and the reasons.

use std::collections::HashMap;

use kernel::{AssetId, Day};

use super::model::{Line, LineKey, Matter, Move, Need, OwnLine, Standing};
use crate::assets::Asset;
use crate::assets::rules::{display_name, folded_key};
use crate::handovers::Handover;
use crate::kinds::BuiltIn;
use crate::seats::Seat;

/// What a person holds now, and what they gave back since the list was begun.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    /// Things, lines and accounts.
    pub assets: Vec<Asset>,
    /// Open seats with their records.
    pub seats: Vec<(Seat, Asset)>,
    /// Planned hand-overs.
    pub planned: Vec<Handover>,
    /// What came back since, with its day.
    pub returned: Vec<(Asset, Option<Day>)>,
    /// Seats given back since, with their records.
    pub released: Vec<(Seat, Asset)>,
    /// The records that the list's own lines ask for.
    pub wanted: HashMap<AssetId, Asset>,
}

/// Why something held is not given back.
pub type Reasons = HashMap<LineKey, String>;

/// The lines of a list, the soonest first.
pub fn lines(list: &Move, held: &Holdings, own: &[OwnLine], reasons: &Reasons) -> Vec<Line> {
    let mut lines: Vec<Line> = own.iter().map(|line| own_line(line, held)).collect();
    if list.kind.gathers() {
        gather(list, held, reasons, &mut lines);
    }
    lines.sort_by_key(|line| (line.due_on, line.key));
    lines
}

fn own_line(line: &OwnLine, held: &Holdings) -> Line {
    let standing = match line.done_on {
        _ if !line.reason.is_empty() => Standing::Excused(line.reason.clone()),
        Some(on) => Standing::Done(Some(on)),
        None if is_met(line.need, held) => Standing::Done(None),
        None => Standing::Open,
    };
    Line {
        key: LineKey::Own(line.id),
        matter: Matter::Own { what: line.what.clone(), need: line.need },
        due_on: line.due_on,
        standing,
    }
}

/// Whether the ledger itself says that what a line asks for is there.
fn is_met(need: Need, held: &Holdings) -> bool {
    match need {
        Need::Nothing => false,
        Need::Kind(kind) => held.assets.iter().any(|asset| asset.kind == kind),
        Need::Seat(record) => {
            let name = held.wanted.get(&record).map(|record| folded_key(&display_name(&record.data)));
            let is_account = |asset: &&Asset| BuiltIn::of(asset.kind) == Some(BuiltIn::Account);
            let of_system = |asset: &Asset| {
                let system = asset.fields.get("system_name").map(|system| folded_key(system));
                system.is_some_and(|system| !system.is_empty() && Some(system) == name)
            };
            held.seats.iter().any(|(seat, _)| seat.record == record)
                || held.assets.iter().filter(is_account).any(of_system)
        }
    }
}

fn gather(list: &Move, held: &Holdings, reasons: &HashMap<LineKey, String>, lines: &mut Vec<Line>) {
    let open = |key: LineKey| match reasons.get(&key) {
        Some(reason) => Standing::Excused(reason.clone()),
        None => Standing::Open,
    };
    let mut add = |key, matter, standing| lines.push(Line { key, matter, due_on: list.on, standing });
    for asset in &held.assets {
        let key = LineKey::Asset(asset.id);
        add(key, Matter::Asset(Box::new(asset.clone())), open(key));
    }
    for (seat, record) in &held.seats {
        let key = LineKey::Seat(seat.id);
        add(key, Matter::Seat(seat.clone(), Box::new(record.clone())), open(key));
    }
    for handover in &held.planned {
        let key = LineKey::Handover(handover.id);
        add(key, Matter::Handover(Box::new(handover.clone())), open(key));
    }
    for (asset, on) in &held.returned {
        // What came back and was handed out again is held.
        if !held.assets.iter().any(|one| one.id == asset.id) {
            add(LineKey::Asset(asset.id), Matter::Asset(Box::new(asset.clone())), Standing::Done(*on));
        }
    }
    for (seat, record) in &held.released {
        let again = held.seats.iter().any(|(one, _)| one.id == seat.id);
        if !again {
            let matter = Matter::Seat(seat.clone(), Box::new(record.clone()));
            add(LineKey::Seat(seat.id), matter, Standing::Done(seat.until_on));
        }
    }
}

/// Whether a list may be closed: nothing is left that was neither done nor has a reason.
pub fn may_close(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.standing != Standing::Open)
}

/// The day on which a line of a template is due.
pub fn due(on: Day, days: i64) -> Day {
    let days = chrono::TimeDelta::try_days(days).unwrap_or_default();
    on.checked_add_signed(days).unwrap_or(on)
}

#[cfg(test)]
mod tests {
    use kernel::{MoveId, PersonId};
    use proptest::prelude::*;

    use super::*;
    use crate::assets::AssetData;
    use crate::moves::model::{Kind, State};
    use crate::seats::Holder;

    fn day(number: u32) -> Day {
        Day::from_ymd_opt(2026, 12, number).unwrap()
    }

    fn list(kind: Kind) -> Move {
        Move {
            id: MoveId(1),
            version: 1,
            person: PersonId(1),
            kind,
            state: State::Open,
            on: day(20),
            department: None,
            note: String::new(),
            closed_at: None,
            created_at: kernel::Moment::default(),
        }
    }

    fn asset(id: i64, kind: BuiltIn) -> Asset {
        let now = kernel::Moment::default();
        Asset {
            id: AssetId(id),
            version: 1,
            data: AssetData::new(kind.id()),
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    fn seat(id: i64, record: i64) -> (Seat, Asset) {
        let seat = Seat {
            id,
            record: AssetId(record),
            holder: Holder::Person(PersonId(1)),
            role: String::new(),
            from_on: day(1),
            until_on: None,
        };
        (seat, asset(record, BuiltIn::System))
    }

    fn own(id: i64, need: Need) -> OwnLine {
        OwnLine { id, what: "鍵".into(), need, due_on: day(10), done_on: None, reason: String::new() }
    }

    fn standing_of(lines: &[Line], key: LineKey) -> &Standing {
        &lines.iter().find(|line| line.key == key).unwrap().standing
    }

    #[test]
    fn what_a_newcomer_needs_is_ticked_off_by_the_ledger() {
        let wanted =
            [own(1, Need::Kind(BuiltIn::Pc.id())), own(2, Need::Seat(AssetId(7))), own(3, Need::Nothing)];
        let before = lines(&list(Kind::Join), &Holdings::default(), &wanted, &HashMap::new());
        assert!(before.iter().all(|line| line.standing == Standing::Open));
        let mut system = asset(7, BuiltIn::System);
        system.data.set("system_name", "給与システム");
        let mut account = asset(8, BuiltIn::Account);
        account.data.set("system_name", "給与 システム");
        let held = Holdings {
            assets: vec![asset(3, BuiltIn::Pc), account],
            wanted: HashMap::from([(AssetId(7), system)]),
            ..Holdings::default()
        };
        let after = lines(&list(Kind::Join), &held, &wanted, &HashMap::new());
        assert_eq!(after.len(), 3, "what a newcomer holds is nothing to be decided");
        assert_eq!(standing_of(&after, LineKey::Own(1)), &Standing::Done(None));
        assert_eq!(standing_of(&after, LineKey::Own(2)), &Standing::Done(None));
        assert_eq!(standing_of(&after, LineKey::Own(3)), &Standing::Open);
    }

    #[test]
    fn what_came_back_stays_in_the_list_as_done() {
        let held = Holdings {
            assets: vec![asset(1, BuiltIn::Pc)],
            returned: vec![(asset(1, BuiltIn::Pc), Some(day(2))), (asset(2, BuiltIn::Phone), Some(day(3)))],
            ..Holdings::default()
        };
        let lines = lines(&list(Kind::Leave), &held, &[], &HashMap::new());
        assert_eq!(standing_of(&lines, LineKey::Asset(AssetId(1))), &Standing::Open, "handed out again");
        assert_eq!(standing_of(&lines, LineKey::Asset(AssetId(2))), &Standing::Done(Some(day(3))));
        assert_eq!(lines.len(), 2);
    }

    proptest! {
        /// Nothing is left behind: a list that may be closed has an act or a reason for every single thing.
        #[test]
        fn a_list_is_not_closed_over_something_that_is_held(
            things in prop::collection::btree_set(1_i64..20, 0..10),
            seats in prop::collection::btree_set(1_i64..20, 0..6),
            excused in prop::collection::btree_set(1_i64..20, 0..20),
            excused_seats in prop::collection::btree_set(1_i64..20, 0..20),
            ticked in prop::collection::vec(any::<bool>(), 0..5),
            leaves in any::<bool>(),
        ) {
            let held = Holdings {
                assets: things.iter().map(|id| asset(*id, BuiltIn::Pc)).collect(),
                seats: seats.iter().map(|id| seat(*id, id + 100)).collect(),
                ..Holdings::default()
            };
            let reasons: HashMap<LineKey, String> = excused.iter().map(|id| LineKey::Asset(AssetId(*id)))
                .chain(excused_seats.iter().map(|id| LineKey::Seat(*id)))
                .map(|key| (key, "譲渡".to_owned())).collect();
            let own: Vec<OwnLine> = ticked.iter().zip(1..).map(|(done, id)| {
                OwnLine { done_on: done.then(|| day(5)), ..own(id, Need::Nothing) }
            }).collect();
            let kind = if leaves { Kind::Leave } else { Kind::Change };
            let lines = lines(&list(kind), &held, &own, &reasons);
            let behind = things.difference(&excused).count() + seats.difference(&excused_seats).count()
                + ticked.iter().filter(|done| !**done).count();
            prop_assert_eq!(lines.iter().filter(|line| line.standing == Standing::Open).count(), behind);
            prop_assert_eq!(may_close(&lines), behind == 0);
            prop_assert_eq!(lines.len(), things.len() + seats.len() + ticked.len());
        }
    }
}
