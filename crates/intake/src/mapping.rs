//! Which column is which field: the dictionary proposes, the subject and the values decide, each field goes to one column.

use crate::evidence::Profile;
use crate::heading::{self, Heading};
use crate::words::{self, Meaning};
use crate::{Field, Subject, secret};

/// Below this a guess is not taken.
pub(crate) const ENOUGH: i16 = 50;

/// What one column may be.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// Column, as an index into the list of columns.
    pub(crate) column: usize,
    /// The field it may be.
    pub(crate) field: Field,
    /// How good a guess that is.
    pub(crate) score: i16,
}

/// What a heading may mean by words alone, the best first. Parts of words count less.
pub(crate) fn meanings(heading: &Heading) -> Vec<Meaning> {
    for (form, loss) in &heading.forms {
        let exact = words::meanings(form);
        if !exact.is_empty() {
            return exact.iter().map(|(field, sure)| (*field, sure.saturating_sub(*loss))).collect();
        }
    }
    // Of 管理番号/ID the surest part says what it is, the first of equals.
    let parts = heading.parts.iter().rev().map(|part| words::meanings(part));
    if let Some(known) =
        parts.max_by_key(|known| known.first().map(|(_, sure)| *sure)).filter(|known| !known.is_empty())
    {
        return known.iter().map(|(field, sure)| (*field, sure.saturating_sub(12))).collect();
    }
    let Some((form, _)) = heading.forms.iter().min_by_key(|(form, _)| form.len()) else { return Vec::new() };
    partial(form)
}

/// 使用者(社員番号): of a user the bracket says what is written about them.
fn of_bracket(heading: &Heading) -> Option<Vec<Meaning>> {
    let inner = heading::normal(heading.bracket.as_deref()?);
    let about = words::meanings(&inner).first()?.0?;
    let told = matches!(about, Field::UserId | Field::Dept | Field::Phone | Field::LoginId);
    let of_user = meanings(heading).first().is_some_and(|(field, _)| *field == Some(Field::User));
    (told && of_user).then(|| vec![(Some(about), 90)])
}

/// Meanings of the known words inside a longer heading; the end of a Japanese compound says what it is.
fn partial(form: &str) -> Vec<Meaning> {
    let letters: Vec<(usize, char)> = form.char_indices().collect();
    let length = letters.len();
    if !(3..=24).contains(&length) {
        return Vec::new();
    }
    let mut found: Vec<Meaning> = Vec::new();
    for (from, &(start, _)) in letters.iter().enumerate() {
        for to in from + 2..=length {
            let end = letters.get(to).map_or(form.len(), |(at, _)| *at);
            let Some(word) = form.get(start..end) else { continue };
            // 児童番号 is a number, but whose, nobody says.
            let vague = matches!(word, "番号" | "なんばー" | "no" | "id");
            if vague || to - from == length || !is_whole_word(&letters, from, to) {
                continue;
            }
            let base = if to == length { 45 } else { 22 };
            let share = (to - from) * 40 / length;
            for (field, sure) in words::meanings(word) {
                let score = (base + share).saturating_sub(usize::from(100_u8.saturating_sub(*sure)));
                let score = u8::try_from(score).unwrap_or(100);
                match found.iter_mut().find(|(known, _)| known == field) {
                    Some((_, known)) => *known = score.max(*known),
                    None => found.push((*field, score)),
                }
            }
        }
    }
    found.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    // A heading that ends in a known word without a field (… 変更者) is not one of the fields it contains.
    if found.first().is_some_and(|(field, _)| field.is_none()) { Vec::new() } else { found }
}

/// A short Latin word must not be cut out of a longer one: `ip` is not in `ship`.
fn is_whole_word(letters: &[(usize, char)], from: usize, to: usize) -> bool {
    let latin = |index: usize| letters.get(index).is_some_and(|(_, letter)| letter.is_ascii_alphanumeric());
    let word_is_latin = (from..to).all(latin);
    let cut = (from > 0 && latin(from - 1) && latin(from)) || (latin(to) && to > 0 && latin(to - 1));
    if !cut {
        return to - from >= 2;
    }
    word_is_latin && to - from >= 6
}

/// All that a column may be, with scores.
pub(crate) fn candidates(
    column: usize,
    heading: &Heading,
    profile: &Profile,
    subject: Subject,
) -> Vec<Candidate> {
    // 旧部署 is not the department, and 認証情報保管場所 not where the thing stands.
    if heading.former || secret::speaks_of_secrets(heading) {
        return Vec::new();
    }
    let context = heading.forms.iter().find_map(|(form, _)| words::in_context(form, subject));
    let own;
    let found: &[Meaning] = if let Some(found) = context {
        found
    } else {
        own = of_bracket(heading).unwrap_or_else(|| meanings(heading));
        &own
    };
    let sole = found.len() == 1;
    let span_word = heading.forms.iter().any(|(form, _)| words::SPAN_WORDS.contains(&form.as_str()));
    let mut out = Vec::new();
    for (field, sure) in found {
        let Some(field) = field.filter(|field| !field.is_secret()) else { continue };
        if span_word && field == Field::LeaseEnd && !profile.is_spans() {
            continue;
        }
        if field == Field::Kind && profile.is_deals() {
            continue;
        }
        let mut fit = profile.fit(field);
        if *sure >= 94 && (sole || found.first().is_some_and(|(first, _)| *first == Some(field))) {
            fit = fit.max(-20);
        }
        if *sure < 90 && fit < 0 && !sole {
            fit -= 20;
        }
        if (field == Field::Url && profile.is_mail())
            || (field == Field::HostName && profile.is_product_names())
            || (field == Field::LoginId && *sure < 90 && profile.is_counting())
        {
            fit = -60;
        }
        let subject_fit = i16::from(belongs(field, subject)) * 3;
        let early = early_bonus(field, heading);
        out.push(Candidate { column, field, score: i16::from(*sure) + fit + subject_fit - early });
    }
    if out.is_empty()
        && found.is_empty()
        && let Some(field) = profile.certain()
    {
        out.push(Candidate { column, field, score: 55 });
    }
    out
}

/// Of two headings for one field, the one that stands first in the dictionary is the more telling: up to 8 points.
fn early_bonus(field: Field, heading: &Heading) -> i16 {
    let place =
        |lang: &str| words::words_of(field, lang).position(|word| heading::normal(word) == heading.first());
    let place = place("ja").or_else(|| place("en")).unwrap_or(60);
    i16::try_from(place / 6).unwrap_or(8).min(8)
}

/// Whether a field is at home on sheets about a subject.
const fn belongs(field: Field, subject: Subject) -> bool {
    match subject {
        Subject::Asset => matches!(
            field,
            Field::AssetNo | Field::HostName | Field::Kind | Field::Maker | Field::Model | Field::Serial
        ),
        Subject::Licence => matches!(
            field,
            Field::LicenceName
                | Field::LicenceType
                | Field::LicenceCount
                | Field::LicenceUsed
                | Field::Renewal
        ),
        Subject::Account => {
            matches!(field, Field::SystemName | Field::LoginId | Field::Url | Field::Privilege | Field::Mfa)
        }
        Subject::Contract => matches!(
            field,
            Field::ContractNo | Field::LeaseEnd | Field::Vendor | Field::AutoRenew | Field::NoticeBy
        ),
        Subject::PhoneLine => matches!(field, Field::Phone | Field::Carrier | Field::Plan | Field::Sim),
        Subject::Person => matches!(field, Field::User | Field::UserId | Field::Dept),
        Subject::Unknown => false,
    }
}

/// Gives each field to at most one column and each column at most one field, the best guesses first.
pub(crate) fn assign(mut candidates: Vec<Candidate>, taken: &[Field]) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.score >= ENOUGH && !taken.contains(&candidate.field));
    candidates.sort_by(|left, right| right.score.cmp(&left.score).then(left.column.cmp(&right.column)));
    let mut given: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let clash =
            given.iter().any(|known| known.column == candidate.column || known.field == candidate.field);
        if !clash {
            given.push(candidate);
        }
    }
    given
}
