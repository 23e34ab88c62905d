INSERT INTO journal (seq, at, actor, event, subject_kind, subject_id, body, hash) VALUES
    (1, 1763769600000, 'system', 'house.founded', 'system', 0, '{}', {bytes:c9ffccdfb5cb3a3741a645a690e5b73112d7118c916497b73d550ef0cfead5f3}),
    (2, 1763769601000, 'account:1', 'asset.registered', 'asset', 1, '{"number":1}', {bytes:032a507eab5dd6515faa7bd53166e1f2735ea8ffc16207e0b883d9e1f84f1dae});
UPDATE journal_head SET seq = 2, hash = {bytes:032a507eab5dd6515faa7bd53166e1f2735ea8ffc16207e0b883d9e1f84f1dae} WHERE one = 1;
