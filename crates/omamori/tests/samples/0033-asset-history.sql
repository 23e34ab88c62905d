INSERT INTO change_set (act, actor, at, undone_at) VALUES ('asset.registered', 'account:1', 1763769600000, NULL), ('asset.changed', 'account:1', 1763769600000, 1763769600000);
INSERT INTO asset_history (set_id, asset_id, field, old, new) VALUES (2, 1, 'note', '', '印刷用');
INSERT INTO asset_assignment (asset_id, person_id, user_text, from_on, until_on, opened_in, closed_in) VALUES
    (1, 2, '西川 徹', '2022-04-01', '2025-10-31', 1, 2), (1, 1, '守屋 あかり', '2025-11-01', '', 2, NULL);
INSERT INTO asset_link (asset_id, other_id, url, label, created_at) VALUES (1, NULL, 'https://maker.example/md-14', '手引き', 1763769600000), (1, 2, '', '', 1763769600000);
INSERT INTO saved_view (owner, name, shared, query) VALUES ('account:1', 'うちのPC', 1, 'kind=1&status=in_use');
