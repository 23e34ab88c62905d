//! The wall itself: children that say nothing, never end, or do not exist, and honest files beside them.

use std::time::Duration;

use sheet::{Cell, ReadError, Reader, StopReason};

use crate::files;

fn reader() -> Reader {
    Reader::new(env!("CARGO_BIN_EXE_sheet-reader"), [] as [&str; 0])
}

fn stopped(reason: StopReason) -> ReadError {
    ReadError::Stopped { reason }
}

#[tokio::test]
async fn what_comes_through_the_wall_is_what_was_read() {
    let bytes = files::xlsx(&files::worksheet("<row r=\"3\"><c r=\"B3\"><v>0.1</v></c></row>"), &[]);
    let here = sheet::read(&bytes, "x.xlsx", &sheet::Limits::default()).unwrap();
    let there = reader().read("x.xlsx", &bytes).await.unwrap();
    assert_eq!(here, there);
    assert_eq!(there.sheets[0].cell(1, 3), Some(&Cell::number(0.1)));
}

#[tokio::test]
async fn a_program_that_is_not_there_or_answers_rubbish() {
    let missing = Reader::new("/nonexistent/program", [] as [&str; 0]);
    assert_eq!(missing.read("x", b"a,b").await, Err(stopped(StopReason::NotStarted)));
    let silent = Reader::new("/bin/true", [] as [&str; 0]);
    assert_eq!(silent.read("x", b"a,b").await, Err(stopped(StopReason::Answer)));
    let failing = Reader::new("/bin/false", [] as [&str; 0]);
    assert_eq!(failing.read("x", b"a,b").await, Err(stopped(StopReason::Died)));
    let chatty = Reader::new("/bin/cat", ["/dev/zero"]);
    let answer = chatty.with_time_limit(Duration::from_mins(1)).read("x", b"a,b").await;
    assert!(matches!(answer, Err(ReadError::Stopped { .. })));
}

#[tokio::test]
async fn a_program_that_never_ends_is_killed_at_the_time_limit() {
    let endless = Reader::new("/bin/sleep", ["600"]).with_time_limit(Duration::from_millis(50));
    assert_eq!(endless.read("x", b"a,b").await, Err(stopped(StopReason::Time)));
}

#[tokio::test]
async fn two_at_a_time_and_everybody_gets_a_turn() {
    let reader = reader();
    let tasks: Vec<_> = (0..8_u32)
        .map(|number| {
            let reader = reader.clone();
            tokio::spawn(async move { reader.read("x.csv", format!("a,b\n{number},x\n").as_bytes()).await })
        })
        .collect();
    for (number, task) in tasks.into_iter().enumerate() {
        let book = task.await.unwrap().unwrap();
        assert_eq!(book.sheets[0].cell(0, 2), Some(&Cell::text(number.to_string())));
    }
}
