INSERT INTO rate_limit (bucket, attempts, last_at, free_at) VALUES ('00ff', 6, 1763769600000, 1763769602000);
