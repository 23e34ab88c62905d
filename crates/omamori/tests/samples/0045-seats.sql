INSERT INTO seat (record_id, person_id, thing_id, role, from_on, until_on) VALUES (1, 1, NULL, '管理者', '2025-04-01', ''), (1, NULL, 2, '', '2025-04-01', '2026-03-31');
