//! One of several things to choose from: in a list, in cards, in a filter.

/// A choice in a select, a radio group or a filter.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A quiet remark (radio cards show it).
    pub note: String,
    /// The heading it stands under (lists show it); empty for none.
    pub group: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// With a remark.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Under a heading, with the choices beside it that have the same.
    #[must_use]
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = group.into();
        self
    }
}
