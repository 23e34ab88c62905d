//! What stands between and under the records: totals and notes that begin in the column of running numbers.

use crate::support::{csv, read};
use intake::Verdict;

#[test]
fn totals_and_notes_under_running_numbers_are_no_assets() {
    let read = read(&csv("\
No.,管理番号,種別,メーカー,機種名,シリアル番号,使用者,購入日,金額
1,NB-0001,ノート,富士通,LIFEBOOK,R1X00123,山田 太郎,2022/4/1,128000
★2,NB-0002,ノート,富士通,LIFEBOOK,R1X00124,鈴木 花子,2022/4/1,128000
合計,2台,,,,,,,256000
※,〃は上と同じ,,,,,,,
※ 撤去した物は別の表,,,,,,,,
3,,,,,,,,"));
    let verdicts: Vec<(u32, Verdict)> = read.rows[0].iter().map(|row| (row.row, row.verdict)).collect();
    let (take, skip) = (Verdict::Take, Verdict::Skip);
    assert_eq!(verdicts, [(2, take), (3, take), (4, skip), (5, skip), (6, skip), (7, skip)]);
    for (row, key) in [
        (4, "intake.row.total"),
        (5, "intake.row.note"),
        (6, "intake.row.note"),
        (7, "intake.row.only_number"),
    ] {
        assert!(
            read.row(0, row).problems.iter().any(|problem| problem.key == key),
            "{row}: {}",
            read.lines()
        );
    }
}
