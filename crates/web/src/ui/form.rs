//! Form fields as plain data: a label, a value, a hint, and the error beside it. [`super::form_render`] draws them.

use std::fmt::Display;

pub use super::choice::Choice;

/// What is wrong with one field, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name; empty for the form as a whole.
    pub field: String,
    /// The sentence.
    pub text: String,
}

impl FieldError {
    /// An error beside a field.
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// How wide a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Width {
    /// One column of two.
    #[default]
    Half,
    /// Both columns.
    Full,
    /// As wide as a date or a short number.
    Short,
}

/// What kind of control a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line; the word is the input's `type` (`text`, `email`, `tel`, `url`).
    Line(&'static str),
    /// A number with an optional unit behind it.
    Number {
        /// The unit: 「円」.
        unit: Option<String>,
    },
    /// A date as people write dates; read leniently by the server.
    Date,
    /// Several lines.
    Area {
        /// How many.
        rows: u8,
    },
    /// One of several, in a list.
    Select(Vec<Choice>),
    /// One of several, as cards.
    Cards(Vec<Choice>),
    /// Yes or no.
    Check,
    /// A password; `true` for choosing a new one.
    Password {
        /// Whether a new one is chosen.
        new: bool,
    },
    /// Files, by choosing, dropping or pasting.
    Files {
        /// What is taken: `.xlsx,.csv`.
        accept: String,
        /// Whether several are taken.
        many: bool,
    },
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) hint: Option<String>,
    pub(super) error: Option<String>,
    pub(super) control: Control,
    pub(super) width: Width,
    pub(super) required: bool,
    pub(super) autofocus: bool,
    pub(super) readonly: bool,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) placeholder: Option<String>,
    pub(super) suggestions: Vec<String>,
    pub(super) script: Option<&'static str>,
}

impl Field {
    /// A field of any kind.
    pub fn new(control: Control, name: impl Into<String>, label: impl Into<String>) -> Self {
        let width = match &control {
            Control::Area { .. } | Control::Cards(_) | Control::Files { .. } => Width::Full,
            Control::Date | Control::Number { .. } => Width::Short,
            _ => Width::Half,
        };
        Self {
            name: name.into(),
            label: label.into(),
            value: String::new(),
            hint: None,
            error: None,
            control,
            width,
            required: false,
            autofocus: false,
            readonly: false,
            autocomplete: None,
            placeholder: None,
            suggestions: Vec::new(),
            script: None,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Line("text"), name, label)
    }

    /// A mail address.
    pub fn email(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Line("email"), name, label)
    }

    /// A number.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Number { unit: None }, name, label)
    }

    /// A number with a unit behind it.
    pub fn amount(name: impl Into<String>, label: impl Into<String>, unit: impl Into<String>) -> Self {
        Self::new(Control::Number { unit: Some(unit.into()) }, name, label)
    }

    /// A date.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Date, name, label)
    }

    /// Several lines.
    pub fn area(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Area { rows: 4 }, name, label)
    }

    /// One of several, in a list.
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(Control::Select(choices), name, label)
    }

    /// One of several, as cards.
    pub fn cards(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(Control::Cards(choices), name, label)
    }

    /// Yes or no; sends `true`.
    pub fn check(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Check, name, label)
    }

    /// A password.
    pub fn password(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Password { new: false }, name, label).autocomplete("current-password")
    }

    /// A new password.
    pub fn new_password(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Control::Password { new: true }, name, label).autocomplete("new-password")
    }

    /// Files; `accept` as the browser wants it (`.xlsx,.csv`).
    pub fn files(name: impl Into<String>, label: impl Into<String>, accept: impl Into<String>) -> Self {
        Self::new(Control::Files { accept: accept.into(), many: false }, name, label)
    }

    /// The present value.
    #[must_use]
    pub fn value(mut self, value: impl Display) -> Self {
        self.value = value.to_string();
        self
    }

    /// A quiet remark under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = Some(error.into());
        self
    }

    /// Takes the errors that name this field.
    #[must_use]
    pub fn error_in(mut self, errors: &[FieldError]) -> Self {
        let own: Vec<&str> =
            errors.iter().filter(|it| it.field == self.name).map(|it| it.text.as_str()).collect();
        if !own.is_empty() {
            self.error = Some(own.join(" "));
        }
        self
    }

    /// Must be filled in.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Takes the cursor when the page opens; one per page, and only where the page is for typing.
    #[must_use]
    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// Can be read and copied, not changed.
    #[must_use]
    pub fn readonly(mut self) -> Self {
        self.readonly = true;
        self
    }

    /// What the browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// An example in the empty field; never the only explanation.
    #[must_use]
    pub fn placeholder(mut self, text: impl Into<String>) -> Self {
        self.placeholder = Some(text.into());
        self
    }

    /// Values offered while typing.
    #[must_use]
    pub fn suggestions(mut self, values: Vec<String>) -> Self {
        self.suggestions = values;
        self
    }

    /// What a script may propose as long as nobody has chosen: `zone` for the browser's time zone.
    #[must_use]
    pub fn proposed_by_script(mut self, what: &'static str) -> Self {
        self.script = Some(what);
        self
    }

    /// How wide.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Several files at once.
    #[must_use]
    pub fn many(mut self) -> Self {
        if let Control::Files { many, .. } = &mut self.control {
            *many = true;
        }
        self
    }

    /// How many lines an area shows.
    #[must_use]
    pub fn rows(mut self, count: u8) -> Self {
        if let Control::Area { rows } = &mut self.control {
            *rows = count;
        }
        self
    }
}

/// A form.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent properties of one form element")]
pub struct Form<'a> {
    pub(super) action: String,
    pub(super) method: &'static str,
    pub(super) id: Option<String>,
    pub(super) files: bool,
    pub(super) errors: &'a [FieldError],
    pub(super) submit: String,
    pub(super) danger: bool,
    pub(super) cancel: Option<String>,
    pub(super) narrow: bool,
    pub(super) guard: bool,
}

impl<'a> Form<'a> {
    /// A form sent by POST; `submit` is the verb on its button.
    pub fn post(action: impl Into<String>, submit: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            method: "post",
            id: None,
            files: false,
            errors: &[],
            submit: submit.into(),
            danger: false,
            cancel: None,
            narrow: false,
            guard: true,
        }
    }

    /// A form that only asks.
    pub fn get(action: impl Into<String>, submit: impl Into<String>) -> Self {
        Self { method: "get", guard: false, ..Self::post(action, submit) }
    }

    /// Carries files.
    #[must_use]
    pub fn with_files(mut self) -> Self {
        self.files = true;
        self
    }

    /// What was wrong with the last try; shown on top with links to the fields.
    #[must_use]
    pub fn errors(mut self, errors: &'a [FieldError]) -> Self {
        self.errors = errors;
        self
    }

    /// A way out: 「やめる」.
    #[must_use]
    pub fn cancel(mut self, href: impl Into<String>) -> Self {
        self.cancel = Some(href.into());
        self
    }

    /// One narrow column, for login and wizard.
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self.guard = false;
        self
    }

    /// The button is dangerous.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// The element id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl FieldError {
    /// The faults of a verb, in the reader's language.
    pub fn from_faults(lang: kernel::Lang, faults: &[kernel::FieldFault]) -> Vec<Self> {
        faults.iter().map(|fault| Self::new(&fault.field, platform::locale::say(lang, &fault.text))).collect()
    }
}
