//! `omamori people import`

use ledger::people::RowAction;
use platform::locale::{say, tr};
use serde_json::json;

use super::ledger::read;
use super::voice::{Outcome, Voice};
use crate::config::{PeopleVerb, Place};
use crate::opening;

/// Runs a command about people.
pub async fn run(place: &Place, verb: &PeopleVerb, voice: Voice) -> Outcome {
    let PeopleVerb::Import { file, dry_run, json } = verb;
    let house = opening::existing(place, voice).await?;
    let cx = house.acting(kernel::Actor::System, voice.0);
    let (workbook, _) = read(&cx, file, voice).await?;
    let done = if *dry_run {
        ledger::people::ops::plan_import(&cx, &workbook).await
    } else {
        ledger::people::ops::import(&cx, &workbook).await
    };
    opening::close(house).await;
    let done = done.map_err(|fault| voice.fault(&fault))?;
    let count = |action: RowAction| done.rows.iter().filter(|row| row.action == action).count();
    let [new, change, same, error] =
        [RowAction::New, RowAction::Change, RowAction::Same, RowAction::Error].map(count);
    if *json {
        return voice.json(&json!({
            "header_row": done.header_row,
            "unknown": done.unknown,
            "totals": { "new": new, "change": change, "same": same, "error": error },
        }));
    }
    for row in &done.rows {
        if let Some(problem) = &row.problem {
            let place = tr(voice.0, "cli.import.row", &[("row", &row.row.to_string())]);
            voice.line(&format!("  {place}: {}", say(voice.0, problem)));
        }
    }
    let counts = [new, change, same, error].map(|number| number.to_string());
    voice.tell(
        "cli.people.totals",
        &[("new", &counts[0]), ("change", &counts[1]), ("same", &counts[2]), ("error", &counts[3])],
    );
    Ok(())
}
