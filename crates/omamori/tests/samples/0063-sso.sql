INSERT INTO sso_provider (kind, name, issuer, client, secret_sealed, by_mail, version) VALUES
    ('microsoft', 'Microsoft 365', 'https://login.microsoftonline.com/8f3c2a10-0000-4000-8000-1234567890ab/v2.0', 'c0ffee', {bytes:0102}, 0, 2);
INSERT INTO sso_identity (account_id, issuer, subject, linked_at, last_used_at) VALUES
    (1, 'https://login.microsoftonline.com/8f3c2a10-0000-4000-8000-1234567890ab/v2.0', 'AAAAx7', 1763769600000, NULL);
INSERT INTO sso_attempt (hash, provider_id, purpose, account_id, sealed, expires_at) VALUES
    ({bytes:0c}, 1, 'link', 1, {bytes:0d}, 1763769900000);
