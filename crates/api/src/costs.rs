//! What the ledger costs: `/api/v1/costs`.

use axum::Json;
use kernel::{Fault, Text};
use ledger::assets::fees::of_number;
use ledger::costs::ops;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
use crate::extract::Query;
use crate::guard::Caller;
use crate::problem::Answer;

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(costs))
}

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CostQuery {
    /// The first month of the twelve; this business year if not given.
    #[param(max_length = 7, pattern = r"^[0-9]{4}-[0-9]{2}$", example = "2026-04")]
    year: Option<String>,
}

/// What a department costs, in yen.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartmentCostAnswer {
    /// The department's id; nothing for what belongs to none.
    department: Option<i64>,
    /// Its name.
    name: String,
    /// What is paid again and again, by month.
    running: Vec<i64>,
    /// What was bought, by month.
    bought: Vec<i64>,
}

/// What the ledger costs in twelve months, in yen.
#[derive(Debug, Serialize, ToSchema)]
pub struct CostAnswer {
    /// The first of the months: `2026-04`.
    year: String,
    /// By department, the dearest first.
    departments: Vec<DepartmentCostAnswer>,
    /// Everything.
    total: i64,
    /// Of how many contracts, licences and the like nobody knows what they cost.
    unpriced: i64,
}

/// What the ledger costs, by department and month.
#[utoipa::path(
    get, path = "/api/v1/costs", operation_id = "costs", tag = "costs",
    params(CostQuery),
    responses((status = 200, description = "Twelve months.", body = CostAnswer))
)]
pub(crate) async fn costs(Caller(cx): Caller, Query(asked): Query<CostQuery>) -> Answer<Json<CostAnswer>> {
    let year = match asked.year {
        None => ops::this_year(&cx).await?,
        Some(text) => {
            let wrong = || Fault::field("year", Text::new("api.fault.year"));
            ops::read_year(&text).ok_or_else(wrong)?
        }
    };
    let costs = ops::year(&cx, year).await?;
    let (first, month) = of_number(year);
    let total = costs.total();
    let answer = |cost: ops::DepartmentCost| DepartmentCostAnswer {
        department: cost.department.map(|id| id.0),
        name: cost.name,
        running: cost.running.to_vec(),
        bought: cost.bought.to_vec(),
    };
    Ok(Json(CostAnswer {
        year: format!("{first:04}-{month:02}"),
        total,
        unpriced: costs.unpriced,
        departments: costs.departments.into_iter().map(answer).collect(),
    }))
}
