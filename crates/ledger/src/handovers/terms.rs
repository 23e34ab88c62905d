//! The terms under which things are handed over: the company's own words, or those it starts with.

use kernel::{Fault, Lang, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Sql;
use platform::journal::{self, Entry};
use platform::locale::t;

use super::model::Direction;
use super::store;
use crate::assets::parse::tidy;

/// How long they may be.
pub const LONGEST: usize = 8_000;

/// The terms of one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The words; never empty.
    pub text: String,
    /// Goes up with every change; 0 while nobody has changed them.
    pub version: i64,
}

/// The words it starts with.
pub fn first_words(lang: Lang, direction: Direction) -> String {
    let key = match direction {
        Direction::Out => "handovers.terms.out",
        Direction::Back => "handovers.terms.back",
    };
    t(lang, key).into_owned()
}

pub(super) async fn stored(db: &impl Sql, lang: Lang, direction: Direction) -> Result<Terms> {
    let stored = store::terms(db, direction).await?;
    let (text, version) = stored.unwrap_or_default();
    Ok(Terms { text: if text.is_empty() { first_words(lang, direction) } else { text }, version })
}

/// The terms that apply today.
pub async fn see(cx: &Cx, direction: Direction) -> Result<Terms> {
    cx.may(Right::ReadLedger)?;
    stored(cx.db(), cx.lang, direction).await
}

/// Words them otherwise; an empty text goes back to the words it started with. Papers that were signed keep theirs.
///
/// # Errors
/// `Fault::Conflict` if somebody was faster.
pub async fn change(cx: &Cx, direction: Direction, version: i64, text: &str) -> Result<Terms> {
    cx.may(Right::ManageSettings)?;
    let text = tidy(text, true);
    if text.chars().count() > LONGEST {
        return Err(Fault::field("text", Text::new("assets.fault.too_long").with("limit", LONGEST)));
    }
    let tx = cx.begin().await?;
    if !store::set_terms(&tx, direction, version, &text).await? {
        return Err(Fault::conflict("handovers.fault.terms_changed_meanwhile"));
    }
    let entry = Entry::new("handover.terms_changed", Subject::System).with("direction", direction.word());
    journal::write(&tx, cx, &entry).await?;
    let terms = stored(&tx, cx.lang, direction).await?;
    tx.commit().await?;
    Ok(terms)
}
