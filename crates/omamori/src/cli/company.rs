//! `omamori init` and `omamori demo`

use std::pin::Pin;

use kernel::{JobId, Lang};
use platform::House;
use platform::accounts::{self, Founding};
use platform::jobs::{self, NewJob};
use platform::locale::t;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::voice::{Outcome, Voice};
use crate::config::{DemoOptions, InitOptions, Place};
use crate::demo::{self, Sample, cast};
use crate::opening;

/// Makes an empty company with its first admin.
pub async fn init(place: &Place, options: &InitOptions, voice: Voice) -> Outcome {
    let password = voice.password()?;
    let house = opening::open(place, voice).await?;
    let founding = Founding {
        company: options.company.clone(),
        email: options.admin_email.clone(),
        name: options.admin_name.clone().unwrap_or_else(|| options.admin_email.clone()),
        lang: voice.0,
        zone: options.time_zone,
    };
    let founded = accounts::found(&house, &founding, &password).await;
    opening::close(house).await;
    founded.map_err(|fault| voice.fault(&fault))?;
    voice
        .tell("cli.init.done", &[("company", &options.company), ("data", &place.data.display().to_string())]);
    Ok(())
}

/// Fills an empty data folder with the sample company.
pub async fn demo(place: &Place, options: &DemoOptions, voice: Voice) -> Outcome {
    let password = if options.admin_password_stdin { voice.password()? } else { invented(voice)? };
    let house = opening::open(place, voice).await?;
    let sample = Sample { seed: options.seed, today: options.today.unwrap_or_else(|| house.today()) };
    let founding = sample_founding(voice.0);
    let filled = demo::fill(&house, sample, &founding, &password).await;
    opening::close(house).await;
    filled.map_err(|fault| voice.fault(&fault))?;
    if options.json {
        let shown = (!options.admin_password_stdin).then(|| password.expose_secret().to_owned());
        return voice.json(&json!({ "email": founding.email, "password": shown }));
    }
    voice.tell("cli.demo.done", &[("company", cast::COMPANY)]);
    let shown = if options.admin_password_stdin {
        t(voice.0, "cli.demo.own_password").into_owned()
    } else {
        password.expose_secret().to_owned()
    };
    voice.tell("cli.demo.login", &[("email", &founding.email), ("password", &shown)]);
    Ok(())
}

/// The sample company's admin.
pub fn sample_founding(lang: Lang) -> Founding {
    let admin = cast::PEOPLE.iter().find(|person| person.number == "0107").unwrap_or(&cast::PEOPLE[0]);
    Founding {
        company: cast::COMPANY.to_owned(),
        email: format!("{}@{}", admin.mail, cast::DOMAIN),
        name: admin.name.to_owned(),
        lang,
        zone: cast::ZONE,
    }
}

/// A password that is shown once: 20 letters that cannot be mistaken for each other.
fn invented(voice: Voice) -> Result<SecretString, super::voice::Complaint> {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|error| voice.fault(&kernel::Fault::broken(error.to_string())))?;
    let letters: Vec<String> = bytes
        .chunks(5)
        .map(|five| five.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect())
        .collect();
    Ok(SecretString::from(letters.join("-")))
}

/// The wizard's second door: founds the sample company for whoever just typed in who they are, and begins the job that
/// lives through its year up to today.
pub fn begin_sample(
    house: House,
    founding: Founding,
    password: SecretString,
) -> Pin<Box<dyn Future<Output = kernel::Result<JobId>> + Send>> {
    Box::pin(async move {
        let sample = Sample { seed: 1, today: house.today() };
        let founding = Founding { company: cast::COMPANY.to_owned(), zone: cast::ZONE, ..founding };
        demo::found(&house, sample, &founding, &password).await?;
        let cx = house.system();
        let tx = cx.begin().await?;
        // It cannot be taken up in the middle, so it is tried once.
        let job = NewJob::new(demo::JOB).body(sample).unique(demo::JOB).attempts(1);
        let id = jobs::enqueue(&tx, &cx, job).await?;
        tx.commit().await?;
        house.live().ring();
        Ok(id)
    })
}
