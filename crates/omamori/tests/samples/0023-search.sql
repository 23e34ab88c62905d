INSERT INTO search_doc (kind, number, title, body, folded_title, folded) VALUES
    ('asset', 1, 'NB-0001', '印刷室', 'nb-0001', 'nb-0001 印刷室');
