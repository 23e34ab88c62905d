//! Finding things: the same corpus gives the same hits on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use kernel::{AssetId, PersonId, Subject};
use platform::search::{self, Doc};
use testkit::{TestHouse, on_both_databases};

fn asset(id: i64, title: &str, text: &str) -> Doc {
    Doc { subject: Subject::Asset(AssetId(id)), title: title.to_owned(), text: text.to_owned() }
}

async fn fill(house: &TestHouse) {
    let tx = house.db().begin().await.unwrap();
    let docs = [
        asset(1, "PR-0001 複合機", "2階 総務 横\n印刷が薄いとの声あり\nﾌﾟﾘﾝﾀ"),
        asset(2, "NB-0001 営業ノートPC", "貸出用\n刷り上がりの印"),
        asset(3, "NB-0010 経理ノートPC", "ＷＩＮＤＯＷＳ 11\nNB-0001 の後継"),
        asset(4, "MO-0003 モニター", "プリンターの隣\n100%充電 c++_本"),
    ];
    search::put_all(&tx, &docs).await.unwrap();
    search::put(&tx, Subject::Person(PersonId(1)), "印南 花子", "総務部").await.unwrap();
    tx.commit().await.unwrap();
}

async fn found(house: &TestHouse, query: &str) -> Vec<String> {
    let hits = search::find(house.db(), query, &[], 20).await.unwrap();
    hits.iter().map(|hit| hit.subject.to_string()).collect()
}

on_both_databases! {
    migrations = &[search::MIGRATIONS];

    async fn two_characters_are_enough(house: TestHouse) {
        fill(house).await;
        assert_eq!(found(house, "印刷").await, ["asset:1"], "not the one where 印 and 刷 stand apart");
        assert_eq!(found(house, "貸出").await, ["asset:2"]);
        assert_eq!(found(house, "印").await, ["person:1", "asset:2", "asset:1"]);
        assert_eq!(found(house, "横").await, ["asset:1"], "also as the last character of a line");
        assert_eq!(found(house, "存在しない").await, Vec::<String>::new());
        assert_eq!(found(house, " 　").await, Vec::<String>::new());
    }

    async fn spelling_does_not_matter(house: TestHouse) {
        fill(house).await;
        assert_eq!(found(house, "プリンタ").await, ["asset:4", "asset:1"]);
        assert_eq!(found(house, "windows").await, ["asset:3"]);
        assert_eq!(found(house, "ｎｂ−0001").await, ["asset:2", "asset:3"], "the title first, then the mention");
        assert_eq!(found(house, "総務 印刷").await, ["asset:1"], "all words");
    }

    async fn signs_are_only_signs(house: TestHouse) {
        fill(house).await;
        assert_eq!(found(house, "100%").await, ["asset:4"]);
        assert_eq!(found(house, "c++_").await, ["asset:4"]);
        for odd in ["\"", "'", "*", "a\" OR \"b", "& | !", "NEAR(", "\\", "%", "(", ":*", "-"] {
            search::find(house.db(), odd, &["asset"], 5).await.unwrap();
        }
    }

    async fn kinds_and_limits_are_kept(house: TestHouse) {
        fill(house).await;
        let hits = search::find(house.db(), "印", &["person"], 5).await.unwrap();
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].title, "印南 花子");
        let hits = search::find(house.db(), "ノート", &["asset"], 1).await.unwrap();
        assert_eq!(hits.len(), 1);
        let hits = search::find(house.db(), "薄い", &[], 5).await.unwrap();
        assert_eq!(hits[0].snippet, "印刷が薄いとの声あり");
    }

    async fn what_changes_is_found_anew(house: TestHouse) {
        fill(house).await;
        let tx = house.db().begin().await.unwrap();
        search::put(&tx, Subject::Asset(AssetId(1)), "PR-0001 複合機", "故障").await.unwrap();
        search::remove(&tx, Subject::Asset(AssetId(2))).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(house, "印刷").await, Vec::<String>::new());
        assert_eq!(found(house, "故障").await, ["asset:1"]);
        assert_eq!(found(house, "貸出").await, Vec::<String>::new());
        let tx = house.db().begin().await.unwrap();
        assert_eq!(search::rebuild(&tx).await.unwrap(), 4);
        tx.commit().await.unwrap();
        assert_eq!(found(house, "故障").await, ["asset:1"]);
        assert_eq!(found(house, "充電").await, ["asset:4"]);
    }

    async fn a_list_filters_by_words(house: TestHouse) {
        use platform::db::Sql as _;
        fill(house).await;
        // One and two characters are decided by the index, more by the text.
        for (query, count) in [("ノートPC", 2), ("印刷", 1), ("印", 2), ("貸出 pc", 1), ("存在しない", 0), ("nb-0001", 2)] {
            let place = ("a.number", 2);
            let condition = search::condition(house.db().is_postgres(), "asset", query, place).unwrap();
            let mut values = platform::values![0_i64];
            values.extend(condition.values);
            let check = if condition.check.is_empty() { "1 = 1" } else { &condition.check };
            let sql = format!(
                "SELECT CAST(COUNT(*) AS BIGINT) FROM search_doc a WHERE a.number > $1 AND a.kind = 'asset'
                 AND a.number IN ({}) AND {check}",
                condition.numbers
            );
            assert_eq!(house.db().number(&sql, values).await.unwrap(), count, "{query}");
        }
        assert!(search::condition(false, "asset", " ", ("a.number", 1)).is_none());
    }
}
