INSERT INTO api_token (account_id, label, token_hash, scopes, created_at, expires_at, last_used_at, revoked_at) VALUES
    (1, '夜間の取り込み', {bytes:0202}, 'ledger:read ledger:import', 1763769600000, 1795305600000, NULL, NULL);
