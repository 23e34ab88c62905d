//! What the things on a page of the journal are called: each room is asked once for all of its things on that page.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{
    AssetId, HandoverId, ImportId, JobId, Lang, MoveId, PersonId, Result, Right, StocktakingId, Subject,
    TokenId,
};
use maud::{Markup, html};
use platform::journal::Line;
use platform::locale::{t, tr};

use crate::assets::{account_names, words};
use crate::door::Visit;

/// The names behind the subjects and actors of some entries.
pub struct Names {
    /// What accounts are called, by the label that entries carry.
    pub accounts: BTreeMap<String, String>,
    things: HashMap<Subject, Name>,
    reader: kernel::Actor,
}

struct Name {
    text: String,
    /// It is marked as deleted: its page says so and offers the way back.
    deleted: bool,
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self { text, deleted: false }
    }
}

/// The things that are to be named, by room.
#[derive(Default)]
struct Wanted {
    assets: BTreeSet<AssetId>,
    people: BTreeSet<PersonId>,
    handovers: BTreeSet<HandoverId>,
    moves: BTreeSet<MoveId>,
    imports: BTreeSet<ImportId>,
    jobs: BTreeSet<JobId>,
    tokens: BTreeSet<TokenId>,
    stocktakings: BTreeSet<StocktakingId>,
    departments: bool,
    places: bool,
    kinds: bool,
}

impl Wanted {
    fn of(lines: &[Line]) -> Self {
        let mut wanted = Self::default();
        for line in lines {
            let actor = line
                .actor
                .split_once(':')
                .and_then(|(word, number)| Subject::from_parts(word, number.parse().ok()?));
            for subject in line.subject.into_iter().chain(actor) {
                match subject {
                    Subject::Asset(id) => drop(wanted.assets.insert(id)),
                    Subject::Person(id) => drop(wanted.people.insert(id)),
                    Subject::Handover(id) => drop(wanted.handovers.insert(id)),
                    Subject::Move(id) => drop(wanted.moves.insert(id)),
                    Subject::Import(id) => drop(wanted.imports.insert(id)),
                    Subject::Job(id) => drop(wanted.jobs.insert(id)),
                    Subject::Token(id) => drop(wanted.tokens.insert(id)),
                    Subject::Stocktaking(id) => drop(wanted.stocktakings.insert(id)),
                    Subject::Department(_) => wanted.departments = true,
                    Subject::Place(_) => wanted.places = true,
                    Subject::Kind(_) => wanted.kinds = true,
                    Subject::Account(_) | Subject::File(_) | Subject::System => {}
                }
            }
        }
        wanted
    }
}

fn list<T: Copy>(ids: &BTreeSet<T>) -> Vec<T> {
    ids.iter().copied().collect()
}

impl Names {
    /// Asks the rooms, each once and only if it is spoken of.
    pub async fn load(visit: &Visit, lines: &[Line]) -> Result<Self> {
        let (cx, lang, wanted) = (&visit.cx, visit.lang, Wanted::of(lines));
        let mut things: HashMap<Subject, Name> = HashMap::new();
        for asset in ledger::assets::ops::some(cx, &list(&wanted.assets)).await? {
            let text = words::title(lang, &asset, asset.id);
            things.insert(Subject::Asset(asset.id), Name { text, deleted: asset.deleted_at.is_some() });
        }
        let people = ledger::people::ops::names(cx, &list(&wanted.people)).await?;
        things.extend(people.into_iter().map(|(id, name)| (Subject::Person(id), name.into())));
        for (id, person) in ledger::handovers::ops::names(cx, &list(&wanted.handovers)).await? {
            let text = tr(lang, "journal.handover", &[("id", &id.to_string()), ("person", &person)]);
            things.insert(Subject::Handover(id), text.into());
        }
        for (id, kind, person) in ledger::moves::ops::names(cx, &list(&wanted.moves)).await? {
            let text = crate::moves::words::title(lang, kind, &person);
            things.insert(Subject::Move(id), text.into());
        }
        let imports = ledger::imports::ops::names(cx, &list(&wanted.imports)).await?;
        things.extend(imports.into_iter().map(|(id, name)| (Subject::Import(id), name.into())));
        let tokens = platform::tokens::labels(cx, &list(&wanted.tokens)).await?;
        things.extend(tokens.into_iter().map(|(id, label)| (Subject::Token(id), label.into())));
        let counted = ledger::stocktaking::lists::names(cx, &list(&wanted.stocktakings)).await?;
        things.extend(counted.into_iter().map(|(id, name)| (Subject::Stocktaking(id), name.into())));
        if cx.actor.has(Right::SeeSystemState) {
            let jobs = platform::jobs::kinds(cx, &list(&wanted.jobs)).await?;
            let named = |kind: String| crate::system::job_name(lang, &kind).into();
            things.extend(jobs.into_iter().map(|(id, kind)| (Subject::Job(id), named(kind))));
        }
        if wanted.departments {
            let all = ledger::departments::ops::names(cx).await?;
            things.extend(all.into_iter().map(|one| (Subject::Department(one.id), one.name.into())));
        }
        if wanted.places {
            let all = ledger::places::ops::names(cx).await?;
            things.extend(all.into_iter().map(|one| (Subject::Place(one.id), one.name.into())));
        }
        if wanted.kinds {
            let all = ledger::kinds::ops::list(cx).await?;
            things.extend(all.into_iter().map(|kind| (Subject::Kind(kind.id), kind.label(lang).into())));
        }
        Ok(Self { accounts: account_names(visit).await?, things, reader: cx.actor.clone() })
    }

    /// Who did it.
    pub fn actor(&self, lang: Lang, label: &str) -> String {
        if let Some(name) = self.accounts.get(label) {
            return name.clone();
        }
        match label.split_once(':') {
            Some(("token", number)) => {
                let token = number.parse().ok().map(|number| Subject::Token(TokenId(number)));
                let name = token.and_then(|token| self.things.get(&token)).map(|name| name.text.as_str());
                format!("{} {}", t(lang, "journal.actor.token"), name.unwrap_or(number))
            }
            Some(_) => label.to_owned(),
            None if label == "system" => t(lang, "journal.actor.system").into_owned(),
            None => t(lang, "journal.actor.visitor").into_owned(),
        }
    }

    /// What it is about, with the way there; what is gone says so.
    pub fn subject(&self, lang: Lang, subject: Option<Subject>) -> Markup {
        let Some(subject) = subject.filter(|subject| *subject != Subject::System) else { return html! {} };
        let account = self.accounts.get(&subject.to_string());
        let name = self.things.get(&subject);
        let deleted = name.is_some_and(|name| name.deleted);
        let word = || t(lang, &format!("journal.subject.{}", subject.word()));
        let Some(text) = account.or(name.map(|name| &name.text)) else {
            // Nobody is asked about files, nor about jobs where the reader may not know.
            let unasked = matches!(subject, Subject::File(_))
                || matches!(subject, Subject::Job(_)) && !self.reader.has(Right::SeeSystemState);
            let number = subject.number().to_string();
            let key = if unasked { "journal.numbered" } else { "journal.gone" };
            return html! { span.quiet { (tr(lang, key, &[("word", &word()), ("number", &number)])) } };
        };
        html! {
            // The way there only for who may go it.
            @match address(subject).filter(|(_, needed)| self.reader.has(*needed)).map(|(href, _)| href) { Some(href) => a href=(href) { (text) }, None => (text) }
            @if deleted { " " span.quiet { (t(lang, "journal.deleted")) } }
        }
    }
}

/// Where it is shown, and the right that the page asks for.
fn address(subject: Subject) -> Option<(String, Right)> {
    let number = subject.number();
    Some(match subject {
        Subject::Account(_) => (format!("/accounts/{number}"), Right::ManageAccounts),
        Subject::Asset(_) => (format!("/assets/{number}"), Right::ReadLedger),
        Subject::Import(_) => (format!("/imports/{number}"), Right::ReadLedger),
        Subject::Person(_) => (format!("/people/{number}"), Right::ReadLedger),
        Subject::Stocktaking(_) => (format!("/stocktakings/{number}"), Right::ReadLedger),
        Subject::Handover(_) => (format!("/handovers/{number}"), Right::ReadLedger),
        Subject::Move(_) => (format!("/moves/{number}"), Right::ReadLedger),
        Subject::Job(_) => (format!("/system/jobs/{number}"), Right::SeeSystemState),
        Subject::Department(_) => (format!("/assets?department={number}"), Right::ReadLedger),
        Subject::Place(_) => (format!("/assets?place={number}"), Right::ReadLedger),
        Subject::Kind(_) => (format!("/assets?kind={number}"), Right::ReadLedger),
        Subject::Token(_) => ("/tokens".to_owned(), Right::ManageTokens),
        Subject::File(_) | Subject::System => return None,
    })
}
