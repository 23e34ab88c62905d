INSERT INTO move_list (person_id, kind, state, on_day, department_id, note, created_at) VALUES (1, 'leave', 'open', '2026-12-31', NULL, '', 1770000000000);
INSERT INTO move_list (person_id, kind, state, on_day, department_id, note, closed_at, created_at) VALUES (1, 'join', 'closed', '2025-04-01', 1, '新卒', 1743465600000, 1743379200000);
INSERT INTO move_line (move_id, what, need, due_on, done_on, done_by, reason) VALUES (1, '鍵・入館証の返却', '', '2026-12-31', '', NULL, ''), (2, 'パソコン', 'kind:1', '2025-03-29', '2025-03-28', 1, '');
INSERT INTO move_reason (move_id, thing, number, reason, said_by, said_at) VALUES (1, 'asset', 1, '本人に譲渡', 1, 1770000000000);
INSERT INTO move_template (version, kind, department_id, lines) VALUES (1, 'leave', NULL, '[{"what":"鍵・入館証の返却","need":"","days":0}]');
