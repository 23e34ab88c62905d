INSERT INTO asset_kind (word, name, prefix, fields) VALUES ('', '測定器', 'SO', '[{"name":"校正日","type":"date"}]');
