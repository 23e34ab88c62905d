//! How the installation is: the doctor's findings, jobs, backups, and whether mails were really delivered.

mod backups;
mod doctor;
mod job_views;
mod jobs;
mod mails;

pub(crate) use job_views::name as job_name;
pub(crate) use jobs::later;

use crate::door::{Access, Routes};
use crate::ui::Markup;
use crate::ui::tabs::{Tab, tabs};
use kernel::{Lang, Right};
use platform::locale::t;

const SEE: Access = Access::Needs(Right::SeeSystemState);
const SET: Access = Access::Needs(Right::ManageSettings);
const BACK_UP: Access = Access::Needs(Right::BackUp);

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/system", SEE, doctor::show)
        .post("/system/examinations", SEE, doctor::examine)
        .get("/system/jobs", SEE, jobs::list)
        .get("/system/jobs/{id}", SEE, jobs::show)
        .get("/system/jobs/{id}/status", SEE, jobs::status)
        .post("/system/jobs/{id}/cancellation", SEE, jobs::cancel)
        .get("/system/backups", BACK_UP, backups::list)
        .post("/system/backups", BACK_UP, backups::make)
        .get("/system/mails", SEE, mails::list)
        .post("/system/mails/{id}/repetition", SET, mails::retry)
}

/// The pages of this room, the present one marked.
fn room(visit: &crate::door::Visit, here: &str) -> Markup {
    let lang: Lang = visit.lang;
    let pages: Vec<(&str, &str)> = [
        ("/system", "system.tab.doctor", Right::SeeSystemState),
        ("/system/jobs", "system.jobs.title", Right::SeeSystemState),
        ("/system/backups", "system.backups.title", Right::BackUp),
        ("/system/mails", "system.mails.title", Right::SeeSystemState),
    ]
    .into_iter()
    .filter(|(_, _, right)| visit.cx.actor.has(*right))
    .map(|(href, key, _)| (href, key))
    .collect();
    let words: Vec<_> = pages.iter().map(|(_, key)| t(lang, key)).collect();
    let pages: Vec<Tab<'_>> = pages
        .iter()
        .zip(&words)
        .map(|((href, _), word)| Tab { label: word, href, count: None, current: *href == here })
        .collect();
    tabs(&t(lang, "system.title"), &pages)
}
