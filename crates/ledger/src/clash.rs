//! Two people changed one thing: where their edits meet. The same for assets, people, departments and places.

use serde::Serialize;

use crate::assets::Values;

/// One field that two people changed differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// The field.
    pub field: String,
    /// What both started from.
    pub base: String,
    /// What is stored now.
    pub theirs: String,
    /// What this edit wants.
    pub mine: String,
}

/// Where `mine` and `theirs`, both made from `base`, differ. A field absent from `mine` was not touched.
pub fn clashes(base: &Values, theirs: &Values, mine: &Values) -> Vec<Clash> {
    let of = |values: &Values, field: &str| values.get(field).cloned().unwrap_or_default();
    let clash = |(field, wanted): (&String, &String)| {
        let (base, theirs) = (of(base, field), of(theirs, field));
        let meets = theirs != base && *wanted != base && theirs != *wanted;
        meets.then(|| Clash { field: field.clone(), base, theirs, mine: wanted.clone() })
    };
    mine.iter().filter_map(clash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_both_changed_clashes() {
        let of = |pairs: &[(&str, &str)]| -> Values {
            pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
        };
        let base = of(&[("note", "a"), ("user", "x")]);
        let theirs = of(&[("note", "b"), ("user", "x")]);
        assert_eq!(clashes(&base, &theirs, &of(&[("note", "c"), ("user", "y")])).len(), 1);
        assert!(clashes(&base, &theirs, &of(&[("note", "b")])).is_empty());
    }
}
