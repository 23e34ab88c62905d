//! The queue: once, again after a crash, never twice at a time.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::TimeDelta;
use kernel::{Fault, JobId, Role};
use platform::House;
use platform::jobs::{self, Handlers, NewJob, Pace, State, Worker, schedules};
use serde_json::json;
use testkit::{TestHouse, on_both_databases};

fn pace() -> Pace {
    Pace { jitter: || 0.0, ..Pace::default() }
}

/// A second node: the same database, nothing else in common.
fn other_node(house: &TestHouse) -> House {
    House::new(house.db().clone(), house.clock(), house.data(), house.zone())
}

async fn enqueue(house: &TestHouse, job: NewJob) -> JobId {
    let cx = house.admin();
    let tx = cx.begin().await.unwrap();
    let id = jobs::enqueue(&tx, &cx, job).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn counting(count: &Arc<AtomicUsize>) -> Handlers {
    let count = Arc::clone(count);
    Handlers::default().on("count", move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        async { Ok(json!({ "seen": true })) }
    })
}

on_both_databases! {
    migrations = &[platform::journal::MIGRATIONS, jobs::MIGRATIONS];

    async fn a_job_is_done_once_and_answers(house: TestHouse) {
        let count = Arc::new(AtomicUsize::new(0));
        let id = enqueue(house, NewJob::new("count").body(json!({ "a": 1 }))).await;
        let worker = Worker::new((*house).clone(), counting(&count), pace());
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(worker.run_due().await.unwrap(), 0);
        let job = jobs::see(&house.admin(), id).await.unwrap();
        assert_eq!((job.state, job.result), (State::Done, Some(json!({ "seen": true }))));
        assert_eq!(count.load(Ordering::Relaxed), 1);
        assert!(matches!(jobs::see(&house.acting(kernel::Actor::Visitor, kernel::Lang::Ja), id).await, Err(Fault::NotFound)));
        assert!(matches!(jobs::list(&house.as_role(Role::Employee), None, 5).await, Err(Fault::Forbidden)));
    }

    async fn a_company_that_moves_keeps_its_hours(house: TestHouse) {
        let plan = [schedules::Schedule::new("count", "30 2 * * *")];
        schedules::ensure(house, &plan).await.unwrap();
        let next = async |house: &House| schedules::list(&house.system()).await.unwrap()[0].next_at;
        assert_eq!(next(house).await.to_rfc3339(), "2026-11-22T17:30:00+00:00");
        let moved = House::new(house.db().clone(), house.clock(), house.data(), chrono_tz::Europe::London);
        assert_eq!(schedules::run_due(&moved).await.unwrap(), 0, "it is not due by either clock");
        assert_eq!(next(&moved).await.to_rfc3339(), "2026-11-22T02:30:00+00:00");
        house.clock.advance(TimeDelta::hours(3));
        assert_eq!(schedules::run_due(&moved).await.unwrap(), 1);
        assert_eq!(next(&moved).await.to_rfc3339(), "2026-11-23T02:30:00+00:00");
    }

    async fn nothing_is_enqueued_when_the_verb_fails(house: TestHouse) {
        let cx = house.admin();
        let tx = cx.begin().await.unwrap();
        jobs::enqueue(&tx, &cx, NewJob::new("count")).await.unwrap();
        drop(tx);
        assert!(jobs::list(&cx, None, 5).await.unwrap().is_empty());
    }

    async fn two_nodes_share_a_hundred_jobs(house: TestHouse) {
        let count = Arc::new(AtomicUsize::new(0));
        for _ in 0..100 {
            enqueue(house, NewJob::new("count")).await;
        }
        let one = Worker::new((*house).clone(), counting(&count), pace());
        let two = Worker::new(other_node(house), counting(&count), pace());
        let (one, two) = tokio::join!(one.run_due(), two.run_due());
        assert_eq!(one.unwrap() + two.unwrap(), 100);
        assert_eq!(count.load(Ordering::Relaxed), 100);
        assert_eq!(jobs::list(&house.admin(), Some(State::Done), 200).await.unwrap().len(), 100);
    }

    async fn a_failure_is_tried_again_later_and_later(house: TestHouse) {
        let tries = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&tries);
        let handlers = Handlers::default().on("flaky", move |_| {
            seen.fetch_add(1, Ordering::Relaxed);
            async { Err(Fault::broken("the peer is away")) }
        });
        let id = enqueue(house, NewJob::new("flaky").attempts(3)).await;
        let worker = Worker::new((*house).clone(), handlers, pace());
        for (wait, ran) in [(0, 1), (9, 0), (1, 1), (19, 0), (1, 1), (3600, 0)] {
            house.clock.advance(TimeDelta::seconds(wait));
            assert_eq!(worker.run_due().await.unwrap(), ran, "after {wait} s more");
        }
        let job = jobs::see(&house.admin(), id).await.unwrap();
        assert_eq!((job.state, job.attempts), (State::Failed, 3));
        assert_eq!(job.last_error.unwrap().key, "jobs.error.broken");
        let told = platform::journal::latest(house.db(), None, 1).await.unwrap();
        assert_eq!(told[0].event, "job.failed");
    }

    async fn what_would_fail_again_is_not_tried_again(house: TestHouse) {
        let handlers = Handlers::default()
            .on("never", |_| async { Err(Fault::NotFound) })
            .on("panics", |_| async { panic!("a bug") });
        let never = enqueue(house, NewJob::new("never")).await;
        let panics = enqueue(house, NewJob::new("panics").attempts(1)).await;
        let worker = Worker::new((*house).clone(), handlers, pace());
        assert_eq!(worker.run_due().await.unwrap(), 2);
        assert_eq!(jobs::see(&house.admin(), never).await.unwrap().state, State::Failed);
        assert_eq!(jobs::see(&house.admin(), panics).await.unwrap().state, State::Failed);
    }

    async fn a_dead_workers_job_is_taken_over(house: TestHouse) {
        let (began, beginning) = tokio::sync::oneshot::channel();
        let began = Arc::new(std::sync::Mutex::new(Some(began)));
        let hanging = Handlers::default().on("count", move |_| {
            if let Some(began) = began.lock().unwrap().take() {
                began.send(()).unwrap();
            }
            std::future::pending()
        });
        let id = enqueue(house, NewJob::new("count")).await;
        let dying = Worker::new(other_node(house), hanging, pace());
        let dying = tokio::spawn(async move { dying.run_due().await });
        beginning.await.unwrap();
        dying.abort();
        assert!(dying.await.unwrap_err().is_cancelled());

        let count = Arc::new(AtomicUsize::new(0));
        let worker = Worker::new((*house).clone(), counting(&count), pace());
        assert_eq!(worker.run_due().await.unwrap(), 0, "the lease still holds");
        house.clock.advance(TimeDelta::seconds(61));
        assert_eq!(worker.run_due().await.unwrap(), 1);
        let job = jobs::see(&house.admin(), id).await.unwrap();
        assert_eq!((job.state, job.attempts), (State::Done, 2));
    }

    async fn a_worker_thought_dead_cannot_overwrite(house: TestHouse) {
        let (began, beginning) = tokio::sync::oneshot::channel();
        let (go, going) = tokio::sync::oneshot::channel::<()>();
        let ends = Arc::new(std::sync::Mutex::new(Some((began, going))));
        let slow = Handlers::default().on("count", move |_| {
            let ends = ends.lock().unwrap().take();
            async move {
                if let Some((began, going)) = ends {
                    began.send(()).unwrap();
                    going.await.unwrap();
                }
                Ok(json!("late"))
            }
        });
        let id = enqueue(house, NewJob::new("count")).await;
        let late = Worker::new(other_node(house), slow, pace());
        let late = tokio::spawn(async move { late.run_due().await });
        beginning.await.unwrap();
        house.clock.advance(TimeDelta::seconds(61));
        let count = Arc::new(AtomicUsize::new(0));
        let worker = Worker::new((*house).clone(), counting(&count), pace());
        assert_eq!(worker.run_due().await.unwrap(), 1);
        go.send(()).unwrap();
        late.await.unwrap().unwrap();
        let job = jobs::see(&house.admin(), id).await.unwrap();
        assert_eq!(job.result, Some(json!({ "seen": true })), "the successor's answer stays");
    }

    async fn one_of_a_key_waits_while_another_runs(house: TestHouse) {
        let first = enqueue(house, NewJob::new("count").unique("mail")).await;
        assert_eq!(enqueue(house, NewJob::new("count").unique("mail")).await, first);
        let house2 = other_node(house);
        let cx = house.admin();
        let handlers = Handlers::default().on("count", move |run| {
            let (cx, house2) = (cx.clone(), house2.clone());
            async move {
                if run.job.attempts > 1 || run.job.body.is_null() {
                    // What comes in while this one runs gets a job of its own, which no other node begins before its end.
                    let tx = cx.begin().await?;
                    jobs::enqueue(&tx, &cx, NewJob::new("count").unique("mail").body(2)).await?;
                    tx.commit().await?;
                    let count = Arc::new(AtomicUsize::new(0));
                    let other = Worker::new(house2, counting(&count), Pace::default());
                    assert_eq!(other.run_due().await?, 0);
                }
                Ok(json!(null))
            }
        });
        let worker = Worker::new((*house).clone(), handlers, pace());
        assert_eq!(worker.run_due().await.unwrap(), 2);
        assert_eq!(jobs::list(&house.admin(), Some(State::Done), 9).await.unwrap().len(), 2);
    }

    async fn a_cancelled_job_stops_at_its_next_step(house: TestHouse) {
        let waiting = enqueue(house, NewJob::new("steps")).await;
        assert_eq!(jobs::cancel(&house.admin(), waiting).await.unwrap().state, State::Cancelled);
        assert!(matches!(jobs::cancel(&house.admin(), waiting).await, Err(Fault::Conflict(_))));

        let id = enqueue(house, NewJob::new("steps")).await;
        let cx = house.admin();
        let handlers = Handlers::default().on("steps", move |run| {
            let cx = cx.clone();
            async move {
                run.step(3, 10)?;
                let seen = jobs::see(&cx, run.job.id).await?;
                assert_eq!((seen.done, seen.total), (3, 10), "progress is visible at once");
                jobs::cancel(&cx, run.job.id).await?;
                run.step(4, 10)?;
                Ok(json!("too far"))
            }
        });
        let worker = Worker::new((*house).clone(), handlers, pace());
        assert_eq!(worker.run_due().await.unwrap(), 1);
        let job = jobs::see(&house.admin(), id).await.unwrap();
        assert_eq!((job.state, job.done, job.result), (State::Cancelled, 4, None));
    }

    async fn a_schedule_enqueues_once_over_two_nodes(house: TestHouse) {
        let nightly = [schedules::Schedule::new("count", "30 2 * * *")];
        let node = other_node(house);
        schedules::ensure(house, &nightly).await.unwrap();
        schedules::ensure(&node, &nightly).await.unwrap();
        let planned = schedules::list(&house.admin()).await.unwrap();
        assert_eq!(planned[0].next_at.to_rfc3339(), "2026-11-22T17:30:00+00:00", "02:30 in Tokyo");
        assert_eq!(schedules::run_due(house).await.unwrap(), 0);
        // Three nights without power are made up for once.
        house.clock.advance(TimeDelta::days(3));
        let (one, two) = tokio::join!(schedules::run_due(house), schedules::run_due(&node));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(jobs::list(&house.admin(), None, 9).await.unwrap().len(), 1);
        let planned = schedules::list(&house.admin()).await.unwrap();
        assert_eq!(planned[0].next_at.to_rfc3339(), "2026-11-25T17:30:00+00:00");
        schedules::ensure(house, &[]).await.unwrap();
        assert!(schedules::list(&house.admin()).await.unwrap().is_empty());
    }

    async fn what_was_planned_before_the_clock_was_set_back_is_planned_anew(house: TestHouse) {
        let lease = pace().lease;
        let nightly = [schedules::Schedule::new("count", "30 2 * * *")];
        let flaky = Handlers::default().on("flaky", |_| async { Err(Fault::broken("the peer is away")) });
        // The clock is a year ahead: one job waits to be tried again, one is fresh, one's worker died.
        let retried = enqueue(house, NewJob::new("flaky")).await;
        house.clock.advance(TimeDelta::days(365));
        Worker::new((*house).clone(), flaky, pace()).run_due().await.unwrap();
        let fresh = enqueue(house, NewJob::new("count")).await;
        schedules::ensure(house, &nightly).await.unwrap();
        let wanted = enqueue(house, NewJob::new("count").not_before(house.now() + TimeDelta::days(2))).await;
        let tx = house.db().begin().await.unwrap();
        let until = platform::time::to_stored(house.now() + lease);
        let sql = "UPDATE job SET state = 'running', attempts = 1, lease = 'dead', lease_until = $1 WHERE id = $2";
        tx.run(sql, platform::values![until, wanted.0]).await.unwrap();
        tx.commit().await.unwrap();

        house.clock.advance(TimeDelta::days(-365));
        let count = Arc::new(AtomicUsize::new(0));
        let worker = Worker::new((*house).clone(), counting(&count), pace());
        assert_eq!(worker.run_due().await.unwrap(), 0, "everything lies a year ahead");
        assert_eq!(jobs::settle(house, lease).await.unwrap(), 4);
        assert_eq!(jobs::settle(house, lease).await.unwrap(), 0, "once");
        let planned = schedules::list(&house.admin()).await.unwrap();
        assert_eq!(planned[0].next_at.to_rfc3339(), "2026-11-22T17:30:00+00:00", "this night, not that of next year");
        assert_eq!(jobs::see(&house.admin(), retried).await.unwrap().run_at, house.now());
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(jobs::see(&house.admin(), fresh).await.unwrap().state, State::Done);
        house.clock.advance(lease + TimeDelta::seconds(1));
        assert_eq!(worker.run_due().await.unwrap(), 1, "the dead worker's job");
        assert_eq!(jobs::see(&house.admin(), wanted).await.unwrap().attempts, 2);
    }

    async fn a_clock_put_right_by_a_little_brings_nothing_back(house: TestHouse) {
        let nightly = [schedules::Schedule::new("count", "30 2 * * *")];
        schedules::ensure(house, &nightly).await.unwrap();
        house.clock.advance(TimeDelta::hours(17) + TimeDelta::minutes(30));
        assert_eq!(schedules::run_due(house).await.unwrap(), 1, "half past two in the night");
        house.clock.advance(TimeDelta::seconds(-3));
        assert_eq!(jobs::settle(house, pace().lease).await.unwrap(), 0);
        house.clock.advance(TimeDelta::seconds(4));
        assert_eq!(schedules::run_due(house).await.unwrap(), 0, "the same night does not come twice");
        let later = enqueue(house, NewJob::new("count").not_before(house.now() + TimeDelta::days(9))).await;
        assert_eq!(jobs::settle(house, pace().lease).await.unwrap(), 0, "what is meant for later stays for later");
        assert_eq!(jobs::see(&house.admin(), later).await.unwrap().run_at, house.now() + TimeDelta::days(9));
    }

    async fn what_is_long_over_is_swept(house: TestHouse) {
        let count = Arc::new(AtomicUsize::new(0));
        enqueue(house, NewJob::new("count")).await;
        Worker::new((*house).clone(), counting(&count), pace()).run_due().await.unwrap();
        assert_eq!(jobs::sweep(house).await.unwrap(), 0);
        house.clock.advance(TimeDelta::days(31));
        assert_eq!(jobs::sweep(house).await.unwrap(), 1);
    }
}

#[test]
fn waits_double_up_to_a_bound_and_are_stretched_by_chance() {
    let pace = pace();
    assert_eq!([1, 2, 3].map(|attempts| pace.wait_ms(attempts)), [10_000, 20_000, 40_000]);
    assert_eq!(pace.wait_ms(60), 3_600_000);
    let stretched = Pace { jitter: || 1.0, ..Pace::default() };
    assert_eq!(stretched.wait_ms(1), 15_000);
}

#[test]
fn a_cron_line_that_is_none_is_refused() {
    let now = testkit::story_start();
    for line in ["", "every day", "61 2 * * *", "30 2 31 2 *"] {
        assert!(schedules::next_after(line, chrono_tz::Asia::Tokyo, now).is_err(), "{line}");
    }
}
