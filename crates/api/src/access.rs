//! The one table of operations: who may do what. Deny by default: what is not here is not served.

use http::Method;
use kernel::Right;

/// One operation of the API.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its method.
    pub method: Method,
    /// Its path, as in the document.
    pub path: &'static str,
    /// The right the caller's token must have.
    pub right: Right,
    /// The refusals it may answer beside those that every operation may.
    pub refusals: &'static [u16],
}

/// What every operation may answer: a value of the request cannot be read, nobody known, not allowed, too many
/// requests, a fault of ours, a trouble of the machine.
pub const ALWAYS: &[u16] = &[400, 401, 403, 429, 500, 503];

const LIST: &[u16] = &[422];
const ONE: &[u16] = &[404];
const ACT_LIST: &[u16] = &[404, 422];
const MAKE: &[u16] = &[404, 409, 413, 415, 422];
const ACT: &[u16] = &[404, 409, 422];

/// Every operation.
pub const OPERATIONS: &[Operation] = &[
    get("/api/v1/assets", Right::ReadLedger, LIST),
    post("/api/v1/assets", Right::ChangeLedger, MAKE),
    get("/api/v1/assets/{id}", Right::ReadLedger, ONE),
    patch("/api/v1/assets/{id}", Right::ChangeLedger, MAKE),
    delete("/api/v1/assets/{id}", Right::ChangeLedger, ACT),
    post("/api/v1/assets/{id}/restoration", Right::ChangeLedger, ACT),
    put("/api/v1/assets/{id}/assignment", Right::ChangeLedger, MAKE),
    delete("/api/v1/assets/{id}/assignment", Right::ChangeLedger, ACT),
    get("/api/v1/assets/{id}/history", Right::ReadLedger, ONE),
    get("/api/v1/assets/{id}/relations", Right::ReadLedger, ONE),
    get("/api/v1/assets/{id}/seats", Right::ReadLedger, ACT_LIST),
    post("/api/v1/assets/{id}/seats", Right::ChangeLedger, MAKE),
    delete("/api/v1/seats/{id}", Right::ChangeLedger, ACT),
    get("/api/v1/costs", Right::ReadLedger, LIST),
    get("/api/v1/imports", Right::ReadLedger, LIST),
    post("/api/v1/imports", Right::ImportLedger, MAKE),
    get("/api/v1/imports/{id}", Right::ReadLedger, ONE),
    delete("/api/v1/imports/{id}", Right::ImportLedger, ACT),
    get("/api/v1/imports/drafts/{word}", Right::ImportLedger, ONE),
    delete("/api/v1/imports/drafts/{word}", Right::ImportLedger, ACT),
    get("/api/v1/export", Right::ReadLedger, LIST),
    get("/api/v1/kinds", Right::ReadLedger, &[]),
    get("/api/v1/kinds/{id}", Right::ReadLedger, ONE),
    get("/api/v1/people", Right::ReadLedger, LIST),
    post("/api/v1/people", Right::ChangeLedger, MAKE),
    get("/api/v1/people/{id}", Right::ReadLedger, ONE),
    patch("/api/v1/people/{id}", Right::ChangeLedger, MAKE),
    post("/api/v1/people/{id}/merger", Right::ChangeLedger, MAKE),
    get("/api/v1/handovers", Right::ReadLedger, LIST),
    get("/api/v1/handovers/{id}", Right::ReadLedger, ONE),
    get("/api/v1/moves", Right::ReadLedger, LIST),
    get("/api/v1/moves/{id}", Right::ReadLedger, ONE),
    get("/api/v1/departments", Right::ReadLedger, &[]),
    post("/api/v1/departments", Right::ChangeLedger, MAKE),
    get("/api/v1/departments/{id}", Right::ReadLedger, ONE),
    patch("/api/v1/departments/{id}", Right::ChangeLedger, MAKE),
    post("/api/v1/departments/{id}/merger", Right::ChangeLedger, MAKE),
    get("/api/v1/places", Right::ReadLedger, &[]),
    post("/api/v1/places", Right::ChangeLedger, MAKE),
    get("/api/v1/places/{id}", Right::ReadLedger, ONE),
    patch("/api/v1/places/{id}", Right::ChangeLedger, MAKE),
    post("/api/v1/places/{id}/merger", Right::ChangeLedger, MAKE),
    delete("/api/v1/mergers/{id}", Right::ChangeLedger, ACT),
    get("/api/v1/stocktakings", Right::ReadLedger, &[]),
    get("/api/v1/stocktakings/{id}", Right::ReadLedger, ONE),
    post("/api/v1/stocktakings/{id}/readings", Right::ChangeLedger, MAKE),
    get("/api/v1/deadlines", Right::ReadLedger, LIST),
    get("/api/v1/search", Right::ReadLedger, LIST),
    get("/api/v1/journal", Right::ReadJournal, LIST),
    get("/api/v1/system/health", Right::SeeSystemState, &[]),
];

const fn get(path: &'static str, right: Right, refusals: &'static [u16]) -> Operation {
    Operation { method: Method::GET, path, right, refusals }
}

const fn post(path: &'static str, right: Right, refusals: &'static [u16]) -> Operation {
    Operation { method: Method::POST, path, right, refusals }
}

const fn patch(path: &'static str, right: Right, refusals: &'static [u16]) -> Operation {
    Operation { method: Method::PATCH, path, right, refusals }
}

const fn put(path: &'static str, right: Right, refusals: &'static [u16]) -> Operation {
    Operation { method: Method::PUT, path, right, refusals }
}

const fn delete(path: &'static str, right: Right, refusals: &'static [u16]) -> Operation {
    Operation { method: Method::DELETE, path, right, refusals }
}

/// What a request asks for.
pub(crate) enum Asked {
    /// An operation.
    For(&'static Operation),
    /// An address that takes only these methods.
    Otherwise(Vec<Method>),
    /// An address of nobody.
    Nothing,
}

/// Looks a request up.
pub(crate) fn asked(method: &Method, path: &str) -> Asked {
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    let mut others = Vec::new();
    for operation in OPERATIONS.iter().filter(|operation| operation.path == path) {
        if operation.method == *method {
            return Asked::For(operation);
        }
        others.push(operation.method.clone());
    }
    if others.is_empty() { Asked::Nothing } else { Asked::Otherwise(others) }
}
