//! The parts every page is made of: functions of plain data that return [`Markup`].
//!
//! Nothing in here knows a database, a request or a room. A page handler gathers plain values, hands them to
//! these parts, and wraps the result in [`frame::page`]. Every part is shown in every state on the style page
//! (`/style`). Rules that all parts keep:
//!
//! - texts come from `platform::locale` by key; what a page passes in is already in the reader's language;
//! - no inline style and no inline script (the content security policy forbids both);
//! - state is never colour alone: a word and a shape go with it;
//! - everything works without JavaScript; the scripts in `front/` only make it quicker.
//!
//! # A list page
//! ```
//! # use kernel::{Lang, Yen};
//! # use web::ui::*;
//! # fn list(lang: Lang, frame: &Frame, choices: Vec<Choice>) -> Markup {
//! let here = Address::new("/assets").with("kind", "pc").with("sort", "label");
//! let list = List {
//!     search: Some(Search::new("q", "", "管理番号、機種、使用者")),
//!     filters: vec![Filter::new("kind", "種類", choices, "pc")],
//!     chips: vec![Chip::new("種類", "パソコン", here.without("kind"))],
//!     table: Table {
//!         columns: vec![
//!             Column::text("label", "管理番号").sortable().lead(),
//!             Column::number("price", "取得価格").sortable(),
//!             Column::state("state", "状態"),
//!         ],
//!         rows: vec![Row::new("7", "NB-0001", "/assets/7").cells(vec![
//!             html! { "NB-0001" },
//!             numbers::money(lang, Some(Yen(142_780))),
//!             chip(Tone::Good, "使用中"),
//!         ])],
//!         sort: Some(Sort::ascending("label")),
//!         bulk: vec![Bulk::new("/assets/retirements", "廃棄にする").danger()],
//!         matching: Some(71),
//!         ..Table::new("資産の一覧")
//!     },
//!     pager: Pager::pages(1, 50, 71),
//!     ..List::new(&here)
//! };
//! frame::page(frame, &html! { (layout::head(&Head::new("台帳"))) (list.render(lang)) })
//! # }
//! ```
//!
//! # A form page
//! ```
//! # use kernel::Lang;
//! # use web::ui::*;
//! # fn form(lang: Lang, frame: &Frame, errors: &[FieldError]) -> Markup {
//! let form = Form::post("/assets", "登録する").cancel("/assets").errors(errors);
//! frame::page(frame, &html! {
//!     (layout::head(&Head::new("資産を登録する").back("台帳", "/assets")))
//!     (form.render(lang, &form_render::section("基本", None, &html! {
//!         (Field::text("label", "管理番号").value("NB-0001").error_in(errors).required().render(lang))
//!         (Field::date("acquired", "取得日").hint("2022/4/1 でも R4.4.1 でも").error_in(errors).render(lang))
//!     })))
//! })
//! # }
//! ```
//!
//! Addresses that the frame expects: `GET /palette?q=` (answers [`palette::results`]), `GET /search?q=`, `POST /preferences`
//! (`lang` or `theme`, and `back`), `GET /account`, `POST /logout`, `GET /static/<file>` ([`crate::embed::respond`]), and
//! the rooms of [`Room::href`].

pub mod address;
pub mod button;
pub mod chart;
pub mod chart_line;
pub mod choice;
pub mod columns;
pub mod dates;
pub mod dialog;
pub mod empty;
pub mod facts;
pub mod form;
pub mod form_render;
pub mod frame;
pub mod frame_menu;
pub mod icons;
pub mod layout;
pub mod list;
pub mod numbers;
pub mod pager;
pub mod palette;
pub mod passkey;
pub mod progress;
pub mod signature;
pub mod state;
pub mod table;
pub mod tabs;
pub mod timeline;
pub mod toast;

pub use address::Address;
pub use button::{Button, button, link_button};
pub use empty::Empty;
pub use facts::{Fact, facts};
pub use form::{Choice, Field, FieldError, Form};
pub use frame::{AccountBadge, Flash, FlashKind, Frame, Room, Theme, Undo};
pub use icons::{Icon, icon};
pub use layout::Head;
pub use list::{Chip, Filter, List, Search, View};
pub use maud::{Markup, html};
pub use pager::Pager;
pub use signature::SignatureField;
pub use state::{Tone, chip, unknown};
pub use table::{Bulk, Column, Row, Sort, Table};
