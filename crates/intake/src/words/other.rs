//! Headings that are known and are no field of ours.

/// Headings that are known well and are no field of ours: kept under their own name, and never taken for a field they
/// happen to end in (最終更新日 is not the renewal of a contract).
pub(super) const OTHER: &str = "残|残数|残り|残ライセンス|残ライセンス数|余り|余剰|過不足|差|差異|未使用数|空き数|\
     エディション|バージョン|Ver|Version|Edition|契約期間|リース期間|レンタル期間|期間|\
     リース回数|リース年数|契約年数|数量|台数|個数|数|員数|メールアドレス|メール|E-mail|Email|\
     Mail|フリガナ|ふりがな|カナ|氏名カナ|氏名(カナ)|役職|役職名|職位|雇用形態|雇用区分|入社日|\
     入社年月日|退社日|退職日|生年月日|性別|年齢|画面サイズ|画面|インチ|解像度|耐用年数|\
     償却年数|減価償却|減価償却費|簿価|期末簿価|帳簿価額|残存価額|償却方法|勘定科目|科目|\
     経過年数|使用年数|ポート数|ポート|ポート番号|接続ポート|VLAN|VLANID|サブネット|\
     サブネットマスク|ゲートウェイ|デフォルトゲートウェイ|DNS|DHCP|SSID|接続先機器|接続形態|\
     接続方法|付属品|付属|添付品|同梱品|オプション|周辺機器|写真|画像|承認|承認者|承認日|印|\
     検印|チェック|確認|確認者|確認印|棚卸結果|棚卸者|棚卸担当|棚卸担当者|最終更新日|\
     最終更新日時|最終更新者|更新者|更新日時|データ更新日|台帳更新日|記録日|登録日|登録日時|\
     登録者|作成日|作成日時|作成者|記入日|記入者|入力日|入力者|変更日|変更内容|レコード番号|\
     レコードID|レコード|$id|項番|通番|連番|行番号|行|行No|順番|順|ソート順|並び順|#|Seq|Row|\
     Line No|前使用者|前利用者|前任者|旧使用者|旧利用者|旧管理番号|旧資産番号|旧番号|旧PC名|\
     以前の使用者|前の使用者|現在の使用者の使用開始|現在の使用者の使用終了|\
     使用者についてのメモ|Previous User|Current User Since|Current User Until|Note on the User|\
     user_previous|user_since|user_until|user_note|予備|重要度|優先度|重要|機密区分|予算|予算科目|費用負担部署|負担部署|負担部門|\
     経費負担部署|原価センタ|コストセンター|Cost Center|Created|Created At|Created By|\
     Created Date|Updated|Updated At|Updated By|Modified|Last Modified|Last Updated|EOL|EOS|\
     EOSL|サポート切れ|支払方法|支払日|支払い方法|支払サイクル|請求先|請求書番号|管理者|\
     管理責任者|責任者|パスワード変更日|パスワード更新日|パスワード最終変更日|\
     パスワード有効期限|PW変更日|パスワード期限|通知日|連絡先|電話番号(連絡先)|保守連絡先|\
     問い合わせ先|問合せ先|緊急連絡先|住所|OU|Distinguished Name|DistinguishedName|Enabled|\
     ObjectGUID|SID|WhenCreated|ドメイン参加|ワークグループ|参加ドメイン|\
     ドメイン/ワークグループ|解約予告期間|解約予告期間(ヶ月)|通知期間|Notice Period|管理部数|\
     返却状況|返却|返却確認|貸出期間|ケース|クロック|クロック数|コア数|画面数|グラフィック|GPU|\
     廃棄業者|処分業者|消去業者|廃棄証明|廃棄証明書|証明書|点検日|点検日時|次回点検日|\
     光学ドライブ|DVD|カメラ|無線LAN|有線LAN|LAN|Bluetooth|キーボード";
