//! Buttons: one main act per page, quiet ones beside it, and the dangerous in its own colour.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weight {
    /// The one act the page is for.
    Primary,
    /// Everything else.
    #[default]
    Quiet,
    /// Looks like a word in a toolbar.
    Bare,
    /// Cannot be taken back.
    Danger,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button is-primary",
            Self::Quiet => "button",
            Self::Bare => "button is-bare",
            Self::Danger => "button is-danger",
        }
    }
}

/// A button or a link that looks like one.
#[derive(Clone, Debug, Default)]
pub struct Button {
    label: String,
    weight: Weight,
    icon: Option<Icon>,
    icon_only: bool,
    busy: bool,
    disabled: Option<String>,
    name: Option<(String, String)>,
    opens: Option<String>,
    action: Option<String>,
    form: Option<String>,
    kind: &'static str,
}

impl Button {
    /// A quiet submit button; its label is a verb (「取り込む」).
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), kind: "submit", ..Self::default() }
    }

    /// The page's main act.
    pub fn primary(label: impl Into<String>) -> Self {
        Self { weight: Weight::Primary, ..Self::new(label) }
    }

    /// An act that cannot be taken back.
    pub fn danger(label: impl Into<String>) -> Self {
        Self { weight: Weight::Danger, ..Self::new(label) }
    }

    /// A word in a toolbar.
    pub fn bare(label: impl Into<String>) -> Self {
        Self { weight: Weight::Bare, ..Self::new(label) }
    }

    /// An icon before the word.
    #[must_use]
    pub fn icon(mut self, which: Icon) -> Self {
        self.icon = Some(which);
        self
    }

    /// The icon alone; the word goes to screen readers and the hover text.
    #[must_use]
    pub fn icon_only(mut self, which: Icon) -> Self {
        self.icon = Some(which);
        self.icon_only = true;
        self
    }

    /// Shown as working, not pressable.
    #[must_use]
    pub fn busy(mut self, busy: bool) -> Self {
        self.busy = busy;
        self
    }

    /// Not pressable, with the reason on hover and for screen readers.
    #[must_use]
    pub fn disabled(mut self, reason: impl Into<String>) -> Self {
        self.disabled = Some(reason.into());
        self
    }

    /// Sent along with the form when this button is the one pressed.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.name = Some((name.into(), value.into()));
        self
    }

    /// Opens the dialog with this id instead of submitting.
    #[must_use]
    pub fn opens(mut self, dialog: impl Into<String>) -> Self {
        self.opens = Some(dialog.into());
        self.kind = "button";
        self
    }

    /// Sends the form to another address.
    #[must_use]
    pub fn action(mut self, address: impl Into<String>) -> Self {
        self.action = Some(address.into());
        self
    }

    /// Belongs to a form elsewhere on the page.
    #[must_use]
    pub fn form(mut self, id: impl Into<String>) -> Self {
        self.form = Some(id.into());
        self
    }

    /// Does nothing by itself (a script listens).
    #[must_use]
    pub fn inert(mut self) -> Self {
        self.kind = "button";
        self
    }

    fn inside(&self) -> Markup {
        html! {
            @if let Some(which) = self.icon { (icon(which)) }
            @if self.icon_only { span.hidden-text { (self.label) } } @else { span { (self.label) } }
        }
    }

    fn class(&self) -> String {
        let mut class = self.weight.class().to_owned();
        if self.icon_only {
            class.push_str(" is-icon");
        }
        class
    }
}

/// A `<button>`.
pub fn button(it: &Button) -> Markup {
    let blocked = it.busy || it.disabled.is_some();
    let title = it.disabled.as_deref().or(if it.icon_only { Some(it.label.as_str()) } else { None });
    html! {
        button type=(it.kind) class=(it.class())
            name=[it.name.as_ref().map(|(name, _)| name)] value=[it.name.as_ref().map(|(_, value)| value)]
            data-opens=[it.opens.as_deref()] aria-haspopup=[it.opens.as_ref().map(|_| "dialog")]
            formaction=[it.action.as_deref()] form=[it.form.as_deref()] title=[title]
            disabled[blocked] aria-busy=[it.busy.then_some("true")] { (it.inside()) }
    }
}

/// A link that looks like a button; for acts that only go somewhere.
pub fn link_button(href: &str, it: &Button) -> Markup {
    html! { a class=(it.class()) href=(href) title=[it.icon_only.then_some(it.label.as_str())] { (it.inside()) } }
}

/// A form with nothing but one button: an act by POST without fields.
pub fn post_button(action: &str, it: &Button) -> Markup {
    html! { form.inline method="post" action=(action) { (button(it)) } }
}

/// Copies `text` to the clipboard when pressed; shown only where a script can do it.
pub fn copy_button(label: &str, text: &str) -> Markup {
    html! {
        button type="button" class="button is-bare is-icon needs-script" data-copy=(text) title=(label) {
            (icon(Icon::Copy)) span.hidden-text { (label) }
        }
    }
}

/// A row of buttons, the main one first.
pub fn row(buttons: &Markup) -> Markup {
    html! { div.button-row { (buttons) } }
}
