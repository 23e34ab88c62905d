//! Headings of hardware ledgers. The first Japanese and the first English word of a field are its canonical headings.

use crate::Field::{
    self, AcquireType, Acquired, AssetNo, CarryOut, Dept, Disposed, EraseMethod, Erased, HostName, Kind,
    LastSeen, LeaseEnd, Location, Maker, Model, ModelNo, Note, PersonalData, Pledge, Price, Serial, Status,
    User, UserId, Vendor, WarrantyEnd,
};

/// Field, Japanese words, English words; the words of a language are separated by `|`.
pub(super) const WORDS: &[(Field, &str, &str)] = &[
    (
        AssetNo,
        "管理番号|管理No|管理NO|管理№|管理ナンバー|管理コード|管理ID|資産番号|資産管理番号|\
         資産管理No|資産No|資産タグ|資産コード|資産ID|固定資産番号|固定資産コード|タグNo|\
         タグ番号|ラベル番号|ラベルNo|シール番号|管理シール|管理シールNo|機器番号|機器No|\
         機器管理番号|機器コード|機器ID|PC番号|PC管理番号|PC管理No|PCNo|PCID|端末番号|端末No|\
         端末ID|端末管理番号|備品番号|備品No|備品コード|備品管理番号|物品番号|物品コード|\
         装置番号|整理番号|台帳番号|台帳No|社内管理番号|社内番号|サーバー番号|サーバー管理番号|\
         サーバーNo|サーバNo|サーバ番号|サーバ管理番号|NW機器番号|QRコード番号|バーコード|\
         バーコード番号|No|№|ナンバー|番号|資産管理ID|IT資産番号|対象資産|対象資産番号|\
         対象管理番号|対象機器番号|本体管理番号",
        "Asset Tag|Asset No|Asset Number|Asset ID|Asset Code|Asset#|Tag|Tag Number|Tag No|\
         Inventory Number|Inventory No|Inventory ID|Equipment ID|Device ID|Property Number|\
         Barcode|Number|Control No",
    ),
    (
        HostName,
        "コンピュータ名|端末名|コンピューター名|PC名|PC名称|ホスト名|ホスト|マシン名|機器名|\
         機器名称|デバイス名|サーバー名|サーバ名|サーバー|サーバ|装置名|装置名称|ノード名|\
         ネットワーク名|NetBIOS名|ホストネーム|コンピュータ|コンピューター|端末名称|\
         プリンター名|プリンタ名|FQDN|インストール先|インストールPC|インストール端末|導入先PC|\
         利用端末|使用端末|使用PC",
        "Host Name|Hostname|COMPUTERNAME|Computer Name|Computer|Device Name|Machine Name|\
         PC Name|Asset Name|Server Name|Node Name|NetBIOS Name|Display Name|Host|\
         Endpoint Name",
    ),
    (
        Kind,
        "種別|種類|区分|機器種別|分類|カテゴリ|カテゴリー|品名|名称|資産種別|資産区分|資産分類|\
         機器区分|機器分類|機器種類|端末種別|端末種類|端末区分|端末タイプ|デバイス種別|\
         デバイスタイプ|PC種別|PC種類|PC区分|PCタイプ|タイプ|形状|筐体|筐体タイプ|品目|備品名|\
         物品名|資産名|資産名称|大分類|中分類|機械種別|装置種別|サーバー種別|サーバ種別|品種|\
         ノート/デスクトップ|ノートデスク|資産の種類|機器の種類",
        "Kind|Type|Category|Asset Type|Device Type|Asset Category|Class|Form Factor|\
         Equipment Type|Chassis Type",
    ),
    (
        Maker,
        "メーカー|メーカー名|メーカ|メーカ名|製造元|製造会社|製造者|製造業者|製造メーカー|\
         製造メーカ|ベンダー|ベンダ|ベンダー名|ブランド|開発元|発売元|提供元|PCメーカー|\
         本体メーカー|端末メーカー|機器メーカー",
        "Maker|Manufacturer|Brand|Make|Vendor Name|Mfr|Publisher|OEM",
    ),
    (
        Model,
        "機種|機種名|モデル|モデル名|製品名|品番|型名|メーカー/機種|メーカーとモデル|\
         メーカー・機種|メーカー・型番|メーカー/型番|メーカー/モデル|メーカー・モデル|\
         メーカー名/機種名|メーカー機種|メーカーモデル|メーカー及び機種|メーカー型式|\
         機種/メーカー|機種・モデル|機種モデル|製品|商品名|製品モデル|製品型名|PC機種|PC機種名|\
         端末機種|機器型名|本体|機種名称|製品名称|シリーズ|シリーズ名|物件名|物件|対象機器|\
         対象物件",
        "Model|Model Name|Product|Product Name|Device Model|System Model|Make/Model|\
         Make and Model|Manufacturer/Model",
    ),
    (
        ModelNo,
        "型番|型式|型番/品番|モデル番号|モデルNo|MTM|P/N|PN|製品番号|製品型番|製品No|製品コード|\
         商品コード|商品番号|パーツ番号|部品番号|機種番号|機種コード|メーカー型番|メーカー型式|\
         本体型番|型番号|形式|形名|品番・型番|型番・品番|JANコード|SKU",
        "Model Number|Model No|Part Number|Part No|Product Number|Product Code|Machine Type|\
         Type Model|SKU Number",
    ),
    (
        Serial,
        "シリアル番号|シリアル|シリアルNo|シリアルナンバー|シリアルコード|シリアル№|\
         シリアルNumber|製造番号|製造No|製造番号(S/N)|製造シリアル|S/N|SN|サービスタグ|IMEI|\
         IMEI番号|機番|機体番号|号機|本体シリアル|本体シリアル番号|本体S/N|PCシリアル|\
         PCシリアル番号|端末シリアル|端末シリアル番号|機器シリアル|機器シリアル番号|\
         シリアル番号(S/N)|製品シリアル番号|製品シリアル|製造NO|端末識別番号|\
         サービスタグ/シリアル|BIOSシリアル番号|シリアルID",
        "Serial Number|Serial|Serial No|Serial#|S/N No|Service Tag|ServiceTag|SerialNumber|\
         Serial Num|BIOS Serial Number|Device Serial Number|IMEI Number|Mfg Serial No",
    ),
    (
        User,
        "利用者|利用者名|利用者氏名|使用者|使用者名|使用者氏名|現使用者|現利用者|ユーザー|\
         ユーザー名|ユーザ|ユーザ名|ユーザー氏名|氏名|名前|お名前|担当者|担当者名|担当|貸与先|\
         貸与者|貸与者名|貸出先|貸出者|所有者|所持者|保有者|社員名|社員氏名|従業員名|従業員氏名|\
         職員名|職員氏名|使用者(氏名)|使用社員|使用社員名|割当先|使用職員|利用職員|利用社員|職員|配付先|割当者|割当ユーザー|管理担当者|\
         使用人|使用者/担当者|主使用者|主な使用者|主利用者|配布先|ログオンユーザー|\
         最終ログオンユーザー|借用者|名義人|名義",
        "User|User Name|Assigned To|Assigned User|Owner|Employee Name|Employee|Primary User|Primary User Display Name|\
         Full Name|Name|Used By|Checked Out To|Holder|Assignee|Last Logged On User|Custodian|\
         Contact|Person",
    ),
    (
        UserId,
        "社員番号|社員コード|社員No|社員ID|社員NO|職員番号|職員コード|従業員番号|従業員コード|\
         従業員No|従業員ID|使用者コード|使用者番号|利用者コード|利用者番号|社番|個人コード|\
         個人番号コード|担当者コード|氏名コード",
        "Employee ID|Employee No|Employee Number|Employee Code|Staff ID|Staff Number|\
         Personnel Number",
    ),
    (
        Dept,
        "部署|部署名|所属|所属名|使用部署|使用部署名|利用部署|利用部署名|部門|部門名|課|課名|係|\
         所属部署|所属部署名|所属部門|所属課|所属先|使用部門|利用部門|管理部署|管理部門|\
         保有部署|設置部署|設置部門|部|部課|部課名|組織|組織名|主管部署|主管部門|配属先|使用課|使用課名|利用課|所属班|\
         配属部署|部署/課|部・課|部署・課|部/課|担当部署|担当部門|所管部署|所管|所管課|グループ|\
         グループ名|チーム|貸与部署|店舗部門",
        "Department|Dept|Division|Section|Team|Organization|Organisation|Group|Business Unit|\
         Department Name",
    ),
    (
        Location,
        "設置場所|配置|配置場所|保管場所|場所|設置|設置先|設置拠点|設置フロア|設置位置|拠点|\
         拠点名|フロア|階|事業所|事業所名|既定の設置場所|使用場所|利用場所|ロケーション|所在地|\
         所在|所在場所|現在地|置場|置き場|置場所|保管先|設置エリア|エリア|部屋|部屋番号|ラック|\
         ラック位置|ラック番号|営業所|営業所名|支店|支店名|店舗|店舗名|建物|棟|病棟|学校名|校名|教室|施設|施設名|設置階|設置部屋|設置箇所|配備先|現場名|座席|席番号|\
         座席番号|現在の場所|納入場所|勤務地",
        "Location|Site|Office Location|Place|Building|Room|Floor|Branch|Rack|Physical Location|\
         Site Name|Default Location",
    ),
    (
        Acquired,
        "購入日|購入年月日|購入年月|購入年|購入年度|取得年度|導入年度|購入時期|購入日付|取得日|取得年月日|取得年月|\
         取得日付|取得時期|導入日|導入年月|導入年月日|導入年|導入時期|納品日|納品年月日|納入日|\
         納入年月日|利用開始日|利用開始年月日|使用開始日|使用開始年月日|使用開始|利用開始|\
         購入日／リース開始日|購入日・リース開始日|リース開始日|リース開始|リース開始年月日|\
         リース契約日|レンタル開始日|レンタル開始|端末稼働日|稼働開始日|稼働日|仕入日|\
         契約開始日|契約開始|契約開始年月日|契約日|契約年月日|契約締結日|開始日|開始年月日|\
         開始年月|設置日|設置年月日|設置年月|貸与日|貸与開始日|貸与年月日|貸出日|配布日|支給日|\
         受領日|検収日|購入月|取得年|入荷日|調達日|調達年月|登録年月日|保証開始日|\
         サービス開始日|申込日|入手日|入手年月日|入手年月|配付日|配付年月日|支給年月日|貸付日",
        "Purchase Date|Purchased|Purchased On|Date Purchased|Date of Purchase|Acquired|\
         Acquisition Date|Date Acquired|Acquired On|Bought|Delivery Date|Deployed|\
         Deployment Date|In Service Date|Start Date|Lease Start|Lease Start Date|Contract Start|\
         Contract Start Date|Installed On|Install Date|Received|Received Date|Order Date",
    ),
    (
        Price,
        "金額|購入価格|取得価額|取得価格|取得金額|取得原価|金額(税込)|金額(税抜)|税抜金額|\
         税込金額|価格|単価|購入単価|リース料|リース料金|リース料(月額)|リース料月額|月額(税込)|リース金額|\
         月額リース料|月額|月額料金|月額費用|月額金額|年額|年額料金|年額費用|年間費用|年間金額|\
         購入金額|購入額|購入費用|購入代金|費用|料金|利用料|利用料金|契約金額|契約額|保守料|\
         保守料金|保守費用|総額|合計金額|リース総額|レンタル料|本体価格|仕入価格|仕入金額|\
         購入価額|税込価格|税抜価格|支払額|支払金額|月額(税込)|月額(税抜)|ライセンス費用|\
         ライセンス料|年額(税込)|簿価金額",
        "Price|Cost|Purchase Price|Purchase Cost|Amount|Unit Price|Value|Monthly Cost|\
         Monthly Fee|Annual Cost|Total Cost|Lease Payment|Unit Cost|Fee|Acquisition Cost",
    ),
    (
        AcquireType,
        "取得区分|契約区分|購入/リース|購入・リース|購入リース|購入orリース|購入リース区分|\
         購入/リース区分|リース区分|調達区分|調達方法|取得方法|購入方法|購入形態|購入区分|\
         導入形態|導入区分|所有区分|所有形態|保有区分|保有形態|契約形態|契約種別|契約種類|形態|\
         リース/購入|リース・購入|リース/買取|買取/リース|購入/リース/レンタル|リース有無|\
         レンタル/購入|自社/リース|資産形態|支払区分",
        "Acquisition Type|Purchase or Lease|Lease/Buy|Purchase Type|Ownership|Ownership Type|\
         Procurement Type|Financing",
    ),
    (
        LeaseEnd,
        "リース満了日|リース終了日|リース期限|リース満了|リース満了年月|リース満了年月日|\
         リース満期|リース満期日|リース終了|リース終了年月日|リース期間終了日|リース期間満了日|\
         リース返却日|リースアップ|リースアップ日|満了日|満了年月日|満了年月|満期日|契約満了日|\
         契約満了|契約満了年月日|契約満期日|契約終了日|契約終了|契約終了年月日|契約期限|終了日|\
         終了年月日|返却期限|返却予定日|返却予定|レンタル期限|レンタル終了日|レンタル満了日|\
         レンタル返却日|再リース期限|再リース満了日|リース期日",
        "Lease End|Lease End Date|Lease Expiry|Lease Expiration|Lease Expires|Contract End|\
         Contract End Date|Contract Expiry|End Date|Return By|Return Due|Lease Return Date|\
         Rental End|Expected Checkin Date",
    ),
    (
        WarrantyEnd,
        "保証期限|保証終了日|保証終了|保証期間|保証満了日|保証満了|保証終了年月日|\
         保証期間終了日|保証|保証切れ|保証切れ日|メーカー保証|メーカー保証期限|メーカー保証期間|\
         メーカー保証終了日|延長保証期限|保証書期限|保守期限|保守期間|保守満了日|保守満了|\
         保守終了日|保守終了|保守終了年月日|保守契約満了日|保守契約終了日|保守契約期限|\
         保守期間終了日|サポート期限|サポート終了日|サポート終了|サポート満了日|\
         保守サポート期限|ハード保守期限|ハードウェア保守期限|保証年数|保証年月",
        "Warranty End|Warranty End Date|Warranty Expiry|Warranty Expiration|Warranty Expires|\
         Warranty Until|Warranty|Support End|Support End Date|Support Expires|Maintenance End|\
         Maintenance Expiry|Warranty Months",
    ),
    (
        Vendor,
        "購入先|購入先名|購入店|購入業者|仕入先|仕入先名|業者|業者名|販売店|販売店名|販売元|\
         販売会社|販社|リース会社|リース会社名|リース先|リース業者|レンタル会社|レンタル業者|\
         契約先|契約先名|契約会社|契約業者|契約相手|契約相手方|相手先|相手方|取引先|取引先名|調達先|\
         発注先|納入業者|納品業者|納入元|代理店|取扱店|保守業者|管理会社|保守会社|保守契約先|保守先|\
         保守ベンダー|委託先|会社名|購入元|ショップ|購入ショップ|支払先|購入会社|入手先",
        "Vendor|Supplier|Reseller|Purchased From|Seller|Lessor|Leasing Company|Store|Dealer|\
         Provider|Bought From",
    ),
    (
        Status,
        "状態|ステータス|利用状況|稼働状況|使用状況|現況|状況|現状|稼働状態|利用状態|使用状態|\
         運用状況|運用状態|貸出状況|貸出状態|保有状況|在庫状況|稼働|稼動状況|稼動状態|管理状態|\
         管理状況|資産状態|資産状況|機器状態|端末状態|利用区分|使用区分|アカウント状態|契約状況|\
         契約状態|在籍状況",
        "Status|State|Asset Status|Condition|Lifecycle|Lifecycle State|Device Status|\
         Usage Status",
    ),
    (
        Disposed,
        "廃棄日|廃棄年月日|廃棄年月|廃棄予定日|廃棄予定|廃棄|除却日|除却年月日|返却日|\
         返却年月日|返却年月|処分日|処分年月日|撤去日|廃却日|廃止日|利用終了日|使用終了日|\
         利用停止日|返納日|売却日|解約日|解約年月日|廃棄/返却日|廃棄・返却日|廃棄完了日",
        "Disposed|Disposal Date|Disposed On|Retired|Retired On|Retirement Date|Date Retired|\
         Decommissioned|Returned|Returned On|Return Date|EOL Date",
    ),
    (
        Erased,
        "データ消去日|データ消去|データ消去年月日|消去日|消去年月日|HDD消去日|データ削除日|\
         消去実施日|データ消去完了日|初期化日",
        "Data Erased On|Erased|Wipe Date|Wiped On|Date Wiped|Data Wiped|Sanitized On",
    ),
    (
        EraseMethod,
        "消去方法|データ消去方法|消去方式|データ消去方式|消去手段|廃棄方法|処分方法",
        "Erase Method|Wipe Method|Data Erase Method|Sanitization Method",
    ),
    (
        LastSeen,
        "最終確認日|最終確認|最終収集日時|最終収集日|収集日時|棚卸日|棚卸確認|棚卸確認日|棚卸実施日|\
         棚卸年月日|棚卸し日|最終棚卸日|最終棚卸|棚卸|最終起動|最終起動日|最終起動日時|起動日|最終接続日|\
         最終接続日時|最終ログオン日|最終ログオン日時|最終ログオン|最終ログイン|最終ログイン日|\
         最終ログイン日時|最終通信日時|最終通信日|最終稼働日|最終検出日時|最終検出日|最終利用日|\
         最終使用日|最終アクセス日|最終オンライン日時|現物確認日|現品確認日|現物確認|確認日|\
         インベントリ収集日時|インベントリ取得日時|最終同期日時|最終同期日",
        "Last Seen|Last Check-in|Last Checkin|Last Contact|Last Logon|Last Login|Last Inventory|\
         Last Audit|Audit Date|Last Audit Date|Last Sync|Last Logon Date|LastLogonDate|\
         Last Check-in Date|Last Activity|Last Boot|Last Online|Last Scan",
    ),
    (
        Note,
        "備考|備考欄|備考1|メモ|メモ欄|特記事項|摘要|コメント|備考・特記事項|備考/特記事項|\
         備考(その他)|注記|補足|補足事項|その他|その他備考|特記|連絡事項|注意事項|履歴|経緯|\
         対応|対応内容|対応状況|理由|内容",
        "Notes|Note|Remarks|Remark|Comment|Comments|Memo|Description|Details|Additional Info",
    ),
    (
        PersonalData,
        "個人情報の取扱|個人情報取扱|個人情報|個人情報の取扱い|個人情報取扱い|\
         個人情報の取り扱い|個人情報取扱有無|個人情報の有無|個人情報有無|個人情報保有|\
         個人情報保管|個人情報の保存",
        "Personal Data|PII|Holds Personal Data|Handles Personal Data",
    ),
    (
        CarryOut,
        "持出可否|持ち出し許可|持出|持ち出し|持出し|持出許可|持出し許可|持出し可否|持ち出し可否|\
         社外持出|社外持ち出し|社外持出し|社外持出可否|社外持出許可|社外利用|持出区分|持帰り|\
         持ち帰り|テレワーク利用|持出管理|持出申請",
        "Carry Out|Take Home|Off Site Use|Offsite Allowed|May Leave Office|Portable Use",
    ),
    (
        Pledge,
        "誓約書|誓約書提出|誓約書有無|誓約書の有無|誓約書提出日|誓約書提出有無|同意書|借用書|\
         貸与誓約書|利用誓約書",
        "Pledge|Signed Agreement|Agreement Signed|User Agreement",
    ),
];
