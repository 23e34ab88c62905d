//! Whatever is done in whatever order: undoing it, newest first, leaves the ledger as it was.

use std::fmt::Write as _;
use std::sync::atomic::AtomicBool;

use kernel::{AssetId, ImportId};
use ledger::assets::{Filter, ops};
use ledger::changes::ChangeSetId;
use ledger::imports::{Choices, Source, ops as imports};
use platform::Cx;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use testkit::on_both_databases;

use super::imports::{book, everything};
use super::{migrations, values};

/// One thing a person may do.
#[derive(Debug, Clone)]
enum Act {
    Register(u8),
    Change(usize, &'static str, String),
    Bulk(&'static str, String),
    Delete(usize),
    Import(Vec<(u8, String, String)>),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let field = prop::sample::select(vec!["note", "user", "location", "os", "warranty_end", "asset_no"]);
    let text =
        prop::sample::select(vec!["", "a", "山田 太郎", "2026-05", "PC-3", "PC-77"]).prop_map(String::from);
    let row = (0_u8..9, "[a-c]{1,2}", "[x-z]{0,2}");
    prop::collection::vec(
        prop_oneof![
            (0_u8..9).prop_map(Act::Register),
            (0_usize..9, field.clone(), text.clone())
                .prop_map(|(at, field, text)| Act::Change(at, field, text)),
            (prop::sample::select(vec!["note", "location"]), text)
                .prop_map(|(field, text)| Act::Bulk(field, text)),
            (0_usize..9).prop_map(Act::Delete),
            prop::collection::vec(row, 1..6).prop_map(Act::Import),
        ],
        1..10,
    )
}

/// What an act left to be undone.
enum Done {
    Set(ChangeSetId),
    Import(ImportId),
    Nothing,
}

async fn perform(cx: &Cx, act: Act) -> Done {
    let ids: Vec<AssetId> = ops::ids(cx, &Filter::default()).await.unwrap();
    let at = |place: usize| ids.get(place % ids.len().max(1)).copied();
    // A refused act (a number that is taken, a day that is none) must leave nothing, so it counts as nothing.
    match act {
        Act::Register(number) => {
            let new = values(&[("kind", "pc"), ("asset_no", &format!("PC-{number}")), ("user", "鈴木")]);
            ops::register(cx, &new).await.map_or(Done::Nothing, |done| Done::Set(done.set.unwrap()))
        }
        Act::Change(place, field, text) => {
            let Some(id) = at(place) else { return Done::Nothing };
            let version = ops::see(cx, id).await.unwrap().asset.version;
            let done = ops::change(cx, id, version, &values(&[(field, &text)])).await;
            done.ok().and_then(|done| done.set).map_or(Done::Nothing, Done::Set)
        }
        Act::Bulk(field, text) => {
            let done = ops::bulk_change(cx, &ids, &values(&[(field, &text)])).await;
            done.ok().and_then(|(_, set)| set).map_or(Done::Nothing, Done::Set)
        }
        Act::Delete(place) => match at(place) {
            Some(id) => Done::Set(ops::delete(cx, &[id]).await.unwrap()),
            None => Done::Nothing,
        },
        Act::Import(rows) => {
            let mut file = "管理番号,端末名,備考,使用者\n".to_owned();
            for (number, name, note) in rows {
                writeln!(file, "PC-{number},{name},{note},").unwrap();
            }
            let (source, choices) = (Source::default(), Choices::default());
            let report =
                imports::run(cx, &book(&file), &source, &choices, |_, _| {}, &AtomicBool::new(false)).await;
            let again = imports::plan(cx, &book(&file), &source, &choices).await.unwrap();
            assert_eq!(
                (again.totals.new, again.totals.change),
                (0, 0),
                "a second time nothing differs: {file}"
            );
            Done::Import(report.unwrap().import_id.unwrap())
        }
    }
}

async fn one_sequence(cx: &Cx, acts: Vec<Act>) {
    let mut states = vec![everything(cx).await];
    let mut done = Vec::new();
    for act in acts.clone() {
        done.push(perform(cx, act).await);
        states.push(everything(cx).await);
    }
    while let Some(last) = done.pop() {
        states.pop();
        let undone = match last {
            Done::Set(set) => ops::undo(cx, set).await.unwrap(),
            Done::Import(id) => imports::undo(cx, id).await.unwrap(),
            Done::Nothing => continue,
        };
        assert_eq!(undone.kept, [], "{acts:?}");
        assert_eq!(&everything(cx).await, states.last().unwrap(), "{acts:?}");
    }
}

on_both_databases! {
    migrations = &migrations();

    async fn undoing_everything_leaves_the_ledger_as_it_was(house: TestHouse) {
        let cx = house.admin();
        let mut runner = TestRunner::deterministic();
        for _ in 0..40 {
            let sequence = acts().new_tree(&mut runner).unwrap().current();
            one_sequence(&cx, sequence).await;
        }
        let verified = platform::journal::verify(cx.db(), &[]).await.unwrap();
        assert!(verified.is_ok());
    }
}
