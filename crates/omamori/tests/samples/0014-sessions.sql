INSERT INTO session (account_id, token_hash, created_at, last_seen_at, stepped_up_at, browser, machine, address) VALUES
    (1, {bytes:0102}, 1763769600000, 1763769600000, 1763769600000, 'Firefox', 'Windows', '192.0.2.10');
