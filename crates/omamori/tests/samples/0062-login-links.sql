INSERT INTO login_link (account_id, browser, number, asked_from, hash, tries, expires_at) VALUES
    (2, {bytes:07}, {bytes:08}, 'Chrome ・ Windows', {bytes:09}, 1, 1763769900000),
    (NULL, {bytes:0a}, {bytes:0b}, '', NULL, 0, 1763769900000);
