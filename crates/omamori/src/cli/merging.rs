//! `omamori ledger merge | separate`

use kernel::{DepartmentId, Fault, PersonId, PlaceId, Result};
use ledger::changes::ChangeSetId;
use ledger::merging::{Merged, Plan};
use ledger::{people, trees};
use platform::Cx;
use platform::locale::tr;

use super::voice::{Outcome, Voice};
use crate::config::Mergeable;

/// Merges two entries, or says what that would do.
pub async fn merge(
    cx: &Cx,
    which: (Mergeable, i64, i64),
    dry_run: bool,
    as_json: bool,
    voice: Voice,
) -> Outcome {
    if dry_run {
        let plan = planned(cx, which).await.map_err(|fault| voice.fault(&fault))?;
        if as_json {
            return voice.json(&plan);
        }
        told(&plan, voice);
        voice.tell("cli.import.nothing_done", &[]);
        return Ok(());
    }
    let merged = merged(cx, which).await.map_err(|fault| voice.fault(&fault))?;
    if as_json {
        let answer = serde_json::json!({ "merger_id": merged.set, "assets": merged.assets });
        return voice.json(&answer);
    }
    let (id, assets) = (merged.set.to_string(), merged.assets.to_string());
    voice.tell("cli.merge.done", &[("id", &id), ("assets", &assets)]);
    Ok(())
}

async fn planned(cx: &Cx, (what, keep, gone): (Mergeable, i64, i64)) -> Result<Plan> {
    match what {
        Mergeable::Person => people::ops::plan_merge(cx, PersonId(keep), PersonId(gone)).await,
        Mergeable::Department => trees::ops::plan_merge(cx, DepartmentId(keep), DepartmentId(gone)).await,
        Mergeable::Place => trees::ops::plan_merge(cx, PlaceId(keep), PlaceId(gone)).await,
    }
}

async fn merged(cx: &Cx, (what, keep, gone): (Mergeable, i64, i64)) -> Result<Merged> {
    match what {
        Mergeable::Person => people::ops::merge(cx, PersonId(keep), PersonId(gone)).await,
        Mergeable::Department => trees::ops::merge(cx, DepartmentId(keep), DepartmentId(gone)).await,
        Mergeable::Place => trees::ops::merge(cx, PlaceId(keep), PlaceId(gone)).await,
    }
}

fn told(plan: &Plan, voice: Voice) {
    for (word, many) in &plan.moves {
        voice.line(&tr(voice.0, &format!("merging.moves.{word}"), &[("count", &many.to_string())]));
    }
    for taken in &plan.takes {
        voice.tell("cli.merge.takes", &[("field", &taken.field), ("value", &taken.new)]);
    }
    for (field, value) in &plan.drops {
        voice.tell("cli.merge.drops", &[("field", field), ("value", value)]);
    }
}

/// Takes a merger back.
pub async fn separate(cx: &Cx, id: i64, as_json: bool, voice: Voice) -> Outcome {
    let undone = ledger::merging::undo(cx, ChangeSetId(id)).await.map_err(|fault| match fault {
        Fault::NotFound => voice.complaint("cli.separate.unknown", &[("id", &id.to_string())]),
        other => voice.fault(&other),
    })?;
    if as_json {
        return voice.json(&undone);
    }
    voice.tell("cli.separate.done", &[("restored", &undone.restored.to_string())]);
    super::ledger::kept(&undone, voice);
    Ok(())
}
