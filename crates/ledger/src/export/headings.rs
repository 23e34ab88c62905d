//! The headings of what is kept under a name of ours and no field of the ledger: what the cell of a user told beside the
//! name. A file that goes out shows words; one that comes in is understood by those of either language, and by the names
//! themselves, which older exports showed.

use kernel::Lang;

use crate::assets::fees::PRICE_PER;
use crate::assets::fields::title;
use crate::assets::mentions::ABOUT;
use crate::costs::book::{DEPRECIATION, USEFUL_LIFE};

/// The names.
const INNER: [&str; 8] =
    ["user_previous", "user_since", "user_until", "user_note", PRICE_PER, USEFUL_LIFE, DEPRECIATION, ABOUT];

/// What stands over the column of an own field. Where the company has an own field of the same heading, ours shows its
/// name, so that no two columns are called the same.
pub(super) fn heading(name: &str, own: &[String], lang: Lang) -> String {
    let words = title(lang, name);
    let is_free = || !own.iter().any(|other| other != name && inner(other) == Some(name));
    if INNER.contains(&name) && is_free() { words } else { name.to_owned() }
}

/// The name under which a column with this heading is kept, if it is one of ours.
pub(crate) fn inner(heading: &str) -> Option<&'static str> {
    let means = |name: &&str| {
        yomi::is_same(heading, name)
            || Lang::ALL.iter().any(|lang| yomi::is_same(heading, &title(*lang, name)))
    };
    INNER.into_iter().find(means)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_leads_back_to_its_name() {
        for lang in Lang::ALL {
            for name in INNER {
                let shown = heading(name, &[], lang);
                assert_ne!(shown, name);
                assert_eq!(inner(&shown), Some(name));
                assert_eq!(inner(name), Some(name));
            }
        }
        assert_eq!(inner("備考2"), None);
        let own = ["前の使用者".to_owned(), "user_previous".to_owned()];
        assert_eq!(own.each_ref().map(|name| heading(name, &own, Lang::Ja)), own);
    }
}
