//! Time zones to choose from: the likely ones first, then all the others.

use kernel::Lang;
use platform::locale::t;

use crate::ui::{Choice, Field};

/// Those that are likely, each with the key of what people call it.
const LIKELY: [(&str, &str); 10] = [
    ("Asia/Tokyo", "settings.zone.tokyo"),
    ("Asia/Seoul", "settings.zone.seoul"),
    ("Asia/Shanghai", "settings.zone.shanghai"),
    ("Asia/Taipei", "settings.zone.taipei"),
    ("Asia/Singapore", "settings.zone.singapore"),
    ("Asia/Bangkok", "settings.zone.bangkok"),
    ("Europe/London", "settings.zone.london"),
    ("America/New_York", "settings.zone.new_york"),
    ("America/Los_Angeles", "settings.zone.los_angeles"),
    ("UTC", "settings.zone.utc"),
];

/// The field in which one is chosen.
pub(crate) fn zone_field(lang: Lang, name: &str, value: &str) -> Field {
    let (likely, others) = (t(lang, "settings.zone.likely"), t(lang, "settings.zone.others"));
    let first = LIKELY
        .iter()
        .map(|(zone, key)| Choice::new(*zone, format!("{} ({zone})", t(lang, key))).group(likely.as_ref()));
    let rest = platform::settings::zones().filter(|zone| !LIKELY.iter().any(|(likely, _)| likely == zone));
    let rest = rest.map(|zone| Choice::new(zone, zone).group(others.as_ref()));
    Field::select(name, t(lang, "settings.company.zone"), first.chain(rest).collect()).value(value).required()
}
