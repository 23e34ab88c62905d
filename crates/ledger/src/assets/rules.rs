//! Pure rules: numbers and their ranges, keys and search text.

use super::model::AssetData;
use crate::kinds::BuiltIn;

/// A number taken apart: `NB-0001` is `NB-`, 1, four digits wide. `None` if it does not end in digits.
pub fn split_number(number: &str) -> Option<(&str, u64, usize)> {
    let stem = number.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = number.get(stem.len()..)?;
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    Some((stem, digits.parse().ok()?, digits.len()))
}

/// `count` numbers from `first` on; `None` if `first` does not end in digits.
pub fn number_range(first: &str, count: u32) -> Option<Vec<String>> {
    let (stem, start, width) = split_number(first)?;
    let spell = |step: u32| format!("{stem}{:0width$}", start + u64::from(step));
    Some((0..count).map(spell).collect())
}

/// What a number sorts by: folded, every run of digits padded, so that PC-4 comes before PC-10.
pub fn sort_key(text: &str) -> String {
    let folded = yomi::fold(text);
    let mut key = String::with_capacity(folded.len() + 8);
    let mut digits = String::new();
    for letter in folded.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        pad(&mut key, &mut digits);
        key.push(letter);
    }
    pad(&mut key, &mut digits);
    key
}

fn pad(key: &mut String, digits: &mut String) {
    if !digits.is_empty() {
        key.extend(std::iter::repeat_n('0', 12_usize.saturating_sub(digits.len())));
        key.push_str(digits);
        digits.clear();
    }
}

/// A number or serial for comparing: folded, without spaces.
pub fn folded_key(text: &str) -> String {
    let folded = yomi::fold(text);
    if folded.contains(' ') { folded.replace(' ', "") } else { folded }
}

/// What a record (licence, contract, account, line) is recognised by in a file; empty if it has nothing of the kind.
pub fn record_key(data: &AssetData) -> String {
    let fields: &[&str] = match BuiltIn::of(data.kind) {
        Some(BuiltIn::Licence) => &["licence_name", "contract_no"],
        Some(BuiltIn::Contract) => &["contract_no"],
        Some(BuiltIn::Account) => &["system_name", "login_id"],
        Some(BuiltIn::Line) => &["phone"],
        Some(BuiltIn::System | BuiltIn::Domain | BuiltIn::Certificate) => &["system_name"],
        Some(BuiltIn::Supplier) => &["host_name"],
        _ => return String::new(),
    };
    let parts: Vec<String> = fields.iter().map(|field| folded_key(&data.get(field))).collect();
    if parts.first().is_none_or(String::is_empty) {
        return String::new();
    }
    parts.join("\u{1f}")
}

/// Its name, for records what they are about: the software, the system, the contract, the line.
pub fn display_name(data: &AssetData) -> String {
    name_or_record(&data.name, |field| data.get(field))
}

/// The name, or what a record without one is called by; `field` gives what stands in a field.
pub(crate) fn name_or_record(name: &str, field: impl Fn(&str) -> String) -> String {
    if !name.is_empty() {
        return name.to_owned();
    }
    let record = ["licence_name", "system_name", "contract_no", "phone"];
    record.into_iter().map(field).find(|text| !text.is_empty()).unwrap_or_default()
}

/// What a person calls it: its number, else its name, else its serial number or model.
pub fn label(data: &AssetData) -> String {
    let name = display_name(data);
    let first = [&data.number, &name, &data.serial, &data.model, &data.maker];
    first.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default()
}

/// Title and text under which search finds it.
pub fn search_words(data: &AssetData) -> (String, String) {
    let (name, named) = (display_name(data), label(data));
    let title = [data.number.as_str(), name.as_str()];
    let mut title: Vec<&str> = title.into_iter().filter(|text| !text.is_empty()).collect();
    if title.is_empty() {
        title.push(&named);
    }
    let texts = [
        &data.number,
        &data.name,
        &data.maker,
        &data.model,
        &data.model_no,
        &data.serial,
        &data.user_text,
        &data.department_text,
        &data.place_text,
        &data.vendor,
        &data.acquire_type,
        &data.note,
    ];
    let texts = texts.into_iter().chain(data.fields.values()).filter(|text| !text.is_empty());
    let text: Vec<&str> = texts.map(String::as_str).collect();
    (title.join(" "), text.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_run_on() {
        let range = number_range("NB-0001", 20).unwrap();
        assert_eq!((range[0].as_str(), range[19].as_str()), ("NB-0001", "NB-0020"));
        assert_eq!(number_range("PC-9999", 2).unwrap()[1], "PC-10000");
        assert_eq!(number_range("本社", 2), None);
    }

    #[test]
    fn numbers_sort_by_value() {
        assert!(sort_key("PC-4") < sort_key("pc-10"));
        assert_eq!(sort_key("ＰＣ-４"), sort_key("PC-4"));
    }
}
