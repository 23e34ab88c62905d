INSERT INTO passkey (account_id, credential, handle, host, name, public_key, created_at, last_used_at, doubted_at) VALUES
    (1, {bytes:c0ffee}, {bytes:0102}, 'it.omamori-seisakusho.example', '青い鍵', '{"cred":{}}', 1763769600000, 1763769700000, NULL),
    (1, {bytes:c0ffef}, {bytes:0102}, 'it.omamori-seisakusho.example', 'ノートPC', '{"cred":{}}', 1763769600000, NULL, 1763769800000);
INSERT INTO passkey_ceremony (hash, purpose, account_id, state, expires_at) VALUES
    ({bytes:05}, 'log_in', NULL, '{}', 1763769900000), ({bytes:06}, 'add', 1, '{}', 1763769900000);
