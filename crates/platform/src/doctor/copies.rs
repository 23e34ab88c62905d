//! Whether the backups also lie somewhere else than on the disk of the data.

use chrono::TimeDelta;
use kernel::{Result, Text};

use super::Check;
use crate::backup::{self as backups, Copies};
use crate::house::House;
use crate::settings;

const ID: &str = "second_place";
/// How old the last copy may be: a night and a half.
const FRESH: TimeDelta = TimeDelta::hours(36);
/// From here on a lost disk would cost a week's work.
const OLD: TimeDelta = TimeDelta::days(7);

pub(super) async fn second_place(house: &House) -> Check {
    look(house).await.unwrap_or_else(|fault| Check::of_fault(ID, &fault))
}

async fn look(house: &House) -> Result<Check> {
    let settings = settings::current(house).await?;
    let Some(folder) = &settings.backup.second_folder else {
        return Ok(Check::soon(
            ID,
            Text::new("doctor.second_place.none"),
            Text::new("doctor.second_place.none.advice"),
        ));
    };
    let advice = || Text::new("doctor.second_place.advice");
    let Copies { last_at, problem } = backups::copies(house.db()).await?;
    let trouble = backups::reach(folder).await.or(problem);
    let age = last_at.map(|at| house.now() - at);
    if let Some(trouble) = trouble {
        let is_grave = age.is_none_or(|age| age > OLD);
        return Ok(if is_grave {
            Check::bad(ID, trouble, advice())
        } else {
            Check::soon(ID, trouble, advice())
        });
    }
    let shown = folder.display().to_string();
    let Some((at, age)) = last_at.zip(age) else {
        let text = Text::new("doctor.second_place.waiting").with("folder", shown);
        return Ok(Check::soon(ID, text, Text::new("doctor.second_place.waiting.advice")));
    };
    let day = at.with_timezone(&house.zone()).format("%Y-%m-%d %H:%M");
    if age > FRESH {
        let text = Text::new("doctor.second_place.old").with("folder", shown).with("day", day);
        return Ok(if age > OLD { Check::bad(ID, text, advice()) } else { Check::soon(ID, text, advice()) });
    }
    if backups::is_same_disk(house.data(), folder) {
        let text = Text::new("doctor.second_place.same_disk").with("folder", shown);
        return Ok(Check::soon(ID, text, Text::new("doctor.second_place.same_disk.advice")));
    }
    Ok(Check::good(ID, Text::new("doctor.second_place.good").with("folder", shown).with("day", day)))
}
