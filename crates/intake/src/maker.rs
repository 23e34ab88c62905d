//! Makers of IT gear that is sold in Japan, in the spellings that ledgers use.

/// The usual name, and all spellings in lower case. Values keep the spelling of the file.
const MAKERS: &[(&str, &str)] = &[
    ("富士通", "富士通|fujitsu|fccl|富士通クライアントコンピューティング|エフサステクノロジーズ|pfu"),
    ("NEC", "nec|日本電気|necパーソナルコンピュータ|necプラットフォームズ|エヌイーシー"),
    ("Lenovo", "lenovo|レノボ|レノボ・ジャパン|レノボジャパン|ibm"),
    ("Dell", "dell|デル|デル・テクノロジーズ|dell technologies|dell emc"),
    (
        "HP",
        "hp|日本hp|hp inc.|hp inc|hewlett-packard|hewlett packard|ヒューレット・パッカード|日本ヒューレット・パッカード|ヒューレットパッカード|日本ヒューレットパッカード",
    ),
    ("HPE", "hpe|hewlett packard enterprise|aruba|hpe aruba"),
    ("パナソニック", "パナソニック|panasonic|パナソニックコネクト"),
    ("Dynabook", "dynabook|ダイナブック|東芝|toshiba"),
    ("VAIO", "vaio|バイオ"),
    ("Apple", "apple|アップル|apple inc."),
    ("Microsoft", "microsoft|マイクロソフト|日本マイクロソフト|ms"),
    ("ASUS", "asus|エイスース|asustek"),
    ("Acer", "acer|エイサー|日本エイサー"),
    ("マウスコンピューター", "マウスコンピューター|マウスコンピュータ|マウス|mouse|mouse computer|mousepro"),
    ("エプソン", "エプソン|epson|エプソンダイレクト|epson direct|セイコーエプソン"),
    ("キヤノン", "キヤノン|キャノン|canon"),
    ("リコー", "リコー|ricoh"),
    (
        "富士フイルム",
        "富士フイルム|富士フイルムビジネスイノベーション|富士ゼロックス|fujifilm|fuji xerox|xerox|ゼロックス",
    ),
    ("コニカミノルタ", "コニカミノルタ|konica minolta|konicaminolta"),
    ("京セラ", "京セラ|kyocera|京セラドキュメントソリューションズ"),
    ("ブラザー", "ブラザー|brother|ブラザー工業"),
    ("シャープ", "シャープ|sharp"),
    ("沖電気", "沖電気|oki|沖データ|okiデータ"),
    ("ヤマハ", "ヤマハ|yamaha"),
    ("Cisco", "cisco|シスコ|シスコシステムズ|meraki|cisco meraki"),
    ("バッファロー", "バッファロー|buffalo|メルコ"),
    ("アライドテレシス", "アライドテレシス|allied telesis|alliedtelesis|アライド"),
    ("NETGEAR", "netgear|ネットギア"),
    ("Fortinet", "fortinet|fortigate|フォーティネット|フォーティゲート"),
    ("Palo Alto Networks", "palo alto|palo alto networks|paloalto|パロアルト|パロアルトネットワークス"),
    ("SonicWall", "sonicwall|ソニックウォール"),
    ("WatchGuard", "watchguard|ウォッチガード"),
    ("Sophos", "sophos|ソフォス"),
    ("Juniper", "juniper|ジュニパー|juniper networks"),
    ("Ubiquiti", "ubiquiti|unifi|ユビキティ"),
    ("TP-Link", "tp-link|tplink|ティーピーリンク"),
    ("エレコム", "エレコム|elecom|ロジテック|logitec"),
    (
        "アイ・オー・データ",
        "アイ・オー・データ|アイオーデータ|アイ・オー・データ機器|iodata|i-o data|io data|i・oデータ",
    ),
    ("QNAP", "qnap|キューナップ"),
    ("Synology", "synology|シノロジー"),
    ("NETAPP", "netapp|ネットアップ"),
    ("APC", "apc|シュナイダー|schneider|schneider electric|シュナイダーエレクトリック"),
    ("オムロン", "オムロン|omron"),
    ("EIZO", "eizo|ナナオ|nanao"),
    ("LG", "lg|lgエレクトロニクス|lg electronics"),
    ("BenQ", "benq|ベンキュー"),
    ("Philips", "philips|フィリップス"),
    ("iiyama", "iiyama|イイヤマ|飯山"),
    ("サムスン", "サムスン|samsung|galaxy|ギャラクシー"),
    ("ソニー", "ソニー|sony|xperia"),
    ("Google", "google|グーグル"),
    ("Huawei", "huawei|ファーウェイ"),
    ("日立", "日立|hitachi|日立製作所"),
    ("三菱電機", "三菱電機|三菱|mitsubishi|rdt"),
    ("Supermicro", "supermicro|スーパーマイクロ"),
    ("ドスパラ", "ドスパラ|dospara|サードウェーブ|thirdwave|galleria"),
    ("パソコン工房", "パソコン工房|ユニットコム|unitcom"),
    ("Logicool", "logicool|logitech|ロジクール"),
    ("サンワサプライ", "サンワサプライ|sanwa supply|サンワ"),
    ("ワコム", "ワコム|wacom"),
    ("キングジム", "キングジム|kingjim"),
    ("サトー", "サトー|sato"),
    ("Zebra", "zebra|ゼブラ"),
    ("トレンドマイクロ", "トレンドマイクロ|trend micro|trendmicro"),
    ("Adobe", "adobe|アドビ"),
];

/// The usual name of a maker, whatever its spelling.
pub fn canonical_maker(text: &str) -> Option<&'static str> {
    let text = crate::text::tidy(text).to_lowercase();
    let core =
        text.trim_start_matches("株式会社").trim_end_matches("株式会社").trim_end_matches("(株)").trim();
    MAKERS
        .iter()
        .find(|(_, spellings)| spellings.split('|').any(|spelling| spelling == core))
        .map(|(name, _)| *name)
}

/// Splits `DELL OptiPlex 3080` into the maker as written and the rest, if it begins with a known maker.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let spellings = MAKERS.iter().flat_map(|(_, spellings)| spellings.split('|'));
    let fits = |spelling: &&str| {
        lower.strip_prefix(spelling).is_some_and(|rest| {
            let ascii_end = spelling.ends_with(|letter: char| letter.is_ascii_alphanumeric());
            let goes_on = ascii_end && rest.starts_with(|letter: char| letter.is_ascii_alphanumeric());
            !goes_on && !rest.starts_with(['ー', '・'])
        })
    };
    let maker = spellings.filter(fits).max_by_key(|spelling| spelling.len())?;
    let (maker, rest) = text.split_at_checked(maker.len())?;
    let rest = rest.trim_start_matches([' ', '/', '\n', '・', ':', '-', '_', '|', ',', '、', '　']);
    Some((maker, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_spellings_and_splits() {
        assert_eq!(canonical_maker("ＦＵＪＩＴＳＵ"), Some("富士通"));
        assert_eq!(canonical_maker("日本電気"), Some("NEC"));
        assert_eq!(canonical_maker("ﾃﾞﾙ"), Some("Dell"));
        assert_eq!(canonical_maker("FortiGate"), Some("Fortinet"));
        assert_eq!(split("DELL OptiPlex 3080"), Some(("DELL", "OptiPlex 3080")));
        assert_eq!(split("富士通LIFEBOOK U9311/F"), Some(("富士通", "LIFEBOOK U9311/F")));
        assert_eq!(split("HP/ProBook 450 G8"), Some(("HP", "ProBook 450 G8")));
        assert_eq!(
            split("Hewlett Packard Enterprise ML30").map(|found| found.0),
            Some("Hewlett Packard Enterprise")
        );
        assert_eq!(split("OptiPlex 3080"), None);
        assert_eq!(split("HPX-100"), None);
    }
}
