//! What stands between and under the records: totals and notes that begin in the column of running numbers.

use crate::support::{csv, read};
use intake::Verdict;

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
