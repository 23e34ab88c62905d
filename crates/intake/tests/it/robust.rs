//! What must hold for any file: no panic, no secret let out, and our own table reads back as it was written.

use crate::support::{read, workbook};
use intake::{
    Date, Field, Hints, Layout, Number, Reading, Value, Verdict, analyse, canonical_header, read_workbook,
};
use proptest::prelude::*;
use sheet::{Cell, Merge, Row, Sheet};

fn any_cell() -> impl Strategy<Value = Cell> {
    let headings: Vec<String> =
        Field::ALL.iter().map(|field| canonical_header(*field, "ja").to_owned()).collect();
    prop_oneof![
        3 => proptest::sample::select(headings).prop_map(Cell::Text),
        3 => "\\PC{0,12}".prop_map(Cell::Text),
        2 => proptest::sample::select(vec![
            "〃", "同上", "-", "R6.4.1", "2022/4/1", "R6.13.1", "合計", "※", "田中→高橋(R6.7～)", "3年", "～", "(", "12.3万円", "PW:", "1", "2", "3",
            "〃〃", "→", "毎年", "R元", "2022/4/1～", "PC-001", "#N/A", "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY", "パスワード：", "\"", "()", "令和", "1/1/1",
        ]).prop_map(Cell::text),
        1 => any::<f64>().prop_map(Cell::number),
        1 => (-1e6..1e6_f64).prop_map(Cell::number),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => "[0-9]{4}-[0-9]{2}-[0-9]{2}".prop_map(Cell::date),
        1 => "\\PC{0,6}".prop_map(Cell::date),
        1 => Just(Cell::Error("#REF!".to_owned())),
        1 => any::<f64>().prop_map(Cell::Duration),
    ]
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let row = proptest::collection::btree_map(0_u32..12, any_cell(), 0..12);
    let rows = proptest::collection::btree_map(1_u32..40, row, 0..16);
    let merge = (1_u32..40, 0_u32..12, 0_u32..5, 0_u32..5);
    let merges = proptest::collection::vec(merge, 0..4);
    ("\\PC{0,8}", rows, merges).prop_map(|(name, rows, merges)| Sheet {
        name,
        hidden: false,
        rows: rows
            .into_iter()
            .map(|(number, cells)| Row { number, cells: cells.into_iter().collect() })
            .collect(),
        merges: merges
            .into_iter()
            .map(|(row, column, height, width)| Merge {
                first_row: row,
                first_column: column,
                last_row: row + height,
                last_column: column + width,
            })
            .collect(),
    })
}

/// A value that a canonical table may hold.
fn any_value(field: Field) -> BoxedStrategy<Value> {
    match field.reading() {
        Reading::Date => (1960_i32..2090, 1_u8..=12, 1_u8..=28, 0..3)
            .prop_map(|(year, month, day, precision)| {
                let date = match precision {
                    0 => Date::day(year, month, day),
                    1 => Date::month(year, month),
                    _ => Date::year(year),
                };
                Value::Date(date.unwrap())
            })
            .boxed(),
        Reading::Money => {
            (-99_999_999_i64..99_999_999).prop_map(|yen| Value::Number(Number::whole(yen))).boxed()
        }
        Reading::Count => (0_i64..5_000).prop_map(|count| Value::Number(Number::whole(count))).boxed(),
        Reading::Code => "[B-H]{2}[1-9][0-9]{3,6}".prop_map(Value::text).boxed(),
        Reading::Person => "(山田|鈴木|高橋) (太郎|花子|一)".prop_map(Value::text).boxed(),
        _ => "(東京|名古屋|第一|LIFEBOOK|Core) ?[B-H]{1,3}[1-9]{1,4}".prop_map(Value::text).boxed(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_grid_makes_it_panic(sheets in proptest::collection::vec(any_sheet(), 1..3)) {
        let workbook = workbook(sheets);
        let plans = analyse(&workbook, &Hints::default());
        let rows = read_workbook(&workbook, &plans);
        prop_assert_eq!(rows.len(), plans.len());
        for row in rows.iter().flatten() {
            prop_assert!(row.verdict == Verdict::Take || !row.problems.is_empty());
        }
    }

    #[test]
    fn every_row_of_a_table_comes_out_exactly_once(sheet in any_sheet()) {
        let workbook = workbook(vec![sheet]);
        let plans = analyse(&workbook, &Hints::default());
        let rows = read_workbook(&workbook, &plans);
        for (plan, rows) in plans.iter().zip(&rows).filter(|(plan, _)| plan.layout == Layout::Upright) {
            let mut numbers: Vec<u32> = rows.iter().map(|row| row.row).collect();
            let all = numbers.len();
            numbers.dedup();
            prop_assert_eq!(numbers.len(), all);
            if plan.header_row.is_none() {
                continue;
            }
            let says = |row: &&Row| row.cells.iter().any(|(column, cell)| {
                let inside = (plan.across.0..=plan.across.1).contains(column);
                inside && matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic) && text != "FALSE")
            });
            let body = workbook.sheets[0].rows.iter().filter(|row| (plan.body.0..=plan.body.1).contains(&row.number));
            for row in body.filter(says) {
                prop_assert!(numbers.contains(&row.number), "row {}", row.number);
            }
        }
    }

    #[test]
    fn a_chosen_header_row_never_panics(sheet in any_sheet(), row in 0_u32..45) {
        let workbook = workbook(vec![sheet]);
        let mut hints = Hints::default();
        hints.header_rows.insert(0, row);
        let plans = analyse(&workbook, &hints);
        let _ = read_workbook(&workbook, &plans);
    }

    #[test]
    fn our_own_table_reads_back(
        values in proptest::collection::vec(
            Field::ALL.iter().filter(|field| !field.is_secret()).map(|field| any_value(*field)).collect::<Vec<_>>(),
            1..6,
        ),
        japanese in any::<bool>(),
    ) {
        let fields: Vec<Field> = Field::ALL.iter().copied().filter(|field| !field.is_secret()).collect();
        let lang = if japanese { "ja" } else { "en" };
        let mut rows = vec![Row {
            number: 1,
            cells: (0..).zip(fields.iter().map(|field| Cell::text(canonical_header(*field, lang)))).collect(),
        }];
        for (number, values) in (2..).zip(&values) {
            let mut values = values.clone();
            values[0] = Value::text(format!("NB-{number:04}"));
            let cells = (0..).zip(values.iter().map(|value| Cell::text(value.to_text()))).collect();
            rows.push(Row { number, cells });
        }
        let workbook = workbook(vec![Sheet { name: "台帳".to_owned(), hidden: false, rows, merges: Vec::new() }]);
        let found = read(&workbook);
        prop_assert_eq!(found.plans.len(), 1);
        for (field, column) in fields.iter().zip(&found.plans[0].columns) {
            prop_assert_eq!(column.field, Some(*field), "{}", column.source);
        }
        for (row, values) in found.rows[0].iter().zip(&values) {
            prop_assert_eq!(row.verdict, Verdict::Take);
            for (field, value) in fields.iter().zip(values).skip(1) {
                prop_assert_eq!(row.values.get(field), Some(value), "{}", field);
            }
        }
    }
}

/// Every heading that is ours means its field when it stands among others.
#[test]
fn every_known_word_means_its_field() {
    for field in Field::ALL
        .iter()
        .filter(|field| !field.is_secret() && **field != Field::AssetNo && **field != Field::Note)
    {
        for lang in ["ja", "en"] {
            let heading = canonical_header(*field, lang);
            let sheet = crate::support::sheet("", &format!("管理番号,{heading},備考\nA-1,,x"));
            let plans = analyse(&workbook(vec![sheet]), &Hints::default());
            let column = plans[0].columns.iter().find(|column| column.source == heading).unwrap();
            assert_eq!(column.field, Some(*field), "{heading}");
        }
    }
}

/// Values of secret columns and secrets inside of notes leave in no way at all.
#[test]
fn secrets_never_leave() {
    let text = "\
アカウント一覧
システム名,ID,パスワード,管理者PW,PIN,秘密の質問,回復キー,プロダクトキー,備考,その他情報,
会計,keiri,Canary#1,Canary#2,9871,Canary3,111111-222222-333333-444444-555555-666666-777777-888888,AAAAA-BBBBB-CCCCC-DDDDD-EEEEE,PW:Canary4,パスワードは Canary5 です,pass: Canary6
〃,keiri2,〃,Canary#7,9872,,,,ID/PW: admin / Canary8,AAAAA-BBBBB-CCCCC-DDDDD-FFFFF,
,,Canary9,,,,,,,,
※共通パスワード: Canary10,,,,,,,,,,
";
    let found = read(&crate::support::csv(text));
    let everything =
        format!("{:?} {:?} {}", found.plans, found.rows, serde_json::to_string(&found.plans).unwrap());
    let everything = everything + &serde_json::to_string(&found.rows).unwrap();
    for secret in ["Canary", "987", "AAAAA", "111111", "FFFFF"] {
        assert!(!everything.contains(secret), "{secret} in {everything}");
    }
    assert!(everything.contains("keiri2"));
}

/// Fifty thousand rows of fifteen columns; the time is printed. `cargo test --release -- --ignored speed`.
#[test]
#[ignore = "measures time"]
fn speed() {
    let header = "管理番号,種別,メーカー,機種名,型番,S/N,使用者,部署,設置場所,購入年月日,金額,保証期限,IPアドレス,OS,備考";
    let mut text = header.to_owned();
    for number in 0..50_000 {
        text += &format!(
            "\nNB-{number:05},ノート,富士通,LIFEBOOK U9311/F,FMVU34001,R1X{number:05},山田　太郎,総務部,本社２Ｆ,R4.4.1,\"¥128,000\",2025/3/31,192.168.1.{},Windows 11 Pro,ﾘｰｽ",
            number % 250
        );
    }
    let workbook = crate::support::csv(&text);
    let start = std::time::Instant::now();
    let plans = analyse(&workbook, &Hints::default());
    let analysed = start.elapsed();
    let rows = read_workbook(&workbook, &plans);
    println!("analyse {analysed:?}, all {:?}, rows {}", start.elapsed(), rows[0].len());
}
