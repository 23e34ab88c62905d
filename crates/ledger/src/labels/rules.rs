//! Pure rules: the address in a code, and what stands on a label.

use kernel::AssetId;
use leaflet::labels::Label;

use crate::assets::Asset;
use crate::assets::rules::display_name;

/// The path in a code; it leads to the asset, whatever its page is called one day.
pub fn path(id: AssetId) -> String {
    format!("/a/{id}")
}

/// The asset that a scanned code leads to: an address with [`path`] in it, of whatever house. `None` for other codes.
pub fn asset_of(code: &str) -> Option<AssetId> {
    let code = code.trim();
    let path = match code.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => code,
    };
    let path = path.split(['?', '#']).next()?;
    // A house may live under a path of its own: https://example.co.jp/omamori/a/7.
    let (_, id) = path.rsplit_once("/a/")?;
    id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok().map(AssetId)).flatten()
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

    #[test]
    fn a_code_leads_to_its_asset_whatever_the_house_is_called() {
        for code in ["https://omamori.example.co.jp/a/7", "http://10.0.0.5:8080/a/7?from=x", "/a/7", " /a/7 "]
        {
            assert_eq!(asset_of(code), Some(AssetId(7)), "{code}");
        }
        assert_eq!(asset_of("https://example.co.jp/omamori/a/7"), Some(AssetId(7)));
        assert_eq!(asset_of(&path(AssetId(12))), Some(AssetId(12)));
    }

    #[test]
    fn other_codes_lead_nowhere() {
        for code in [
            "",
            "4901234567894",
            "https://example.com",
            "/a/",
            "/a/x",
            "/a/-1",
            "/a/7/8",
            "WIFI:S:a/7;;",
            "/a/99999999999999999999",
        ] {
            assert_eq!(asset_of(code), None, "{code}");
        }
    }
}
