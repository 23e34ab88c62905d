//! Words for a device, from what its browser says: enough to know one's own again, and no more.

/// A browser and the machine it runs on; empty where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Device {
    /// For example `Firefox`.
    pub browser: String,
    /// For example `Windows`.
    pub machine: String,
}

// In this order: Edge and Opera also call themselves Chrome, and Chrome also calls itself Safari.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const MACHINES: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

impl Device {
    /// Reads a `User-Agent` header.
    pub fn from_user_agent(header: &str) -> Self {
        let word = |table: &[(&str, &str)]| {
            let found = table.iter().find(|(sign, _)| header.contains(sign));
            found.map_or_else(String::new, |(_, word)| (*word).to_owned())
        };
        Self { browser: word(BROWSERS), machine: word(MACHINES) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(header: &str) -> String {
        let device = Device::from_user_agent(header);
        format!("{} / {}", device.browser, device.machine)
    }

    #[test]
    fn browsers_are_known_by_their_own_names() {
        let engine = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
        assert_eq!(words(&format!("{engine} Chrome/141.0.0.0 Safari/537.36")), "Chrome / Windows");
        assert_eq!(
            words(&format!("{engine} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0")),
            "Edge / Windows"
        );
        assert_eq!(
            words("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            "Firefox / Linux"
        );
        assert_eq!(
            words(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari / iPhone"
        );
        assert_eq!(words("<script>"), " / ");
    }
}
