INSERT INTO asset_mention (asset_id, what, word, place) VALUES (1, 'contract', 'l-2024-01', 0), (2, 'thing', 'nb-0001', 0);
INSERT INTO asset_fee (asset_id, per, amount_yen, from_month, until_month) VALUES (1, 'month', 5000, 24291, 1000000);
