//! What stands in new lists: `/moves/templates?kind=…&department=…`.

use axum::Form;
use axum::extract::{Path, Query};
use http::StatusCode;
use kernel::{AssetId, DepartmentId, Fault, FieldFault, KindId, Result, Text};
use ledger::assets::{Filter, Page, Sort, ops as assets};
use ledger::kinds::BuiltIn;
use ledger::moves::templates::{self, Template};
use ledger::moves::{Kind, Need, TemplateLine};
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words;
use crate::assets::forms::{self, Sent, value};
use crate::assets::words as asset_words;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::button::{Button, button};
use crate::ui::frame::Room;
use crate::ui::tabs::{Tab, tabs};
use crate::ui::{Choice, FieldError, Form as UiForm, Head, layout};

/// How many empty lines the form offers.
const SPARE: usize = 4;
/// More systems and licences than this are not offered.
const MOST_OFFERED: u32 = 200;

/// The form of an occasion, for all or for a department.
pub async fn page(visit: Visit, Query(asked): Query<Vec<(String, String)>>) -> Answer {
    let kind = Kind::parse(value(&asked, "kind")).unwrap_or(Kind::Leave);
    let department = value(&asked, "department").parse().ok().map(DepartmentId);
    let template = templates::see(&visit.cx, kind, department).await?;
    show(&visit, StatusCode::OK, kind, department, &template, &[]).await
}

/// Writes it anew.
pub async fn change(visit: Visit, Path(word): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let kind = Kind::parse(&word).ok_or(Fault::NotFound)?;
    let department = value(&sent, "department").parse().ok().map(DepartmentId);
    let version = value(&sent, "version").parse().unwrap_or(-1);
    let (lines, faults) = read(&sent);
    let changed = if faults.is_empty() {
        templates::change(&visit.cx, kind, department, version, &lines).await
    } else {
        Err(Fault::Invalid(faults))
    };
    let to = address(kind, department);
    match changed {
        Ok(_) => Ok(redirect_with(&to, &Notice::good(Text::new("moves.templates_changed")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(&to, &Notice::problem(text))),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let template = Template { lines, version };
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, kind, department, &template, &errors).await
        }
    }
}

fn address(kind: Kind, department: Option<DepartmentId>) -> String {
    let department = department.map(|id| format!("&department={id}")).unwrap_or_default();
    format!("/moves/templates?kind={}{department}", kind.word())
}

/// The lines as they were typed, and days that are no numbers.
fn read(sent: &Sent) -> (Vec<TemplateLine>, Vec<FieldFault>) {
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for place in 0..templates::MOST_LINES + SPARE {
        let of = |name: &str| value(sent, &format!("{name}.{place}"));
        let typed = yomi::to_half_width_digits(of("days")).replace(['－', 'ー', '−'], "-");
        let days = if typed.is_empty() { Some(0) } else { typed.trim_start_matches('+').parse().ok() };
        if days.is_none() && !of("what").is_empty() {
            let text = Text::new("moves.fault.days").with("limit", templates::FARTHEST);
            faults.push(FieldFault { field: format!("days.{}", lines.len()), text });
        }
        if !of("what").is_empty() {
            let (what, need) = (of("what").to_owned(), of("need").to_owned());
            lines.push(TemplateLine { what, need, days: days.unwrap_or(0) });
        }
    }
    (lines, faults)
}

/// What a line may ask for: kinds of things, and seats of licences and systems.
async fn needs(visit: &Visit) -> Result<Vec<Choice>> {
    let (cx, lang) = (&visit.cx, visit.lang);
    let kinds = ledger::kinds::ops::list(cx).await?;
    let (things, records) = (t(lang, "moves.need.kinds"), t(lang, "moves.need.seats"));
    let mut choices = vec![Choice::new("", t(lang, "moves.need.nothing"))];
    let is_thing = |id: KindId| BuiltIn::of(id).is_none_or(|kind| !kind.is_record() || kind == BuiltIn::Line);
    choices.extend(
        kinds
            .iter()
            .filter(|kind| is_thing(kind.id) && !kind.retired)
            .map(|kind| Choice::new(Need::Kind(kind.id).text(), kind.label(lang)).group(things.clone())),
    );
    let seats = Filter { kinds: vec![BuiltIn::System.id(), BuiltIn::Licence.id()], ..Filter::default() };
    let found = assets::list(cx, &seats, Sort::default(), Page::first(MOST_OFFERED)).await?.rows;
    let seat = |id: AssetId| Need::Seat(id).text();
    choices.extend(found.iter().map(|asset| {
        Choice::new(seat(asset.id), asset_words::full_title(lang, asset)).group(records.clone())
    }));
    Ok(choices)
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    kind: Kind,
    department: Option<DepartmentId>,
    template: &Template,
    errors: &[FieldError],
) -> Answer {
    let lang = visit.lang;
    let departments = ledger::trees::ops::names::<DepartmentId>(&visit.cx).await?;
    let with_own = templates::departments(&visit.cx, kind).await?;
    let needs = needs(visit).await?;
    let (title, back, lead) =
        (t(lang, "moves.templates"), t(lang, "moves.title"), t(lang, "moves.templates_lead"));
    let labels = Kind::ALL.map(|kind| (kind, words::kind(lang, kind), address(kind, None)));
    let shown: Vec<Tab<'_>> = labels
        .iter()
        .map(|(of, label, href)| Tab { label, href, count: None, current: *of == kind })
        .collect();
    let form = UiForm::post(format!("/moves/templates/{}", kind.word()), t(lang, "account.save"));
    let own = department.and_then(|id| departments.iter().find(|it| it.id == id)).map(|it| it.name.clone());
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/moves").lead(&lead)))
        (tabs(&title, &shown))
        form.day-line method="get" action="/moves/templates" {
            input type="hidden" name="kind" value=(kind.word());
            label.field { span.field-label { (t(lang, "moves.templates_of")) }
                select name="department" {
                    option value="" { (t(lang, "moves.templates_all")) }
                    @for it in &departments {
                        option value=(it.id) selected[department == Some(it.id)] { (it.name) @if with_own.contains(&it.id) { " ●" } }
                    }
                } }
            (button(&Button::new(t(lang, "moves.templates_show"))))
        }
        @if let Some(name) = &own { p.quiet { (tr(lang, "moves.templates_own", &[("department", name)])) } }
        (form.errors(errors).render(lang, &html! {
            input type="hidden" name="version" value=(template.version);
            @if let Some(id) = department { input type="hidden" name="department" value=(id); }
            ul.template-lines {
                @for place in 0..template.lines.len() + SPARE { (line(visit, place, template.lines.get(place), &needs, errors)) }
            }
            p.hint { (t(lang, "moves.templates_hint")) }
        }))
    };
    Ok(visit.show_as(status, &title, Some(Room::People), &body))
}

fn line(
    visit: &Visit,
    place: usize,
    line: Option<&TemplateLine>,
    needs: &[Choice],
    errors: &[FieldError],
) -> Markup {
    let lang = visit.lang;
    let number = (place + 1).to_string();
    let label = |key: &str| tr(lang, key, &[("number", &number)]);
    let error =
        errors.iter().find(|it| it.field == format!("what.{place}") || it.field == format!("days.{place}"));
    let need = line.map(|line| line.need.as_str()).unwrap_or_default();
    html! {
        li.template-line {
            label { span { (label("moves.templates_what")) }
                input id={ "field-what." (place) } type="text" name={ "what." (place) } value=(line.map_or("", |line| line.what.as_str())) maxlength="300"; }
            label { span { (label("moves.templates_days")) }
                input id={ "field-days." (place) } type="text" inputmode="numeric" name={ "days." (place) } value=(line.map_or_else(String::new, |line| line.days.to_string())); }
            label { span { (label("moves.templates_need")) }
                select name={ "need." (place) } {
                    @for group in needs.chunk_by(|one, other| one.group == other.group) {
                        @let group_name = group.first().map(|choice| choice.group.as_str()).unwrap_or_default();
                        @if group_name.is_empty() { (options(group, need)) } @else { optgroup label=(group_name) { (options(group, need)) } }
                    }
                } }
            @if let Some(error) = error { p.error { (crate::ui::icon(crate::ui::Icon::Alert)) span { (error.text) } } }
        }
    }
}

fn options(choices: &[Choice], chosen: &str) -> Markup {
    html! { @for choice in choices { option value=(choice.value) selected[choice.value == chosen] { (choice.label) } } }
}
