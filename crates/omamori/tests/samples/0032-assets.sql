INSERT INTO asset (version, kind_id, number, number_folded, number_sort, name, name_sort, maker, model, model_no, serial, serial_folded, status, person_id,
        user_text, department_id, department_text, place_id, place_text, acquired_on, warranty_ends_on, lease_ends_on, disposed_on,
        renews_on, notice_by_on, price, acquire_type, vendor, note, fields, record_key, fingerprint, created_at, updated_at, deleted_at) VALUES
    (2, 1, 'NB-0001', 'nb-0001', 'nb-000000000001', '経理ノート', '経理ノート', 'みどり電機', 'MD-14', '', '0012345', '0012345', 'in_use', 1,
        '守屋 あかり', 2, '製造一課', 2, '印刷室', '2022-04-01', '2027-03', '', '', '', '', 128000, '', '港商会', '印刷用', '{}', '', '',
        1763769600000, 1763769600000, NULL),
    (1, (SELECT id FROM asset_kind WHERE name = '測定器'), '', '', '', '', '', '', '', '', '', '', 'unknown', NULL, '', NULL, '', NULL, '', '', '', '', '', '', '', NULL, '', '', '',
        '{"校正日":"2025-01-10"}', '', '', 1763769600000, 1763769600000, 1763769600000);
