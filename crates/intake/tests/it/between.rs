//! What stands between and under the records: totals and notes that begin in the column of running numbers.

use crate::support::{csv, read};
use intake::{IntakeRow, Verdict};

#[test]
fn totals_and_notes_under_running_numbers_are_no_assets() {
    let read = read(&csv("\
No.,管理番号,種別,メーカー,機種名,シリアル番号,使用者,購入日,金額
1,NB-0001,ノート,富士通,LIFEBOOK,R1X00121,山田 太郎,2022/4/1,128000
2,NB-0002,ノート,富士通,LIFEBOOK,R1X00122,鈴木 花子,2022/4/1,128000
3,NB-0003,ノート,富士通,LIFEBOOK,R1X00123,田中 一郎,2022/4/1,128000
4,NB-0004,ノート,富士通,LIFEBOOK,R1X00124,佐藤 二郎,2022/4/1,128000
5,NB-0005,ノート,富士通,LIFEBOOK,R1X00125,高橋 三郎,2022/4/1,128000
合計,5台,,,,,,,640000
※,〃は上と同じ,,,,,,,
※ 撤去した物は別の表,,,,,,,,
6,,,,,,,,"));
    let taken: Vec<u32> =
        read.rows[0].iter().filter(|row| row.verdict == Verdict::Take).map(|row| row.row).collect();
    assert_eq!(taken, [2, 3, 4, 5, 6], "{}", read.lines());
    for (row, key) in [
        (7, "intake.row.total"),
        (8, "intake.row.note"),
        (9, "intake.row.note"),
        (10, "intake.row.only_number"),
    ] {
        assert_eq!(read.row(0, row).verdict, Verdict::Skip);
        assert!(
            read.row(0, row).problems.iter().any(|problem| problem.key == key),
            "{row}: {}",
            read.lines()
        );
    }
}

/// The rows of a CSV that are left out as totals.
fn totals(text: &str) -> Vec<u32> {
    let read = read(&csv(text));
    let is_total = |row: &&IntakeRow| row.problems.iter().any(|problem| problem.key == "intake.row.total");
    read.rows[0].iter().filter(is_total).map(|row| row.row).collect()
}

#[test]
fn sums_and_adjustments_beside_an_amount_are_no_assets() {
    let labels = [
        "値引き",
        "ご請求額",
        "営業部計",
        "月額計",
        "ｺﾞｳｹｲ",
        "計（税抜）",
        "G.Total",
        "うちリース",
        "前年比",
        "（うちリース）",
        "お値引き",
        "消費税額",
        "残高",
        "2024年度計",
    ];
    for column in ["管理番号", "機種"] {
        for label in labels {
            let row = if column == "管理番号" {
                format!("{label},,,▲5000")
            } else {
                format!(",{label},,95000")
            };
            let text = format!("管理番号,機種,使用者,金額\nA-1,X1,田中,100000\nA-2,X2,鈴木,100000\n{row}\n");
            assert_eq!(totals(&text), [4], "{column} {label}");
        }
    }
}

#[test]
fn sums_of_a_lease_list_stand_under_amounts_that_no_field_takes() {
    assert_eq!(
        totals(
            "\
契約番号,物件,リース会社,開始,満了,月額(税別),総額,回数,備考
0012345,ノートPC 10台,例示リース,R2.10.1,R7.9.30,\"25,000\",\"1,500,000\",60,
0012346,複合機 MX-2661,例示リース,R3.4.1,R8.3.31,\"18,500\",\"1,110,000\",60,
月額計,,,,,\"43,500\",,,
年額計,,,,,\"522,000\",,,
総額計,,,,,\"43,500\",\"2,610,000\",,"
        ),
        [4, 5, 6]
    );
}

#[test]
fn things_with_a_sum_in_their_name_stay() {
    let text = "\
管理番号,機種,シリアル番号,使用者,購入日,金額
A-1,時計,,,,5000
A-2,温度計,T100234,,,5000
,会計ソフト,,,,50000
,電話計,,山田 太郎,,5000
,温度計,,,,5000
A-6,集計ソフト,,,2024/4/1,5000
,営業部計,,,2024/4/1,5000
,小計プリンタ,SN12345,,,5000
,リース計,,鈴木 花子,,5000
計算機,,,,,5000
営業部計,,,,,5000
合計,3,,,,5000
";
    assert_eq!(totals(text), [12, 13]);
}
