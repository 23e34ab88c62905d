//! Kinds of assets: `/api/v1/kinds`.

use axum::Json;
use kernel::KindId;
use ledger::kinds::Kind;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::extract::AnyId;
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(kinds)).routes(routes!(kind))
}

/// A kind of asset.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetKind {
    /// Its id.
    id: i64,
    /// The built-in word; none for own kinds.
    word: Option<String>,
    /// What to call it in the caller's language.
    label: String,
    /// What its numbers begin with.
    prefix: String,
    /// Its own fields.
    fields: Vec<OwnField>,
    /// Not offered for new assets any more.
    retired: bool,
    /// Goes up with every change.
    version: i64,
}

/// A field that a kind has beyond the usual ones.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnField {
    /// Its heading; also its name in `fields`.
    name: String,
    /// `text`, `number`, `date`, `choice` or `yes_no`.
    kind: String,
    /// For `choice`: one of these.
    choices: Vec<String>,
}

/// All kinds.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindList {
    /// Built-in ones first.
    kinds: Vec<AssetKind>,
}

fn kind_of(kind: Kind, lang: kernel::Lang) -> AssetKind {
    use ledger::kinds::FieldKind;
    let own = |field: &ledger::kinds::FieldDefinition| {
        let (kind, choices) = match &field.kind {
            FieldKind::Text => ("text", Vec::new()),
            FieldKind::Number => ("number", Vec::new()),
            FieldKind::Date => ("date", Vec::new()),
            FieldKind::Choice(choices) => ("choice", choices.clone()),
            FieldKind::YesNo => ("yes_no", Vec::new()),
        };
        OwnField { name: field.name.clone(), kind: kind.to_owned(), choices }
    };
    AssetKind {
        id: kind.id.0,
        label: kind.label(lang),
        fields: kind.fields.iter().map(own).collect(),
        word: kind.word,
        prefix: kind.prefix,
        retired: kind.retired,
        version: kind.version,
    }
}

/// List the kinds of assets.
#[utoipa::path(
    get, path = "/api/v1/kinds", operation_id = "list_kinds", tag = "kinds",
    responses((status = 200, description = "All of them.", body = KindList))
)]
pub(crate) async fn kinds(Caller(cx): Caller) -> Answer<Json<KindList>> {
    let kinds = ledger::kinds::ops::list(&cx).await?;
    Ok(Json(KindList { kinds: kinds.into_iter().map(|kind| kind_of(kind, cx.lang)).collect() }))
}

/// See a kind of asset.
#[utoipa::path(
    get, path = "/api/v1/kinds/{id}", operation_id = "see_kind", tag = "kinds",
    params(("id" = i64, Path, description = "The kind's id; those below zero are built in too.")),
    responses((status = 200, description = "The kind.", body = AssetKind))
)]
pub(crate) async fn kind(Caller(cx): Caller, AnyId(id): AnyId<KindId>) -> Answer<Json<AssetKind>> {
    Ok(Json(kind_of(ledger::kinds::ops::see(&cx, id).await?, cx.lang)))
}
