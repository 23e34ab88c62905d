INSERT INTO account (email, email_folded, name, role, person_id, lang, theme, active, password, must_change_password,
        totp_sealed, totp_pending, totp_last_step, created_at, last_login_at, version) VALUES
    ('Moriya@omamori-seisakusho.example', 'moriya@omamori-seisakusho.example', '守屋 あかり', 'admin', NULL, 'ja', 'system', 1,
        '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA', 0, {bytes:0a0b}, NULL, 58792320, 1763769600000, 1763769600000, 3),
    ('shacho@omamori-seisakusho.example', 'shacho@omamori-seisakusho.example', '社長', 'manager', NULL, 'en', 'dark', 0,
        '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA', 1, NULL, NULL, 0, 1763769600000, NULL, 1);
INSERT INTO recovery_code (account_id, hash, used_at) VALUES (1, {bytes:01}, NULL), (1, {bytes:02}, 1763769600000);
INSERT INTO login_pending (hash, account_id, expires_at) VALUES ({bytes:03}, 1, 1763769900000);
