INSERT INTO outbox (channel, recipient, subject, body_text, body_html, about_kind, about_number, dedupe_key, state, attempts,
        next_at, message_id, last_error, created_at, sent_at) VALUES
    ('mail', 'moriya@omamori-seisakusho.example', '期限のお知らせ', '本文', NULL, 'asset', 1, 'deadlines:2025-11-22:1', 'sent', 1,
        1763769600000, '00aa', NULL, 1763769600000, 1763769600000);
