INSERT INTO ledger_import (set_id, file_name, file_hash, made, changed, same, refused, skipped) VALUES
    (1, 'PC管理台帳.xlsx', 'cdcd', 1, 0, 0, 1, 2);
INSERT INTO import_shape (shape, mapping, used_at) VALUES ('efef', '{"管理番号":"asset_no"}', 1763769600000);
