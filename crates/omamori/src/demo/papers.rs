//! Hand-overs of the sample company, with signatures that nobody ever wrote, and the list of somebody who leaves.

use chrono::Days;
use kernel::{Day, Result};
use ledger::handovers::{Direction, Handover, NewHandover, NewItem, Signing, ops};
use ledger::moves::{self, Kind, Matter, NewMove, Outcome};
use platform::Cx;

use super::random::Random;
use super::year::{find, person};

/// What is handed over, to whom, and what is said of it.
pub struct Wanted<'a> {
    /// The things by their numbers.
    pub numbers: &'a [&'a str],
    /// The person by their employee number.
    pub person: &'a str,
    /// Which way.
    pub direction: Direction,
    /// In how many days it is; 0 for now.
    pub in_days: u64,
    /// A loan: for how many days.
    pub loan_days: Option<u64>,
    /// What goes with the things.
    pub accessories: &'a str,
    /// Remarks.
    pub note: &'a str,
}

/// Plans a hand-over.
pub async fn plan(cx: &Cx, wanted: &Wanted<'_>) -> Result<Handover> {
    let planned_on = later(cx.today(), wanted.in_days);
    let mut items = Vec::new();
    for number in wanted.numbers {
        let (id, _) = find(cx, number).await?;
        items.push(NewItem { accessories: wanted.accessories.to_owned(), ..NewItem::of(id) });
    }
    let new = NewHandover {
        person: person(cx, wanted.person).await?.id,
        direction: wanted.direction,
        planned_on,
        due_on: wanted.loan_days.map(|days| later(planned_on, days)),
        note: wanted.note.to_owned(),
        items,
    };
    ops::plan(cx, &new).await
}

/// Does it at once: the person signs with a finger.
pub async fn sign(cx: &Cx, wanted: &Wanted<'_>) -> Result<()> {
    let planned = plan(cx, wanted).await?;
    let name = person(cx, wanted.person).await?.name;
    let signing = Signing {
        on: None,
        strokes: scribble(&name),
        name,
        unsigned_because: String::new(),
        by_name: super::cast::PEOPLE
            .iter()
            .find(|one| one.number == "0107")
            .map_or_else(String::new, |it| it.name.to_owned()),
    };
    ops::perform(cx, planned.id, planned.version, &signing).await?;
    Ok(())
}

/// The person signs for what they have had since before the ledger was taken over.
pub async fn sign_for_all(cx: &Cx, number: &str) -> Result<()> {
    let held = ledger::assets::ops::held_by(cx, person(cx, number).await?.id).await?;
    let devices =
        held.iter().filter(|asset| ["NB", "PH", "DT"].iter().any(|prefix| asset.number.starts_with(prefix)));
    let numbers: Vec<&str> = devices.map(|asset| asset.number.as_str()).collect();
    if numbers.is_empty() {
        return Ok(());
    }
    let wanted = Wanted {
        numbers: &numbers,
        person: number,
        direction: Direction::Out,
        in_days: 0,
        loan_days: None,
        accessories: "ACアダプター",
        note: "以前から使用中の機器の確認",
    };
    sign(cx, &wanted).await
}

/// Somebody leaves in some days: their list is open, and what was passed on is ticked off.
pub async fn leaving(cx: &Cx, number: &str, in_days: u64) -> Result<()> {
    let new = NewMove {
        person: person(cx, number).await?.id,
        kind: Kind::Leave,
        on: later(cx.today(), in_days),
        department: None,
        note: "後任は同じ課で分担".to_owned(),
    };
    let list = moves::ops::start(cx, &new).await?;
    let sheet = moves::ops::see(cx, list.id).await?;
    let own = |line: &&moves::Line| matches!(line.matter, Matter::Own { .. });
    if let Some(first) = sheet.lines.iter().find(own) {
        moves::ops::tick(cx, list.id, first.key, &Outcome::Done).await?;
    }
    Ok(())
}

fn later(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// A few curves that look like somebody in a hurry; the same name always gives the same.
fn scribble(name: &str) -> String {
    let seed = name.bytes().fold(7_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut random = Random::seeded(seed);
    let letters = name.chars().filter(|letter| !letter.is_whitespace()).count().max(2);
    let mut strokes: Vec<Vec<(usize, usize)>> = Vec::new();
    for letter in 0..letters {
        for _ in 0..3 {
            let (mut x, mut y) = (40 + letter * 110 + random.below(60), 40 + random.below(90));
            let (right, down) = (random.below(9), random.below(7));
            let stroke = (0..9).map(|step| {
                x += right + usize::from(step % 3 == 0);
                y = (y + down + random.below(4)).min(190);
                (x, y)
            });
            strokes.push(stroke.collect());
        }
    }
    serde_json::json!({ "width": 600, "height": 200, "strokes": strokes }).to_string()
}
