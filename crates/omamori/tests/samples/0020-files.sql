INSERT INTO file_blob (hash, size, seen_at) VALUES ('abababababababababababababababababababababababababababababababab', 7, 1763769600000);
INSERT INTO file (public_id, hash, name, media, size, created_at, created_by) VALUES
    ('word0001', 'abababababababababababababababababababababababababababababababab', '納品書.pdf', 'application/pdf', 7, 1763769600000, 1);
INSERT INTO file_link (file_id, kind, number, added_at, removed_at) VALUES (1, 'asset', 1, 1763769600000, NULL);
