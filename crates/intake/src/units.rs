//! The unit of amounts where it stands above the table and not in the heading: （単位：千円）.

use crate::lettered::first_section;
use sheet::{Cell, Row, Sheet, cell_name};

use crate::header::Header;
use crate::text::{light, shortened, shown, tidy};
use crate::{Field, Problem, Reading, Role, SheetPlan, Unit};

/// Further above a header nobody states the unit of its amounts.
const MOST_ABOVE: u32 = 12;

/// Between two tables only the lines right above the second belong to it.
const BETWEEN: u32 = 3;

/// What amounts are counted in, the longer words first.
const MONEY: &[(&str, i64)] = &[
    ("百万円", 1_000_000),
    ("十万円", 100_000),
    ("千円", 1_000),
    ("万円", 10_000),
    ("億円", 100_000_000),
    ("円", 1),
];

/// A cell that says what amounts are counted in.
struct Statement {
    column: u32,
    row: u32,
    factor: i64,
    /// It says nothing else.
    pure: bool,
    text: String,
}

/// Gives the unit stated above a table to its columns of amounts that do not name one themselves, and says so.
/// `top` is the first row of the first header of the sheet: what stands above that is said of all its tables.
pub(crate) fn take_over(sheet: &Sheet, header: &Header, top: u32, plan: &mut SheetPlan) {
    let statements = above(sheet, header, top);
    give(plan, |index| {
        let parts = header.headings.get(&index).map(|cell| cell.parts.as_slice()).unwrap_or_default();
        let own = parts.iter().find_map(|part| stated(part)).map(|(factor, _)| factor);
        let over = statements.iter().filter(|one| one.column == index).max_by_key(|one| one.row);
        // What stands over another column inside the header is said of that column, unless it is a unit and no more.
        let open = statements.iter().filter(|one| one.row < header.span.0 || one.pure);
        let near = open.max_by_key(|one| {
            let (first, last) = header.across;
            let (inside, left) = ((first..=last).contains(&one.column), one.column <= index);
            (one.row, inside, left, std::cmp::Reverse(one.column.abs_diff(index)))
        });
        (own, over.or(near))
    });
}

/// The same for a table that was laid out anew: only the word 単位 in the first lines of the sheet counts.
pub(crate) fn take_over_turned(sheet: &Sheet, plan: &mut SheetPlan) {
    let rows = sheet.rows.iter().filter(|row| row.number <= BETWEEN);
    let statements: Vec<Statement> =
        rows.flat_map(statements).filter(|one| one.text.replace(' ', "").contains("単位")).collect();
    give(plan, |_| (None, statements.last()));
}

/// Puts a factor on each column of amounts: the one its heading states, or else that of a statement above.
fn give<'a>(plan: &mut SheetPlan, of: impl Fn(u32) -> (Option<i64>, Option<&'a Statement>)) {
    let mut said: Vec<(&Statement, Vec<String>)> = Vec::new();
    for column in &mut plan.columns {
        let money = column.role == Role::Mapped
            && column.field.map(Field::reading).is_some_and(|reading| reading == Reading::Money);
        if !money || matches!(column.unit, Some(Unit::Times(_))) {
            continue;
        }
        let (own, above) = of(column.index);
        let own = own.or_else(|| stated(&column.source).map(|(factor, _)| factor));
        if let Some(factor) = own {
            column.unit = (factor > 1).then_some(Unit::Times(factor));
            continue;
        }
        let Some(above) = above.filter(|one| one.factor > 1 && !names_currency(&column.source)) else {
            continue;
        };
        column.unit = Some(Unit::Times(above.factor));
        match said.iter_mut().find(|(known, _)| std::ptr::eq(*known, above)) {
            Some((_, headings)) => headings.push(column.source.clone()),
            None => said.push((above, vec![column.source.clone()])),
        }
    }
    for (one, headings) in said {
        let problem = Problem::note("intake.sheet.unit").at(cell_name(one.column, one.row));
        let problem = problem.with("text", shortened(&one.text, 40)).with("heading", headings.join(", "));
        plan.problems.push(problem.with("factor", one.factor.to_string()));
    }
}

/// What is stated above a header.
fn above(sheet: &Sheet, header: &Header, top: u32) -> Vec<Statement> {
    let belongs = |row: &&Row| {
        let near = if header.span.0 > top { BETWEEN } else { MOST_ABOVE };
        row.number < header.main && (row.number + near >= header.span.0 || row.number < top)
    };
    // The rows of a table above hold amounts, and no statement about those below.
    let first = header.span.0 <= top;
    let plain = |row: &&Row| first || row.number < top || row.cells.len() <= 3;
    sheet.rows.iter().filter(belongs).filter(plain).flat_map(statements).collect()
}

fn statements(row: &Row) -> Vec<Statement> {
    let is_number = |place: Option<usize>| {
        let cell = place.and_then(|place| row.cells.get(place)).map(|(_, cell)| tidy(&shown(cell)));
        cell.is_some_and(|text| text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '¥'))
    };
    let mut found = Vec::new();
    for (place, (column, cell)) in row.cells.iter().enumerate() {
        let Cell::Text(text) = cell else { continue };
        let text = tidy(text);
        let Some((factor, pure)) = stated(&text) else { continue };
        // 予算額, 5,400, (千円): the unit of that one amount.
        let of_amount = is_number(place.checked_sub(1)) || is_number(Some(place + 1));
        if !of_amount || text.replace(' ', "").contains("単位") {
            found.push(Statement { column: *column, row: row.number, factor, pure, text });
        }
    }
    found
}

/// What a text says amounts are counted in, and whether it says nothing else.
fn stated(text: &str) -> Option<(i64, bool)> {
    // Nobody writes much around a unit; what is longer is a note about something.
    if text.len() > 300 {
        return None;
    }
    let flat = light(&tidy(text));
    if let Some((before, after)) = flat.split_once("単位") {
        let after = after.trim_start_matches([':', 'は', 'が', '=', '/', '・', '-', '(']);
        let listed = after.split(['、', ',', '・', '/', ';', ')']);
        let mut listed = listed.filter_map(|part| part.rsplit(':').next());
        let factor = listed.find_map(begins_with);
        let factor =
            factor.or_else(|| MONEY.iter().find(|(word, _)| before.ends_with(word)).map(|(_, by)| *by));
        return factor.map(|factor| (factor, before.is_empty() || before == "("));
    }
    if let Some(factor) = exactly(&flat) {
        return Some((factor, true));
    }
    let opening = |letter: char| matches!(letter, '(' | '[' | '【' | '〔' | '〈' | '<');
    let mut from = 0;
    while let Some(at) = flat.get(from..)?.find(opening) {
        let (before, inner) = flat.split_at(from + at);
        let mut letters = inner.chars();
        letters.next();
        let inner = letters.as_str().split([')', ']', '】', '〕', '〉', '>']).next().unwrap_or_default();
        // 5,400(千円) is one amount.
        let counted = before.ends_with(|letter: char| letter.is_ascii_digit());
        let factor = inner.split(['、', ',', '・', '/', ':']).find_map(exactly);
        if let Some(factor) = factor.filter(|_| !counted) {
            return Some((factor, before.is_empty()));
        }
        from = flat.len() - letters.as_str().len();
    }
    None
}

fn exactly(word: &str) -> Option<i64> {
    MONEY.iter().find(|(unit, _)| *unit == word).map(|(_, factor)| *factor)
}

/// By what a stored amount is multiplied to give what its number format shows: 12 under `0"千円"` is 12,000 yen. A comma
/// behind the last digit divides by a thousand before it is shown, so under `#,##0,"千円"` the yen are stored already.
/// `None` where nothing is to be done.
pub(crate) fn shown_factor(format: &str) -> Option<i64> {
    let (positive, _) = first_section(format)?;
    let last = positive.rfind(['0', '#', '?'])?;
    let behind = positive.get(last + 1..)?;
    let commas = behind.chars().take_while(|letter| *letter == ',').count();
    let said: String =
        behind.chars().filter(|letter| !matches!(letter, ',' | '"' | '\\' | ' ' | '_' | '(' | ')')).collect();
    let unit = MONEY.iter().find(|(word, _)| *word == said).map(|(_, factor)| *factor)?;
    let divided = 1_000_i64.checked_pow(u32::try_from(commas).ok()?)?;
    (unit > divided && unit % divided == 0).then_some(unit / divided)
}

/// 千円, and 千円(税抜), but not 千円未満切捨て; a bare 千 or 万 only alone.
fn begins_with(text: &str) -> Option<i64> {
    match text {
        "千" => return Some(1_000),
        "万" => return Some(10_000),
        "百万" => return Some(1_000_000),
        _ => {}
    }
    let (word, factor) = MONEY.iter().find(|(word, _)| text.starts_with(word))?;
    let rest = text.get(word.len()..).unwrap_or_default();
    let bound = ["未満", "以上", "以下", "超", "台"].iter().any(|word| rest.starts_with(word));
    (!bound).then_some(*factor)
}

/// Whether a heading names a currency, and so the unit of its own amounts.
fn names_currency(heading: &str) -> bool {
    let flat = light(&tidy(heading));
    ["円", "¥", "$", "usd", "jpy", "yen", "どる", "ゆーろ", "eur"].iter().any(|word| flat.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_format_may_show_a_unit() {
        for (format, factor) in [
            ("0\"千円\"", Some(1_000)),
            ("#,##0\"千円\";[Red]-#,##0\"千円\"", Some(1_000)),
            ("#,##0\\百\\万\\円", Some(1_000_000)),
            ("#,##0万円", Some(10_000)),
            ("#,##0,\"千円\"", None),
            ("#,##0,,\"百万円\"", None),
            ("#,##0,\"百万円\"", Some(1_000)),
            ("#,##0\"円\"", None),
            ("\"¥\"#,##0", None),
            ("#,##0", None),
        ] {
            assert_eq!(shown_factor(format), factor, "{format}");
        }
    }

    #[test]
    fn a_unit_is_known_however_it_is_written() {
        let by = |text: &str| stated(text).map(|(factor, _)| factor);
        for (text, factor) in [
            ("（単位：千円）", 1_000),
            ("単位:万円", 10_000),
            ("単位 千円", 1_000),
            ("単　位　：　千　円", 1_000),
            ("（単位　百万円）", 1_000_000),
            ("(千円)", 1_000),
            ("千円", 1_000),
            ("固定資産台帳（単位：千円、税抜）", 1_000),
            ("金額単位：千円", 1_000),
            ("※金額は千円単位", 1_000),
            ("単位：台、千円", 1_000),
            ("数量:台 単位:台・金額:千円", 1_000),
            ("減価償却一覧（税抜・千円）", 1_000),
            ("（単位：円）", 1),
            ("単位：円、千円未満切捨て", 1),
        ] {
            assert_eq!(by(text), Some(factor), "{text}");
        }
        for text in [
            "（単位：台）",
            "単位：千ドル",
            "千円未満は切り捨て",
            "10万円以上の備品",
            "予算 5,400(千円)",
            "固定資産台帳",
            "部署単位で管理",
        ] {
            assert_eq!(by(text), None, "{text}");
        }
    }
}
