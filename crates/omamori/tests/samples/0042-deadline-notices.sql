INSERT INTO deadline_notice (mail_id, role, said_on, asset_id, kind, due_on) VALUES (1, 'admin', '2025-11-22', 1, 'warranty', '2025-12-22');
