//! A cell as the person sees it in the file, near enough to recognise it.

use sheet::Cell;

/// The cell in words.
pub fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text.clone(),
        Cell::Number { value, .. } => value.to_string(),
        Cell::Bool(true) => "TRUE".to_owned(),
        Cell::Bool(false) => "FALSE".to_owned(),
        Cell::Date { iso, .. } => iso.split('T').next().unwrap_or(iso).replace('-', "/"),
        Cell::Duration(seconds) => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_look_as_in_the_file() {
        assert_eq!(words(&Cell::number(44652.0)), "44652");
        assert_eq!(words(&Cell::date("2022-04-01T00:00:00")), "2022/04/01");
    }
}
