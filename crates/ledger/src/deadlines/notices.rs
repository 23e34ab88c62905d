//! Telling of deadlines by mail, and what became of it: which day, to whom by role, and whether the mail server took it.

use std::collections::{BTreeSet, HashMap};

use chrono::Days;
use kernel::{AssetId, Day, Fault, Result, Right, Role, Subject};
use platform::journal::{self, Entry};
use platform::notify::{self, Fate, Mail};
use platform::{Cx, accounts};

use super::digest::{self, Short};
use super::model::{Deadline, DeadlineKind, Notice, Trouble};
use super::{ops, store};
use crate::assets::rules::display_name;
use crate::seats;

/// How long it is remembered what was said: longer than a deadline stays in the list, from the first notice on.
const REMEMBERED_DAYS: u64 = 500;
/// How long a notice that did not go out is news.
const TROUBLE_DAYS: u64 = 14;

/// What was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// How many deadlines deserved a mail today.
    pub deadlines: usize,
    /// How many mails were written; none a second time on one day.
    pub mails: usize,
}

/// Writes today's mail to each admin, if something comes nearer today, and notes of what it tells.
pub async fn tell(cx: &Cx) -> Result<Told> {
    cx.may(Right::ManageSettings)?;
    let today = cx.today();
    let news = ops::news(cx, today).await?;
    let short = newly_short(cx, today).await?;
    let mut told = Told { deadlines: news.len() + short.len(), mails: 0 };
    if told.deadlines == 0 {
        return Ok(told);
    }
    let (records, lines): (Vec<AssetId>, Vec<Short>) = short.into_iter().unzip();
    let settings = platform::settings::current(&cx.house).await?;
    let base = settings.server.base_url.as_ref().map(ToString::to_string);
    let accounts = accounts::list(cx).await?;
    let tx = cx.begin().await?;
    for account in accounts.into_iter().map(|listed| listed.account) {
        if account.role != Role::Admin || !account.active {
            continue;
        }
        let dates = settings.display.dates(account.lang);
        let Some(text) = digest::digest(dates, today, &news, &lines, base.as_deref()) else { continue };
        // The key keeps two nodes, or a job that runs twice, from writing it twice.
        let mail = Mail::new(account.email.as_str(), text.subject, text.text)
            .once(format!("deadlines:{today}:{}", account.id));
        if let Some(mail) = notify::mail(&tx, cx, &mail).await? {
            store::note(&tx, mail, account.role, today, &news).await?;
            store::note_seats(&tx, mail, account.role, today, &records).await?;
            told.mails += 1;
        }
    }
    if told.mails == 0 {
        return Ok(told);
    }
    store::forget(&tx, before(today, REMEMBERED_DAYS)).await?;
    let entry =
        Entry::new("deadlines.told", Subject::System).with("count", told.deadlines).with("mails", told.mails);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    cx.house.live().ring();
    Ok(told)
}

/// That seats run short is said again after so many days, as long as they do.
const SHORT_AGAIN_DAYS: u64 = 30;

/// The licences and systems of which the seats run short and which were not spoken of lately.
async fn newly_short(cx: &Cx, today: Day) -> Result<Vec<(AssetId, Short)>> {
    let short = seats::ops::running_short(cx).await?;
    let ids: Vec<AssetId> = short.iter().map(|(asset, _)| asset.id).collect();
    let said = store::seats_said(cx.db(), &ids).await?;
    let lately = before(today, SHORT_AGAIN_DAYS);
    let fresh = short.into_iter().filter(|(asset, _)| said.get(&asset.id).is_none_or(|said| *said <= lately));
    let line = |(asset, usage): (crate::assets::Asset, seats::Usage)| {
        let (left, bought) = (usage.left().unwrap_or(0), usage.bought.unwrap_or(0));
        (asset.id, Short { name: display_name(&asset.data), left, bought })
    };
    Ok(fresh.map(line).collect())
}

/// What was told of these deadlines, the newest first; a notice about another day than the deadline's present one is
/// not about it any more.
pub async fn about(cx: &Cx, deadlines: &[Deadline]) -> Result<HashMap<(AssetId, DeadlineKind), Vec<Notice>>> {
    cx.may(Right::ReadLedger)?;
    let due: HashMap<_, Day> = deadlines.iter().map(|one| ((one.asset, one.kind), one.due_on)).collect();
    let assets: BTreeSet<AssetId> = deadlines.iter().map(|one| one.asset).collect();
    let told = store::told(cx.db(), &assets.into_iter().collect::<Vec<_>>()).await?;
    let fates = fates(cx, told.iter().map(|one| one.mail)).await?;
    let mut all: HashMap<_, Vec<Notice>> = HashMap::new();
    for one in told {
        let thing = (one.asset, one.kind);
        let Some(fate) = fates.get(&one.mail).filter(|_| due.get(&thing) == Some(&one.due_on)) else {
            continue;
        };
        let notices = all.entry(thing).or_default();
        let alike = |notice: &&mut Notice| {
            (notice.said_on, notice.role, notice.state, &notice.why)
                == (one.said_on, one.role, fate.state, &fate.last_error)
        };
        match notices.iter_mut().find(alike) {
            Some(notice) => notice.people += 1,
            None => notices.push(Notice {
                said_on: one.said_on,
                role: one.role,
                people: 1,
                state: fate.state,
                why: fate.last_error.clone(),
            }),
        }
    }
    Ok(all)
}

/// The notices of the last two weeks that did not go out, the newest first.
pub async fn troubles(cx: &Cx) -> Result<Vec<Trouble>> {
    cx.may(Right::ReadLedger)?;
    let letters = store::letters(cx.db(), before(cx.today(), TROUBLE_DAYS)).await?;
    let fates = fates(cx, letters.iter().map(|letter| letter.mail)).await?;
    let mut all: Vec<Trouble> = Vec::new();
    for letter in letters {
        let Some(fate) = fates.get(&letter.mail).filter(|fate| fate.is_trouble()) else { continue };
        let next_at = (fate.state != notify::State::GivenUp).then_some(fate.next_at);
        let alike = |known: &&mut Trouble| {
            (known.said_on, known.role, known.next_at.is_none(), &known.why)
                == (letter.said_on, letter.role, next_at.is_none(), &fate.last_error)
        };
        match all.iter_mut().find(alike) {
            Some(known) => {
                known.people += 1;
                known.next_at = known.next_at.min(next_at);
            }
            None => all.push(Trouble {
                said_on: letter.said_on,
                role: letter.role,
                people: 1,
                deadlines: letter.deadlines,
                why: fate.last_error.clone(),
                next_at,
            }),
        }
    }
    Ok(all)
}

/// Sends a day's notice again to those whom it did not reach; says how many that are.
///
/// # Errors
/// [`Fault::NotFound`] if nothing was said on that day; [`Fault::Conflict`] if it has reached everybody or is on its way;
/// [`Fault::Forbidden`] without the right to change settings.
pub async fn tell_again(cx: &Cx, said_on: Day) -> Result<usize> {
    cx.may(Right::ManageSettings)?;
    let letters = store::letters(cx.db(), said_on).await?;
    let mails: Vec<i64> =
        letters.iter().filter(|letter| letter.said_on == said_on).map(|letter| letter.mail).collect();
    if mails.is_empty() {
        return Err(Fault::NotFound);
    }
    notify::retry(cx, &mails).await
}

async fn fates(cx: &Cx, mails: impl Iterator<Item = i64>) -> Result<HashMap<i64, Fate>> {
    let mails: BTreeSet<i64> = mails.collect();
    let fates = notify::fates(cx.db(), &mails.into_iter().collect::<Vec<_>>()).await?;
    Ok(fates.into_iter().map(|fate| (fate.id, fate)).collect())
}

fn before(day: Day, days: u64) -> Day {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}
