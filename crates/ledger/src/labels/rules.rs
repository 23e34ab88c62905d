//! Pure rules: the address in a code, and what stands on a label.

use kernel::AssetId;
use leaflet::labels::Label;

use crate::assets::Asset;
use crate::assets::rules::display_name;

/// The path in a code; it leads to the asset, whatever its page is called one day. A stocktaking reads it as well.
pub fn path(id: AssetId) -> String {
    format!("/a/{id}")
}

/// What stands on labels beside the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent choices")]
pub struct Shown {
    /// The name.
    pub name: bool,
    /// Maker and model.
    pub model: bool,
    /// Where it stands.
    pub place: bool,
    /// The company.
    pub owner: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { name: true, model: true, place: false, owner: true }
    }
}

/// The label of an asset. `base` is the address of the pages, `place` what its place is called, `owner` the company.
pub fn label(asset: &Asset, base: &str, place: &str, owner: &str, shown: Shown) -> Label {
    let model = [asset.maker.as_str(), asset.model.as_str()].join(" ");
    let wanted = |wanted: bool, text: &str| if wanted { text.trim().to_owned() } else { String::new() };
    let mut lines = [wanted(shown.name, &display_name(asset)), wanted(shown.model, &model)].to_vec();
    lines.push(wanted(shown.place, place));
    lines.retain(|line| !line.is_empty());
    // What has no number is called by its first line, in the same big letters.
    let number = match asset.number.trim() {
        "" if !lines.is_empty() => lines.remove(0),
        "" => format!("#{}", asset.id),
        number => number.to_owned(),
    };
    let address = format!("{}{}", base.trim_end_matches('/'), path(asset.id));
    Label { address, number, lines, owner: wanted(shown.owner, owner) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stocktaking::scanned::{Scanned, read};

    #[test]
    fn a_stocktaking_understands_what_labels_say() {
        let address = format!("https://omamori.example.co.jp{}", path(AssetId(12)));
        assert_eq!(read(&address), Some(Scanned::Asset(AssetId(12))));
    }
}
