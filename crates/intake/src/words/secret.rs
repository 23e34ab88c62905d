//! Headings of columns that hold secrets.

use crate::Field::{self, LicenceKey, Secret};

/// Field, Japanese words, English words; the words of a language are separated by `|`.
pub(super) const WORDS: &[(Field, &str, &str)] = &[
    (
        LicenceKey,
        "プロダクトキー|ライセンスキー|ライセンスコード|シリアルキー|Officeライセンスキー|\
         Officeプロダクトキー|Windowsプロダクトキー|プロダクトID|プロダクトコード|\
         アクティベーションキー|アクティベーションコード|認証キー|認証コード|登録キー|\
         キーコード|キー|インストールキー|製品キー|ライセンス認証キー|プロダクトキー(Office)|\
         OSプロダクトキー|CDキー|セットアップキー|サブスクリプションキー|レジストレーションキー|\
         オーソライズキー|ライセンス番号/キー|製品シリアル/キー|シリアルコード/キー",
        "Product Key|License Key|Licence Key|Serial Key|Activation Key|Activation Code|\
         Registration Key|CD Key|Key|Product Keys|Volume License Key",
    ),
    (
        Secret,
        "パスワード|パスワ-ド|ﾊﾟｽﾜｰﾄﾞ|PW|PASS|PWD|パス|暗証番号|暗証|暗証コード|パスコード|PIN|\
         PINコード|PIN番号|PINNo|ピンコード|初期パスワード|初期PW|管理者パスワード|管理者PW|\
         ログインパスワード|ログインPW|ログインPASS|BIOSパスワード|rootパスワード|\
         adminパスワード|Wi-Fiパスワード|ID/PW|ID/パスワード|ID・パスワード|ID/PASS|ID・PW|\
         アカウント/パスワード|ログイン情報|認証情報|秘密の質問|秘密の質問と答え|秘密の答え|\
         合言葉|回復キー|BitLocker回復キー|回復パスワード|暗号化キー|暗号キー|復号キー|SSIDキー|\
         無線キー|WPAキー|WEPキー|事前共有キー|共通鍵|暗号鍵|接続キー|無線パス|WiFiパス|Wi-Fiパス|共有キー|PSK|秘密鍵|APIキー|APIトークン|\
         アクセスキー|シークレットキー|シークレット|トークン|リカバリーコード|リカバリコード|\
         バックアップコード|セキュリティコード|ロック解除コード|解除コード|\
         ロック番号|PUK|PUKコード|ネットワーク暗証番号|\
         ネットワークセキュリティキー|コミュニティ名|SNMPコミュニティ|SNMPコミュニティ名|\
         enableパスワード|特権パスワード|接続パスワード|口座番号|クレジットカード番号|\
         カード番号|マイナンバー|TOTP|TOTPシークレット|ワンタイムパスワード|パスフレーズ|\
         ロックNo|端末ロック|画面ロック|画面ロック解除|ロックコード|ロック解除|開錠番号",
        "Password|Passwd|Passphrase|Passcode|PIN Code|Secret|Secret Key|Credentials|Credential|\
         Recovery Key|BitLocker Recovery Key|API Key|Access Key|Token|Private Key|\
         Security Answer|Security Question|Wi-Fi Password|Admin Password|Login Password|\
         Pre-Shared Key|Recovery Code|Login Info|Community String",
    ),
];
