//! What folding must do to Japanese office words, and that no substring ever escapes the index.

use proptest::prelude::*;

use crate::{fold, index_tokens, is_same, query, sort_key, to_half_width_digits};

#[test]
fn spellings_of_one_word_meet() {
    for (left, right) in [
        ("ﾌﾟﾘﾝﾀｰ", "プリンター"),
        ("ﾉｰﾄＰＣ", "ノートpc"),
        ("サーバー", "サ－バ－"),
        ("サーバー室", "サ‐バ―室"),
        ("ヴァイス", "ゔぁいす"),
        ("ガ", "か\u{3099}"),
        ("NB－0001", "nb-0001"),
        ("ＮＢ−０００１", "NB‐0001"),
        ("NBー0001", "NB-0001"),
        ("髙橋　 太郎", "高橋 太郎"),
        ("9:00〜18:00", "9:00～18:00"),
        ("㈱みなと製作所", "(株)みなと製作所"),
        ("葛\u{E0100}城", "葛城"),
        ("メール\u{200B}アドレス", "めーるあどれす"),
        ("①台帳", "1台帳"),
    ] {
        assert!(is_same(left, right), "{left} {right}: {} {}", fold(left), fold(right));
    }
}

#[test]
fn different_words_stay_apart() {
    for (left, right) in [
        ("サーバ", "サーバー"),
        ("NB-0001", "NB0001"),
        ("は", "ば"),
        ("つ", "っ"),
        ("渡邊", "渡辺"),
        ("ノート-PC", "ノートーPC"),
    ] {
        assert!(!is_same(left, right), "{left} {right}");
    }
}

#[test]
fn a_hyphen_stays_a_hyphen_beside_letters_and_digits() {
    assert_eq!(fold("プリンタ-1"), "ぷりんた-1");
    assert_eq!(fold("ノート-PC"), "のーと-pc");
    assert_eq!(fold("03−1234―5678"), "03-1234-5678");
    assert_eq!(fold("  a\t\n b　"), "a b");
}

#[test]
fn half_width_leaves_kana_alone() {
    assert_eq!(to_half_width_digits("本社３Ｆ　ﾉｰﾄ（予備）"), "本社3F ﾉｰﾄ(予備)");
}

#[test]
fn tokens_are_one_ascii_word_each() {
    assert_eq!(index_tokens("印刷"), ["x5237x", "x5370x5237x"]);
    assert_eq!(index_tokens("a a"), ["x61x"]);
    let asked = query("印 印刷機 C++");
    assert_eq!(asked.prefixes, ["x5370x"]);
    assert_eq!(asked.needles, ["印", "印刷機", "c++"]);
    assert_eq!(asked.tokens.len(), 4);
    assert!(query(" 　\n").is_empty());
}

#[test]
fn bigrams_alone_do_not_make_a_hit() {
    let text = "東京都と京都府";
    let asked = query("京都と");
    assert!(asked.matches_tokens(&index_tokens(text)) && asked.matches_folded(&fold(text)));
    let apart = query("東京府");
    assert!(!apart.matches_folded(&fold(text)));
}

#[test]
fn readings_sort_as_in_a_directory() {
    let mut readings = ["ワタナベ", "さーばー", "ガトウ", "かとう", "サアジ", "ハヤシ", "はやし２"];
    readings.sort_by_key(|reading| sort_key(reading));
    assert_eq!(readings, ["かとう", "ガトウ", "サアジ", "さーばー", "ハヤシ", "はやし２", "ワタナベ"]);
}

/// Letters that offices write, signs that hurt, and now and then anything at all.
fn letters() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ァ-ヺぁ-んｦ-ﾟー－‐―−-]{0,12}",
        "[一-龠ァ-ヶa-zA-ZＡ-Ｚ0-9０-９ 　ー-]{0,16}",
        "[\u{0}-\u{3000}]{0,8}",
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_is_folding_once(text in letters()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn plain_ascii_takes_the_short_way_to_the_same_end(text in "[\u{0}-\u{7f}]{0,20}") {
        let long_way = fold(&format!("{text} あ"));
        let short_way = format!("{} あ", fold(&text));
        prop_assert_eq!(short_way.trim_start(), long_way);
    }

    #[test]
    fn any_piece_of_a_text_finds_it(text in letters(), from in 0_usize..16, length in 1_usize..8) {
        let folded = fold(&text);
        let piece: String = folded.chars().skip(from).take(length).collect();
        let asked = query(&piece);
        // A lone combining mark, or nothing but dashes, may fold to another word; nobody types those.
        let plain = |text: &str| text.trim().replace('ー', "-");
        let is_word = plain(&piece).split(' ').all(|run| !run.trim_matches('-').is_empty());
        if is_word && plain(&fold(&piece)) == plain(&piece) {
            prop_assert!(asked.matches_tokens(&index_tokens(&text)), "{piece:?} in {folded:?}");
            prop_assert!(asked.matches_folded(&folded));
        }
    }

    #[test]
    fn tokens_are_safe_for_every_tokenizer(text in letters()) {
        for token in index_tokens(&text) {
            prop_assert!(token.starts_with('x') && token.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
    }
}
