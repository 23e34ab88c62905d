INSERT INTO job (kind, body, unique_key, state, run_at, attempts, most_attempts, steps_done, steps_total, cancel_requested,
        result, last_error, lease, lease_until, created_at, created_by, started_at, finished_at) VALUES
    ('journal.verify', 'null', 'journal.verify', 'done', 1763769600000, 1, 1, 0, 0, 0, '{"entries":2}', NULL, NULL, NULL, 1763769600000, 1, 1763769600000, 1763769600000),
    ('house.sweep', 'null', 'schedule:house.sweep', 'failed', 1763769600000, 5, 5, 0, 0, 0, NULL, '{"key":"jobs.error.stopped","args":[]}',
        NULL, NULL, 1763769600000, NULL, 1763769600000, 1763769600000);
INSERT INTO schedule (name, cron, zone, kind, body, next_at, last_at) VALUES
    ('house.sweep', '10 4 * * *', 'Asia/Tokyo', 'house.sweep', 'null', 1763769600000, NULL);
