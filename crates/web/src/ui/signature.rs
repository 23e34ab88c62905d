//! A field to sign in: drawn with a finger or a pen, or the name typed instead. Works in any form.
//!
//! It sends two values: `name` holds the strokes as JSON (empty if nothing was drawn), and `name` with `_typed` behind it
//! the typed name. `ledger::papers::parse_signature` reads both and believes neither.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::button::{Button, button};
use super::icons::{Icon, icon};
use super::{Field, FieldError};

/// A field to sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignatureField {
    name: String,
    label: String,
    hint: Option<String>,
    drawn: String,
    typed: String,
    error: Option<String>,
}

impl SignatureField {
    /// A field; `label` says who signs what: 「受け取った人の署名」.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// The name of the second value, for the typed name.
    pub fn typed_name(name: &str) -> String {
        format!("{name}_typed")
    }

    /// A quiet remark under the label: what whoever signs agrees to.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What was sent, when the page comes back.
    #[must_use]
    pub fn value(mut self, drawn: impl Into<String>, typed: impl Into<String>) -> Self {
        (self.drawn, self.typed) = (drawn.into(), typed.into());
        self
    }

    /// Takes the errors that name this field.
    #[must_use]
    pub fn error_in(mut self, errors: &[FieldError]) -> Self {
        let own: Vec<&str> =
            errors.iter().filter(|it| it.field == self.name).map(|it| it.text.as_str()).collect();
        self.error = (!own.is_empty()).then(|| own.join(" "));
        self
    }

    /// The field.
    pub fn render(&self, lang: Lang) -> Markup {
        let id = format!("field-{}", self.name);
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let error = self.error.as_ref().map(|_| format!("{id}-error"));
        let both: Vec<String> = hint.iter().chain(&error).cloned().collect();
        let described = (!both.is_empty()).then(|| both.join(" "));
        html! {
            fieldset id=(id) class=(if self.error.is_some() { "signature has-error" } else { "signature" })
                data-signature aria-describedby=[described] {
                legend { (self.label) }
                @if let Some(words) = &self.hint { p.hint id=[&hint] { (words) } }
                input type="hidden" name=(self.name) value=(self.drawn);
                canvas.needs-script role="img" aria-label=(tr(lang, "ui.signature.canvas", &[("label", &self.label)])) {}
                div.signature-tools.needs-script {
                    (button(&Button::new(t(lang, "ui.signature.undo")).icon(Icon::Undo).inert().named("signature-undo", "")))
                    (button(&Button::new(t(lang, "ui.signature.clear")).icon(Icon::Delete).inert().named("signature-clear", "")))
                    span role="status" data-signature-state data-signed=(t(lang, "ui.signature.signed")) data-unsigned=(t(lang, "ui.signature.unsigned")) {}
                }
                (Field::text(Self::typed_name(&self.name), t(lang, "ui.signature.typed")).value(&self.typed).hint(t(lang, "ui.signature.typed_hint")).autocomplete("off").render(lang))
                @if let Some(words) = &self.error {
                    p.error id=[&error] { (icon(Icon::Alert)) span { span.hidden-text { (t(lang, "ui.form.error")) " " } (words) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_drawn_comes_back_and_stays_inside_its_attribute() {
        let field = SignatureField::new("signature", "署名").value("{\"x\":\"><script>\"}", "<b>");
        let html = field.render(Lang::Ja).into_string();
        assert!(
            html.contains("name=\"signature\" value=\"{&quot;x&quot;:&quot;&gt;&lt;script&gt;&quot;}\""),
            "{html}"
        );
        assert!(html.contains("name=\"signature_typed\"") && !html.contains("<script>"), "{html}");
    }

    #[test]
    fn an_error_is_tied_to_the_field() {
        let errors = [FieldError::new("signature", "署名がまだありません。")];
        let html = SignatureField::new("signature", "署名").error_in(&errors).render(Lang::Ja).into_string();
        assert!(html.contains("aria-describedby=\"field-signature-error\""), "{html}");
        assert!(html.contains("署名がまだありません。"), "{html}");
    }
}
