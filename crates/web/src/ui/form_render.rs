//! Drawing of forms and fields: label above, hint under it, error beside the control, summary on top.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::button::{Button, button};
use super::form::{Choice, Control, Field, Form, Width};
use super::icons::{Icon, icon};

impl Form<'_> {
    /// The form around its fields.
    pub fn render(&self, lang: Lang, body: &Markup) -> Markup {
        let submit = if self.danger { Button::danger(&self.submit) } else { Button::primary(&self.submit) };
        html! {
            form.form.is-narrow[self.narrow] method=(self.method) action=(self.action) id=[self.id.as_deref()]
                enctype=[self.files.then_some("multipart/form-data")] data-guard[self.guard] novalidate {
                (self.summary(lang))
                (body)
                div.form-acts {
                    (button(&submit))
                    @if let Some(cancel) = &self.cancel { a.button href=(cancel) { (t(lang, "ui.stop")) } }
                }
            }
        }
    }

    /// What was wrong, with links to the fields; takes the cursor when the page opens.
    pub fn summary(&self, lang: Lang) -> Markup {
        let count = self.errors.len();
        html! {
            @if count > 0 {
                div.error-summary role="alert" tabindex="-1" data-focus {
                    p { (icon(Icon::Alert)) strong { (tr(lang, "ui.form.errors", &[("count", &count.to_string())])) } }
                    ul {
                        @for error in self.errors {
                            li { @if error.field.is_empty() { (error.text) } @else { a href={ "#field-" (error.field) } { (error.text) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Fields under a heading, in two columns where there is room.
pub fn section(title: &str, hint: Option<&str>, body: &Markup) -> Markup {
    html! {
        fieldset.form-section {
            legend { (title) }
            @if let Some(hint) = hint { p.section-hint { (hint) } }
            div.fields { (body) }
        }
    }
}

/// Fields without a heading, in two columns where there is room.
pub fn fields(body: &Markup) -> Markup {
    html! { div.fields { (body) } }
}

impl Field {
    /// The field with its label, hint and error.
    pub fn render(&self, lang: Lang) -> Markup {
        let width = match self.width {
            Width::Half => "is-half",
            Width::Full => "is-full",
            Width::Short => "is-short",
        };
        let class =
            if self.error.is_some() { format!("field {width} has-error") } else { format!("field {width}") };
        match &self.control {
            Control::Check => html! { div class=(class) { (self.check_box(lang)) } },
            Control::Cards(choices) => self.cards_group(lang, &class, choices),
            _ => html! {
                div class=(class) {
                    label for=(self.id()) { (self.label) (self.required_tag(lang)) }
                    (self.control(lang))
                    (self.hint_line())
                    (self.error_line(lang))
                }
            },
        }
    }

    fn id(&self) -> String {
        format!("field-{}", self.name)
    }

    fn required_tag(&self, lang: Lang) -> Markup {
        html! { @if self.required { span.required { (t(lang, "ui.form.required")) } } }
    }

    fn hint_line(&self) -> Markup {
        html! { @if let Some(hint) = &self.hint { p.hint id={ (self.id()) "-hint" } { (hint) } } }
    }

    fn error_line(&self, lang: Lang) -> Markup {
        html! {
            @if let Some(error) = &self.error {
                p.error id={ (self.id()) "-error" } { (icon(Icon::Alert)) span { span.hidden-text { (t(lang, "ui.form.error")) " " } (error) } }
            }
        }
    }

    /// The ids of hint and error, so that a screen reader says them with the control.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id()));
        let both: Vec<String> = hint.into_iter().chain(error).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    fn control(&self, lang: Lang) -> Markup {
        match &self.control {
            Control::Number { unit: Some(unit) } => {
                html! { span.with-unit { (self.line("text", Some("decimal"))) span.unit { (unit) } } }
            }
            Control::Number { unit: None } => self.line("text", Some("decimal")),
            Control::Date => self.line("text", Some("numeric")),
            Control::Line(kind) => self.line(kind, None),
            Control::Area { rows } => self.area_box(*rows),
            Control::Select(choices) => self.select_box(lang, choices),
            Control::Password { .. } => self.password_box(lang),
            Control::Files { accept, many } => self.drop_zone(lang, accept, *many),
            Control::Check | Control::Cards(_) => html! {},
        }
    }

    fn line(&self, kind: &str, inputmode: Option<&str>) -> Markup {
        let list = (!self.suggestions.is_empty()).then(|| format!("{}-list", self.id()));
        html! {
            input id=(self.id()) type=(kind) name=(self.name) value=(self.value) inputmode=[inputmode] list=[list.as_deref()]
                required[self.required] readonly[self.readonly] autofocus[self.autofocus] autocomplete=[self.autocomplete.or(list.is_some().then_some("off"))]
                placeholder=[self.placeholder.as_deref()] aria-describedby=[self.described_by()] aria-invalid=[self.invalid()];
            @if let Some(list) = &list { datalist id=(list) { @for value in &self.suggestions { option value=(value) {} } } }
        }
    }

    fn area_box(&self, rows: u8) -> Markup {
        // HTML drops one newline right after the start tag; a value that begins with one would lose it.
        let guard = if self.value.starts_with('\n') { "\n" } else { "" };
        html! {
            textarea id=(self.id()) name=(self.name) rows=(rows) required[self.required] readonly[self.readonly] autofocus[self.autofocus]
                placeholder=[self.placeholder.as_deref()] aria-describedby=[self.described_by()] aria-invalid=[self.invalid()] { (guard) (self.value) }
        }
    }

    fn select_box(&self, lang: Lang, choices: &[Choice]) -> Markup {
        let unset = !choices.iter().any(|choice| choice.value.is_empty());
        html! {
            select id=(self.id()) name=(self.name) required[self.required] autofocus[self.autofocus] data-propose=[self.script]
                aria-describedby=[self.described_by()] aria-invalid=[self.invalid()] {
                @if unset && (self.value.is_empty() || !self.required) { option value="" { (t(lang, "ui.form.choose")) } }
                @for group in choices.chunk_by(|one, other| one.group == other.group) {
                    @if let Some(name) = group.first().map(|choice| &choice.group).filter(|name| !name.is_empty()) {
                        optgroup label=(name) { (self.options(group)) }
                    } @else { (self.options(group)) }
                }
            }
        }
    }

    fn options(&self, choices: &[Choice]) -> Markup {
        html! {
            @for choice in choices { option value=(choice.value) selected[choice.value == self.value] { (choice.label) } }
        }
    }

    fn password_box(&self, lang: Lang) -> Markup {
        html! {
            span.with-button {
                input id=(self.id()) type="password" name=(self.name) required[self.required] autofocus[self.autofocus] spellcheck="false"
                    autocapitalize="off" autocomplete=[self.autocomplete] aria-describedby=[self.described_by()] aria-invalid=[self.invalid()];
                button type="button" class="button is-bare needs-script" data-reveal=(self.id()) aria-pressed="false" {
                    (icon(Icon::Eye)) span { (t(lang, "ui.form.show")) }
                }
            }
        }
    }

    fn drop_zone(&self, lang: Lang, accept: &str, many: bool) -> Markup {
        html! {
            div.drop data-drop {
                (icon(Icon::Intake))
                p.drop-title.needs-script { (t(lang, "ui.form.drop")) }
                input id=(self.id()) type="file" name=(self.name) accept=(accept) multiple[many] required[self.required]
                    aria-describedby=[self.described_by()] aria-invalid=[self.invalid()];
                p.drop-files role="status" data-drop-files {}
            }
        }
    }

    fn check_box(&self, lang: Lang) -> Markup {
        let on = matches!(self.value.as_str(), "true" | "on" | "1");
        html! {
            label.check {
                input id=(self.id()) type="checkbox" name=(self.name) value="true" checked[on] required[self.required] autofocus[self.autofocus]
                    aria-describedby=[self.described_by()] aria-invalid=[self.invalid()];
                span { (self.label) }
            }
            (self.hint_line())
            (self.error_line(lang))
        }
    }

    fn cards_group(&self, lang: Lang, class: &str, choices: &[Choice]) -> Markup {
        html! {
            fieldset class=(class) aria-describedby=[self.described_by()] {
                legend { (self.label) (self.required_tag(lang)) }
                (self.hint_line())
                div.cards {
                    @for (place, choice) in choices.iter().enumerate() {
                        label.choice-card {
                            input id=(if place == 0 { self.id() } else { format!("{}-{place}", self.id()) }) type="radio" name=(self.name)
                                value=(choice.value) checked[choice.value == self.value] required[self.required] aria-invalid=[self.invalid()];
                            span.choice-words { strong { (choice.label) } @if !choice.note.is_empty() { span { (choice.note) } } }
                        }
                    }
                }
                (self.error_line(lang))
            }
        }
    }
}

/// A box to paste a table into (copied from a spreadsheet); sent as `name`.
pub fn paste_box(lang: Lang, name: &str, label: &str) -> Markup {
    html! {
        details.paste {
            summary { (icon(Icon::Copy)) span { (label) } }
            label.hidden-text for={ "field-" (name) } { (label) }
            textarea id={ "field-" (name) } name=(name) rows="6" data-paste wrap="off" placeholder=(t(lang, "ui.form.paste_hint")) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::{Field, FieldError, Form};
    use kernel::Lang;

    #[test]
    fn what_people_typed_stays_inside_its_attribute() {
        let html = Field::text("label", "管理番号")
            .value("\"><script>alert(1)</script>")
            .render(Lang::Ja)
            .into_string();
        assert!(html.contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""), "{html}");
        assert!(!html.contains("<script>"), "{html}");
        let html = Field::area("note", "備考").value("</textarea><b>").render(Lang::Ja).into_string();
        assert!(html.contains("&lt;/textarea&gt;&lt;b&gt;</textarea>"), "{html}");
    }

    #[test]
    fn an_error_is_tied_to_its_field_and_linked_from_the_summary() {
        let errors = [FieldError::new("label", "NB-0001 はもう使われています。")];
        let field =
            Field::text("label", "管理番号").hint("半角で").error_in(&errors).render(Lang::Ja).into_string();
        assert!(field.contains("aria-describedby=\"field-label-hint field-label-error\""), "{field}");
        assert!(field.contains("aria-invalid=\"true\""), "{field}");
        let form =
            Form::post("/assets", "登録する").errors(&errors).render(Lang::Ja, &maud::html! {}).into_string();
        assert!(form.contains("href=\"#field-label\""), "{form}");
    }

    #[test]
    fn an_area_keeps_a_leading_newline() {
        let html = Field::area("note", "備考").value("\nあ").render(Lang::Ja).into_string();
        assert!(html.contains(">\n\nあ</textarea>"), "{html}");
    }
}
