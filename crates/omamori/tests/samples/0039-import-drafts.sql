INSERT INTO import_draft (word, purpose, file_name, file_hash, sealed, choices, created_at, created_by, job_id, import_id, outcome) VALUES
    ('word0002', 'ledger', 'PC管理台帳.xlsx', 'cdcd', {bytes:00}, '{}', 1763769600000, 1, NULL, NULL, NULL);
