//! `omamori journal verify`

use platform::journal::{self, Anchor, Break};
use serde_json::json;

use super::voice::{Complaint, Outcome, Voice};
use crate::config::{JournalVerb, Place};
use crate::opening;

/// Runs a command about the journal.
pub async fn run(place: &Place, verb: &JournalVerb, voice: Voice) -> Outcome {
    match verb {
        JournalVerb::Verify { anchors, json } => verify(place, anchors, *json, voice).await,
    }
}

async fn verify(place: &Place, anchors: &[String], as_json: bool, voice: Voice) -> Outcome {
    let anchors = anchors.iter().map(|text| anchor(text, voice)).collect::<Result<Vec<_>, _>>()?;
    let house = opening::existing(place, voice).await?;
    let found = journal::verify(house.db(), &anchors).await.map_err(|fault| voice.fault(&fault))?;
    let answer = match found {
        Ok(head) if as_json => {
            voice.json(&json!({ "intact": true, "entries": head.seq, "anchor": head.anchor.to_string() }))
        }
        Ok(head) => {
            let (count, anchor) = (head.seq.to_string(), head.anchor.to_string());
            voice.tell("cli.journal.intact", &[("count", &count), ("anchor", &anchor)]);
            Ok(())
        }
        Err(broken) => {
            let complaint = broken_words(&broken, voice);
            if as_json {
                voice.json(&json!({ "intact": false, "problem": complaint.0 }))?;
            }
            Err(complaint)
        }
    };
    opening::close(house).await;
    answer
}

/// Reads an anchor as a person typed it.
pub fn anchor(text: &str, voice: Voice) -> Result<Anchor, Complaint> {
    text.parse().map_err(|()| voice.complaint("cli.journal.anchor", &[("text", text)]))
}

/// What is wrong with the chain.
pub fn broken_words(broken: &Break, voice: Voice) -> Complaint {
    let (key, number) = match broken {
        Break::Missing(number) => ("cli.journal.missing", number),
        Break::Changed(number) => ("cli.journal.changed", number),
        Break::Cut(number, _) => ("cli.journal.cut", number),
        Break::Older(number) => ("cli.journal.older", number),
        Break::OtherHistory(number) => ("cli.journal.other", number),
    };
    voice.complaint(key, &[("number", &number.to_string())])
}
