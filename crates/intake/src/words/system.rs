//! Headings about what is inside a machine and on the network, about accounts, servers and telephone lines.

use crate::Field::{
    self, Av, Backup, Carrier, Cpu, Encryption, Firmware, Ip, LoginId, Mac, Memory, Mfa, Office, Os, OsBuild,
    Phone, PhysVirt, Plan, Privilege, Raid, Role, Sim, Storage, SystemName, Ups, Url,
};

/// Field, Japanese words, English words; the words of a language are separated by `|`.
pub(super) const WORDS: &[(Field, &str, &str)] = &[
    (
        Os,
        "OS|OS名|OS名称|OS種別|OS種類|OS/バージョン|OSとバージョン|オペレーティングシステム|\
         Windowsバージョン|Windows種類|Windows|OSバージョン|OSのバージョン|OSVer|基本ソフト|\
         搭載OS|使用OS|OSエディション|オーエス",
        "Operating System|OS Name|OS Version|Platform|Operating System Version|OperatingSystem",
    ),
    (
        OsBuild,
        "OSビルド|OSビルド番号|Windowsビルド|ビルド番号|ビルド|OSの更新バージョン|\
         機能更新バージョン|Windows更新バージョン|OSリリース",
        "OS Build|Build|Build Number|Windows Build|Feature Update|Display Version",
    ),
    (
        Office,
        "Office|オフィス|オフィスソフト|Officeバージョン|Officeのバージョン|Office種類|\
         Office種別|Office製品|MSOffice|MS-Office|MicrosoftOffice|Officeソフト|\
         インストールOffice|Office製品名|Officeエディション|搭載Office",
        "Office Version|MS Office|Microsoft Office|Office Suite",
    ),
    (
        Cpu,
        "CPU|CPU名|CPU種類|CPU種別|プロセッサ|プロセッサー|CPU型番|CPUモデル|プロセッサ名|\
         CPU/クロック|演算装置",
        "Processor|CPU Type|CPU Model|CPU Name|Processor Name",
    ),
    (
        Memory,
        "メモリ|メモリー|RAM|メモリ容量|メモリー容量|メモリサイズ|搭載メモリ|搭載メモリ容量|\
         実装メモリ|物理メモリ|主記憶|メインメモリ|メモリ量|RAM容量",
        "Memory|Memory Size|Installed RAM|Total Memory|Physical Memory|RAM Size|RAM GB",
    ),
    (
        Storage,
        "ストレージ|ストレージ容量|ディスク|ディスク容量|HDD|SSD|HDD容量|HDD総容量|ストレージ総容量|SSD容量|HDD/SSD|\
         SSD/HDD|HDD・SSD|SSD・HDD|HDD/SSD容量|HDD(SSD)|ハードディスク|ハードディスク容量|\
         内蔵ストレージ|記憶装置|補助記憶|ドライブ容量|ディスクサイズ|ディスク総容量|記憶容量|\
         Cドライブ容量|実効容量",
        "Storage|Disk|Disk Size|Hard Drive|Hard Disk|Storage Size|Disk Capacity|Drive|\
         Storage Capacity",
    ),
    (
        Ip,
        "IPアドレス|IP|管理IP|管理IPアドレス|管理用IP|管理用IPアドレス|固定IP|固定IPアドレス|\
         IPｱﾄﾞﾚｽ|アイピーアドレス|IPv4|IPv4アドレス|ローカルIP|プライベートIP|\
         プライベートIPアドレス|LAN側IP|LANIPアドレス|IPアドレス1|社内IP|割当IP|\
         IPアドレス(有線)|サーバIP|サーバーIP",
        "IP Address|IPAddress|IP Addr|Management IP|Static IP|IPv4 Address|Private IP|LAN IP|\
         IP Addresses",
    ),
    (
        Mac,
        "MACアドレス|MAC|物理アドレス|MACアドレス(有線)|MACアドレス(無線)|有線MACアドレス|\
         有線MAC|無線MACアドレス|無線MAC|マックアドレス|MACアドレス1|MACアドレス(LAN)|\
         MACアドレス(Wi-Fi)|LANMACアドレス|イーサネットアドレス|Wi-FiMACアドレス",
        "MAC Address|MACAddress|Physical Address|Ethernet Address|Wi-Fi MAC|Ethernet MAC|\
         LAN MAC|Hardware Address",
    ),
    (
        Av,
        "ウイルス対策ソフト|ウィルス対策|ウイルス対策|ウィルス対策ソフト|ウイルスソフト|\
         ウィルスソフト|アンチウイルス|アンチウィルス|アンチウイルスソフト|EDR|EDR/AV|\
         セキュリティソフト|セキュリティ対策ソフト|セキュリティ対策|ウイルス対策ソフト名|\
         ウイルスバスター|対策ソフト|AV|AVソフト|マルウェア対策|EPP",
        "Antivirus|Anti-Virus|Security Software|Endpoint Protection|AV Product|AV Status|\
         EDR Agent",
    ),
    (
        Encryption,
        "暗号化|暗号化状況|BitLocker|ビットロッカー|暗号化の有無|暗号化有無|ディスク暗号化|\
         HDD暗号化|SSD暗号化|ドライブ暗号化|暗号化状態|暗号化ソフト|暗号化方式|BitLocker状態|\
         BitLocker有効|FileVault|暗号化対応|ストレージ暗号化",
        "Encryption|Encrypted|Disk Encryption|Encryption Status|BitLocker Status|\
         Drive Encryption",
    ),
    (
        Role,
        "用途|用途・役割|用途/役割|役割|使用目的|利用目的|使用用途|利用用途|目的|サーバー用途|\
         サーバ用途|機能|業務内容|稼働サービス|提供サービス|利用業務|使途|主な用途",
        "Role|Purpose|Usage|Server Role|Function|Used For|Use",
    ),
    (
        PhysVirt,
        "物理/仮想|物理・仮想|物理仮想|仮想/物理|仮想・物理|物理・仮想区分|物理/仮想区分|\
         物理or仮想|仮想化|仮想区分|物理仮想区分|仮想/実機",
        "Physical/Virtual|Physical or Virtual|Virtual|Is Virtual|VM",
    ),
    (
        Raid,
        "RAID|RAID構成|RAIDレベル|レイド構成|ディスク構成|RAID種別",
        "RAID Level|RAID Type|RAID Configuration",
    ),
    (
        Backup,
        "バックアップ|バックアップ方法|バックアップ先|バックアップ方式|バックアップ有無|\
         バックアップの有無|バックアップ取得|バックアップソフト|バックアップ頻度|BK方法|\
         バックアップ状況|データバックアップ",
        "Backup|Backup Method|Backup Target|Backup Type|Backed Up",
    ),
    (
        Firmware,
        "ファームウェア|ファームウェアバージョン|ファームウエア|ファームウェアVer|F/W|FW|\
         F/Wバージョン|FWバージョン|FWVer|ファームバージョン|ファーム|ファームVer|\
         BIOSバージョン|ファームウェア版数|IOSバージョン|版数",
        "Firmware|Firmware Version|FW Version|BIOS Version|Firmware Rev",
    ),
    (
        Ups,
        "UPS|電源/UPS|電源・UPS|無停電電源|無停電電源装置|UPS接続|UPS有無|接続UPS|電源系統",
        "UPS Connected|Power|Power/UPS|Uninterruptible Power Supply",
    ),
    (
        SystemName,
        "システム名|システム名称|システム|サービス名|サービス名称|サービス|サイト名|サイト名称|\
         サイト|利用サービス|利用サービス名|クラウドサービス|クラウドサービス名|SaaS名|SaaS|\
         アプリ名|アプリ|アプリケーション名|アプリケーション|利用システム|対象システム|\
         システム/サービス名|システム・サービス名|サービス・システム名|Webサービス名|ツール名|\
         契約サービス|契約サービス名|契約名|契約名称|契約件名|件名|契約内容|ドメイン名|ドメイン",
        "System Name|System|Service|Service Name|Site Name (web)|Application|App|App Name|\
         Application Name|SaaS Name|Tool|Website|Contract Name|Account Name",
    ),
    (
        Url,
        "URL|アドレス|ログインURL|ログインページ|ログイン画面|サイトURL|管理画面URL|管理画面|\
         管理URL|アクセスURL|接続先URL|接続先|Webアドレス|ホームページ|リンク|URLアドレス|\
         サイトアドレス",
        "Login URL|Web Address|Address|Link|Website URL|Service URL|Sign-in URL",
    ),
    (
        LoginId,
        "ログインID|ログオンユーザー名|ログインユーザー名|ID|アカウント|アカウント名|アカウントID|ユーザーID|ユーザID|\
         ユーザーアカウント|ログインアカウント|ログイン名|ログオンID|ログオン名|利用者ID|\
         使用者ID|利用ID|管理者ID|管理ID(ログイン)|WindowsID|ADアカウント|ADユーザー名|\
         サインインID|サインイン名|登録ID|契約ID|会員ID|お客様ID|Microsoftアカウント|\
         GoogleアカウントID|登録メールアドレス|ログインメールアドレス|メールアカウント|\
         Webアカウント|AppleID|ログオンアカウント",
        "Login ID|Login|Account|Account ID|User ID|UserID|Login Name|SamAccountName|\
         UserPrincipalName|Primary User UPN|User Principal Name|UPN|Sign-in Name|Logon Name|Admin ID",
    ),
    (
        Privilege,
        "権限|権限区分|権限レベル|権限種別|権限名|ロール|アクセス権|アクセス権限|ユーザー権限|\
         アカウント権限|付与権限|アカウント種別|アカウント区分|管理者権限|利用権限|操作権限|\
         ユーザー区分|ユーザー種別",
        "Privilege|Privileges|Permission|Permissions|Access Level|User Role|Account Type|\
         Access Rights|Admin",
    ),
    (
        Mfa,
        "多要素認証|二要素|二要素認証|2要素認証|2要素|二段階認証|2段階認証|二段階|2段階|MFA|\
         MFA設定|2FA|多要素|多要素認証設定|認証方式|MFA有無|二段階認証の有無|2段階認証設定|\
         追加認証|ワンタイムパスワード利用",
        "MFA Enabled|Two Factor|Two-Factor Authentication|Multi Factor Authentication|2SV|\
         Multi-factor|MFA Status",
    ),
    (
        Phone,
        "電話番号|携帯番号|携帯電話番号|携帯電話|回線番号|内線|内線番号|TEL|電話|スマホ番号|\
         スマートフォン番号|電話番号(携帯)|社用携帯|社用携帯番号|携帯|直通番号|直通|\
         契約電話番号|契約番号(電話)|外線番号|端末電話番号|データ通信番号|MSISDN|FAX番号",
        "Phone Number|Phone|Telephone|Telephone Number|Mobile Number|Mobile|Line Number|\
         Extension|Cell Phone|Phone No",
    ),
    (
        Carrier,
        "キャリア|キャリア名|通信会社|通信キャリア|通信事業者|契約キャリア|携帯会社|電話会社|\
         回線事業者|回線会社|プロバイダ|プロバイダー|回線業者|通信回線会社",
        "Carrier|Carrier Name|Mobile Operator|Operator|Network Operator|ISP",
    ),
    (
        Plan,
        "料金プラン|プラン|プラン名|契約プラン|料金コース|コース|契約コース|プラン名称|\
         通信プラン|データプラン|データ容量プラン|利用プラン|加入プラン|料金体系",
        "Plan|Rate Plan|Tariff|Plan Name|Data Plan|Subscription Plan|Service Plan",
    ),
    (
        Sim,
        "SIM番号|SIM|ICCID|SIMカード番号|SIMカード|SIMシリアル|SIM製造番号|SIMNo|SIM(ICCID)|\
         SIM番号(ICCID)|EID|SIMID|USIM番号|UIMカード番号",
        "SIM Number|SIM Card|SIM Card Number|SIM Serial|SIM ICCID",
    ),
];
