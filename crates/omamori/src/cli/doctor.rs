//! `omamori doctor`

use platform::doctor::{self, Health};
use platform::locale::{Dates, say, t};
use serde_json::json;

use super::voice::{Complaint, Outcome, Voice};
use crate::config::Place;
use crate::opening;

/// Says in plain words whether all is well; a bad finding ends the command with a failure.
pub async fn run(place: &Place, as_json: bool, voice: Voice) -> Outcome {
    let house = opening::existing(place, voice).await?;
    let cx = house.acting(kernel::Actor::System, voice.0);
    let examination = doctor::run(&cx, &opening::migrations()).await;
    let settings = platform::settings::cached(&house);
    opening::close(house).await;
    let checks = examination.map_err(|fault| voice.fault(&fault))?.checks;
    let words = |text: &kernel::Text| say(voice.0, text);
    let dates = settings.map_or(Dates::common(voice.0), |settings| settings.display.dates(voice.0));
    if as_json {
        let list: Vec<_> = checks
            .iter()
            .map(|check| {
                json!({ "id": check.id, "health": check.health, "text": words(&check.text),
                        "advice": check.advice.as_ref().map(words) })
            })
            .collect();
        voice.json(&json!({ "health": doctor::worst(&checks), "checks": list }))?;
    } else {
        for check in &checks {
            let mark = match check.health {
                Health::Good => "○",
                Health::Soon => "△",
                Health::Bad => "×",
            };
            voice.line(&format!("{mark} {}", dates.say(&check.text)));
            if let Some(advice) = &check.advice {
                voice.line(&format!("    {}", dates.say(advice)));
            }
        }
    }
    if doctor::worst(&checks) == Health::Bad {
        return Err(Complaint(t(voice.0, "cli.doctor.bad").into_owned()));
    }
    Ok(())
}
