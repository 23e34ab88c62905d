//! `omamori new-key`: going on after the server's key file was lost.

use super::voice::{Outcome, Voice};
use crate::config::Place;
use crate::opening;

/// Takes the key file that is here (or a fresh one) and gives up what was sealed with the lost one.
pub async fn renew(place: &Place, voice: Voice) -> Outcome {
    let house = opening::existing(place, voice).await?;
    let taken = platform::secrets::prepare_restored(&house.system()).await;
    opening::close(house).await;
    let taken = taken.map_err(|fault| voice.fault(&fault))?;
    voice.tell(if taken { "cli.key.taken" } else { "cli.key.fits" }, &[]);
    Ok(())
}
