//! Lists of those who join, move or leave: `/api/v1/moves`, to read.

use axum::Json;
use kernel::{MoveId, PersonId};
use ledger::assets::Page;
use ledger::assets::rules::label;
use ledger::moves::{Filter, Kind, Line, LineKey, Matter, Move, Standing, ops};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::assets::{id, within};
use crate::extract::{Id, Query};
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(see))
}

/// A list for somebody who joins, moves or leaves.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Move)]
pub struct MoveAnswer {
    /// The id.
    id: i64,
    /// Goes up with every change.
    version: i64,
    /// `join`, `change` or `leave`.
    kind: &'static str,
    /// `open`, `closed` or `cancelled`.
    state: &'static str,
    /// The person's id.
    person: i64,
    /// On which day they come, move or go.
    on: String,
    /// Where they move to, by the department's id.
    department: Option<i64>,
    /// Remarks.
    note: String,
    /// When it was closed or called off.
    closed_at: Option<String>,
}

/// A list in a page of lists.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedMove {
    /// The list.
    #[serde(flatten)]
    list: MoveAnswer,
    /// How many lines it has; 0 once it is closed.
    lines: usize,
    /// How many of them are still to be done.
    open: usize,
}

/// A page of lists.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovePage {
    /// How many there are on all pages together.
    total: i64,
    /// This page's: open ones by their day, past ones newest first.
    moves: Vec<ListedMove>,
}

/// A line of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveLine {
    /// What it is called: `own-3`, `asset-12`, `seat-4`, `handover-9`.
    key: String,
    /// What it is about, in words.
    what: String,
    /// Until when.
    due_on: String,
    /// `open`, `done` or `excused`.
    standing: &'static str,
    /// Why it is not done; empty otherwise.
    reason: String,
}

/// A list with its lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveSheet {
    /// The list.
    #[serde(flatten)]
    list: MoveAnswer,
    /// Its lines, the soonest first.
    lines: Vec<MoveLine>,
}

/// Which occasion.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// Joining.
    Join,
    /// Moving.
    Change,
    /// Leaving.
    Leave,
}

/// Which lists.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MoveQuery {
    /// Those that are closed or called off; else the open ones.
    past: Option<bool>,
    /// Only this occasion.
    #[param(inline)]
    kind: Option<MoveKind>,
    /// Only this person's, by id.
    #[param(minimum = 1)]
    person: Option<i64>,
    /// Page, from 1.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<u32>,
    /// Lists on a page; 50 if not given.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

impl From<MoveKind> for Kind {
    fn from(kind: MoveKind) -> Self {
        match kind {
            MoveKind::Join => Kind::Join,
            MoveKind::Change => Kind::Change,
            MoveKind::Leave => Kind::Leave,
        }
    }
}

fn shape(list: &Move) -> MoveAnswer {
    MoveAnswer {
        id: list.id.0,
        version: list.version,
        kind: list.kind.word(),
        state: list.state.word(),
        person: list.person.0,
        on: list.on.to_string(),
        department: list.department.map(|id| id.0),
        note: list.note.clone(),
        closed_at: list.closed_at.map(crate::moment),
    }
}

fn line(line: &Line) -> MoveLine {
    let what = match &line.matter {
        Matter::Own { what, .. } => what.clone(),
        Matter::Asset(asset) => label(&asset.data),
        Matter::Seat(_, record) => label(&record.data),
        Matter::Handover(handover) => LineKey::Handover(handover.id).to_string(),
    };
    let (standing, reason) = match &line.standing {
        Standing::Open => ("open", String::new()),
        Standing::Done(_) => ("done", String::new()),
        Standing::Excused(reason) => ("excused", reason.clone()),
    };
    MoveLine { key: line.key.to_string(), what, due_on: line.due_on.to_string(), standing, reason }
}

/// List the lists of those who join, move or leave.
#[utoipa::path(
    get, path = "/api/v1/moves", operation_id = "list_moves", tag = "moves",
    params(MoveQuery),
    responses((status = 200, description = "One page.", body = MovePage))
)]
pub(crate) async fn list(Caller(cx): Caller, Query(query): Query<MoveQuery>) -> Answer<Json<MovePage>> {
    let page = Page {
        number: within("page", query.page, 1_000_000)?,
        size: within("per_page", query.per_page.or(Some(50)), 200)?,
        after: None,
    };
    let filter = Filter {
        past: query.past.unwrap_or_default(),
        kind: query.kind.map(Kind::from),
        person: id("person", query.person)?.map(PersonId),
        until: None,
    };
    let (listed, total) = ops::list(&cx, &filter, page).await?;
    let moves = listed
        .iter()
        .map(|one| ListedMove { list: shape(&one.list), lines: one.lines, open: one.open })
        .collect();
    Ok(Json(MovePage { total, moves }))
}

/// See a list with its lines.
#[utoipa::path(
    get, path = "/api/v1/moves/{id}", operation_id = "see_move", tag = "moves",
    params(("id" = i64, Path, minimum = 1, description = "The list's id.")),
    responses((status = 200, description = "The list.", body = MoveSheet))
)]
pub(crate) async fn see(Caller(cx): Caller, Id(id): Id<MoveId>) -> Answer<Json<MoveSheet>> {
    let sheet = ops::see(&cx, id).await?;
    Ok(Json(MoveSheet { list: shape(&sheet.list), lines: sheet.lines.iter().map(line).collect() }))
}
