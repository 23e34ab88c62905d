INSERT INTO session (account_id, token_hash, created_at, last_seen_at, stepped_up_at, browser, machine, address, way) VALUES
    (1, {bytes:a1}, 1763769600000, 1763769600000, 1763769600000, 'Chrome', 'Windows', '192.0.2.9', 'passkey');
