INSERT INTO deadline_answer (asset_id, kind, on_day, answer, note, actor, at) VALUES (1, 'lease', '2027-03-31', 'ending', '返却する', 'account:1', 1763769600000);
