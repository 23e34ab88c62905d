INSERT INTO merger (set_id, kind, kept, gone, moved) VALUES (2, 'person', 1, 2, '{}');
INSERT INTO ledger_edit (kind, number, version, field, old) VALUES ('person', 1, 1, 'phone', '100');
