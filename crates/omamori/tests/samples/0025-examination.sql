INSERT INTO examination (one, at, findings) VALUES (1, 1763769600000, '[]');
