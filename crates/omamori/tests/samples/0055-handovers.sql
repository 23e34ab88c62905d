INSERT INTO handover (person_id, direction, state, planned_on, due_on, note, created_at) VALUES (1, 'out', 'planned', '2026-04-01', '', '', 1770000000000);
INSERT INTO handover (person_id, direction, state, planned_on, due_on, note, terms, done_on, signed_at, signed_name, strokes, handed_by_name, created_at) VALUES (1, 'out', 'done', '2025-04-01', '2025-05-01', '研修用', '大切に使います。', '2025-04-01', 1743465600000, '青木 涼', '{"width":600,"height":200,"strokes":[[[12,30],[13,31]]]}', '佐藤 花子', 1743379200000);
INSERT INTO handover_item (handover_id, asset_id, accessories, condition_note, to_status, called) VALUES (2, 1, 'ACアダプター', '天板に小さな傷', 'in_stock', 'PC-1 日の出電機');
INSERT INTO handover_terms (version, direction, words) VALUES (1, 'out', '大切に使います。');
