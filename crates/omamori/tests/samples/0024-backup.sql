INSERT INTO backup_run (started_at, finished_at, verified_at, path, bytes, row_count, file_count, anchor, problem) VALUES
    (1763769600000, 1763769600000, 1763769600000, 'omamori-backup-20251122-023000.age', 4711, 12, 1, '2-AAAA-BBBB-CCCC', NULL),
    (1763769600000, NULL, NULL, NULL, 0, 0, 0, NULL, '{"key":"backup.error.broken","args":[]}');
