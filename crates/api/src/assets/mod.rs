//! Assets: `/api/v1/assets`.

pub mod acts;
pub mod around;
pub mod list;
mod one;
pub mod shapes;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Api;
pub(crate) use list::{id, within, words};

/// The operations.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list, one::create))
        .routes(routes!(one::see, one::change, one::delete))
        .routes(routes!(acts::restore))
        .routes(routes!(acts::assign, acts::take_back))
        .routes(routes!(acts::history))
        .routes(routes!(around::relations))
        .routes(routes!(around::list, around::give))
        .routes(routes!(around::release))
}
