//! Rules about `docs/asvs.csv`: every item of the standard has its row, and every test that a row names exists.

use std::collections::{BTreeMap, BTreeSet};

use crate::none;
use crate::tree::{files, root, sources};

/// How many items of levels 1 and 2 each chapter of OWASP ASVS 5.0.0 has.
const ITEMS: [(u32, usize, usize); 17] = [
    (1, 8, 19),
    (2, 4, 7),
    (3, 8, 11),
    (4, 2, 8),
    (5, 4, 5),
    (6, 13, 22),
    (7, 6, 12),
    (8, 4, 3),
    (9, 4, 3),
    (10, 5, 24),
    (11, 3, 11),
    (12, 3, 6),
    (13, 1, 12),
    (14, 2, 7),
    (15, 3, 10),
    (16, 0, 16),
    (17, 0, 7),
];

/// One row.
struct Row {
    line: usize,
    cells: Vec<String>,
}

impl Row {
    fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", String::as_str)
    }

    /// Chapter, section and number of an id: `V3.4.1`.
    fn numbers(&self) -> Option<[u32; 3]> {
        let numbers: Vec<u32> =
            self.cell(0).strip_prefix('V')?.split('.').map_while(|number| number.parse().ok()).collect();
        let numbers = <[u32; 3]>::try_from(numbers).ok()?;
        (format!("V{}.{}.{}", numbers[0], numbers[1], numbers[2]) == self.cell(0)).then_some(numbers)
    }
}

#[test]
fn every_item_of_the_standard_has_one_row() {
    let mut found = Vec::new();
    let mut last = [0; 3];
    let mut count: BTreeMap<(u32, String), usize> = BTreeMap::new();
    for row in rows() {
        let Some(numbers) = row.numbers() else {
            found.push(format!("docs/asvs.csv:{}: {:?} is no id like V3.4.1", row.line, row.cell(0)));
            continue;
        };
        if numbers <= last {
            found.push(format!("docs/asvs.csv:{}: {} stands twice or out of order", row.line, row.cell(0)));
        }
        last = numbers;
        *count.entry((numbers[0], row.cell(1).to_owned())).or_default() += 1;
    }
    for (chapter, first, second) in ITEMS {
        for (level, should) in [("1", first), ("2", second)] {
            let is = count.remove(&(chapter, level.to_owned())).unwrap_or(0);
            if is != should {
                found.push(format!(
                    "docs/asvs.csv: chapter V{chapter} has {is} of {should} items of level {level}"
                ));
            }
        }
    }
    found.extend(
        count.keys().map(|(chapter, level)| format!("docs/asvs.csv: V{chapter}, level {level:?}: no such")),
    );
    none("docs/asvs.csv has every item of levels 1 and 2 once", &found);
}

#[test]
fn every_row_says_how_it_stands_and_names_tests_that_exist() {
    let known = known();
    let mut found = Vec::new();
    for row in rows() {
        let at = format!("docs/asvs.csv:{}: {}", row.line, row.cell(0));
        if row.cells.len() != 5 {
            found.push(format!("{at} has {} cells, not five", row.cells.len()));
        }
        let (how, tests) = (row.cell(3), row.cell(4));
        let (status, why) = row.cell(2).split_once(": ").unwrap_or((row.cell(2), ""));
        let missing = match status {
            "met" => why.is_empty() && !how.is_empty() && !tests.is_empty(),
            "not yet" => !how.is_empty() && why.strip_prefix("issue ").is_some_and(is_number),
            "accepted" => !how.is_empty() && !why.is_empty(),
            "not applicable" => how.is_empty() && tests.is_empty() && !why.is_empty(),
            _ => false,
        };
        if !missing {
            found.push(format!(
                "{at}: say `met` with its test, `not yet: issue N`, `accepted: why`, or `not applicable: why`"
            ));
        }
        for test in tests.split_whitespace().filter(|test| !known.contains(*test)) {
            found.push(format!("{at}: {test} is neither a test nor a file of ours"));
        }
    }
    none("Every row of docs/asvs.csv holds", &found);
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Names of tests, and paths of files that prove something by what stands in them.
fn known() -> BTreeSet<String> {
    let mut known: BTreeSet<String> = files().into_iter().map(|file| file.path).collect();
    for (file, source) in sources() {
        // A story stands in `on_both_databases!` or `proptest!`, without an attribute of its own or under one.
        let in_tests = file.is_in("tests");
        let mut rest = source.code.as_str();
        while let Some((before, after)) = rest.split_once("fn ") {
            let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let is_marked = before.trim_end().trim_end_matches("async").trim_end().ends_with(']')
                && before.rsplit("#[").next().is_some_and(|mark| mark.contains("test"));
            let asked = after.split('{').next().unwrap_or_default();
            let is_story =
                in_tests && before.trim_end().ends_with("async") && asked.contains("house: TestHouse");
            if is_marked || is_story {
                known.insert(name);
            }
            rest = after;
        }
    }
    known
}

fn rows() -> Vec<Row> {
    let text = std::fs::read_to_string(root().join("docs/asvs.csv")).unwrap_or_default();
    let mut lines = text.lines().enumerate();
    let head = lines.next().map(|(_, head)| head);
    assert_eq!(head, Some("id,level,status,how we meet it,test"));
    lines.map(|(place, line)| Row { line: place + 1, cells: cells(line) }).collect()
}

/// The cells of a line; a quoted one may hold commas and doubled quotes, but no line break.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(sign);
                }
            }
        }
    }
    cells
}

#[test]
fn cells_may_hold_commas() {
    assert_eq!(cells("V1.1.1,2,met,\"a, b\",c d"), ["V1.1.1", "2", "met", "a, b", "c d"]);
}
