//! `omamori stocktaking list | export`

use std::collections::BTreeMap;
use std::path::Path;

use kernel::StocktakingId;
use ledger::stocktaking::report::{accuracy, export};
use ledger::stocktaking::{Stocktaking, lists};
use platform::Cx;
use platform::locale::say;

use super::voice::{Outcome, Voice};
use crate::config::{Place, StocktakingVerb};
use crate::opening;

/// Runs a command about stocktakings.
pub async fn run(place: &Place, verb: &StocktakingVerb, voice: Voice) -> Outcome {
    let house = opening::existing(place, voice).await?;
    let cx = house.acting(kernel::Actor::System, voice.0);
    let done = match verb {
        StocktakingVerb::List { json } => list(&cx, *json, voice).await,
        StocktakingVerb::Export { id, file } => write(&cx, StocktakingId(*id), file, voice).await,
    };
    opening::close(house).await;
    done
}

async fn list(cx: &Cx, as_json: bool, voice: Voice) -> Outcome {
    let all = lists::list(cx).await.map_err(|fault| voice.fault(&fault))?;
    if as_json {
        return voice.json(&all);
    }
    let line = |of: &Stocktaking| {
        let counts = [of.tally.expected, of.tally.found(), of.tally.missing(), of.tally.short()];
        let [expected, found, missing, short] = counts.map(|count| count.to_string());
        let (id, on, state) = (of.id.to_string(), of.on.to_string(), say(voice.0, &of.state.text()));
        voice.tell(
            "cli.stocktaking.line",
            &[
                ("id", &id),
                ("on", &on),
                ("name", &of.name),
                ("state", &state),
                ("expected", &expected),
                ("found", &found),
                ("missing", &missing),
                ("short", &short),
                ("accuracy", &accuracy(&of.tally)),
            ],
        );
    };
    all.iter().for_each(line);
    Ok(())
}

async fn write(cx: &Cx, id: StocktakingId, file: &Path, voice: Voice) -> Outcome {
    let accounts = platform::accounts::list(cx).await.map_err(|fault| voice.fault(&fault))?;
    let people: BTreeMap<String, String> =
        accounts.into_iter().map(|one| (format!("account:{}", one.account.id), one.account.name)).collect();
    let bytes = export(cx, id, &people, voice.0).await.map_err(|fault| voice.fault(&fault))?;
    let named = file.display().to_string();
    tokio::fs::write(file, &bytes).await.map_err(|error| {
        voice.complaint("cli.file.unwritable", &[("file", &named), ("detail", &error.to_string())])
    })?;
    voice.tell("cli.stocktaking.written", &[("file", &named)]);
    Ok(())
}
