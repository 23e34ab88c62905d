INSERT INTO department (name, name_folded, parent_id, note, made_in) VALUES ('製造部', '製造部', NULL, '', NULL), ('製造一課', '製造一課', 1, '', NULL);
INSERT INTO place (name, name_folded, parent_id, note, made_in) VALUES ('本社', '本社', NULL, '', NULL), ('印刷室', '印刷室', 1, '', NULL);
INSERT INTO person (employee_no, employee_no_folded, name, name_folded, kana, email, email_folded, department_id, phone, gone, left_on,
        note, search_text, made_in) VALUES
    ('0107', '0107', '守屋 あかり', '守屋あかり', 'もりや あかり', 'moriya@omamori-seisakusho.example',
        'moriya@omamori-seisakusho.example', 2, '', 0, '', '', '守屋あかり もりやあかり', NULL),
    ('', '', '西川 徹', '西川徹', 'にしかわ とおる', '', '', NULL, '', 1, '2025-10-31', '', '西川徹', NULL);
INSERT INTO person_name_history (person_id, name, name_folded, until_on) VALUES (1, '田中 あかり', '田中あかり', '2020-03-31');
