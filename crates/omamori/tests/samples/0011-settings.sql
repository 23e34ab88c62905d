INSERT INTO setting (name, value, sealed) VALUES ('company.name', 'おまもり製作所', NULL), ('mail.password', NULL, {bytes:aabb});
UPDATE setting_head SET version = 2 WHERE one = 1;
