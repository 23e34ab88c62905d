//! What the door asks.

use serde::Deserialize;

/// Mail address and password.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LoginForm {
    /// Mail address.
    pub email: String,
    /// Password; never sent back.
    pub password: String,
    /// Where to go afterwards.
    pub next: String,
}

/// The second factor.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct FactorForm {
    /// The pending login.
    pub pending: String,
    /// A code from the app or from paper.
    pub code: String,
    /// Where to go afterwards.
    pub next: String,
}

/// What an authenticator answered.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasskeyLoginForm {
    /// The answer, as JSON.
    pub answer: String,
    /// Where to go afterwards.
    pub next: String,
}

/// Whose link is asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// The mail address.
    pub email: String,
}

/// The button under a link.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct FollowForm {
    /// The link's token.
    pub token: String,
    /// The number that was shown where the link was asked for.
    pub number: String,
}

/// To a provider.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SsoForm {
    /// Where to go afterwards.
    pub next: String,
}

/// What a provider sends back through the browser.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SsoAnswer {
    /// The code.
    pub code: String,
    /// The state.
    pub state: String,
    /// Who answers.
    pub iss: String,
    /// Why not.
    pub error: String,
}

/// The query of the login page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LoginQuery {
    /// Where to go afterwards.
    pub next: String,
}

/// A language or theme, and where to come back to.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PreferenceForm {
    /// Language code.
    pub lang: String,
    /// Theme word.
    pub theme: String,
    /// The page one was on.
    pub back: String,
}

/// A path of this house to go to; anything that could lead outside becomes the home page.
pub fn inside(path: &str) -> &str {
    let bytes = path.as_bytes();
    let leads_inside = bytes.first() == Some(&b'/')
        && !matches!(bytes.get(1), Some(b'/' | b'\\'))
        && path.chars().all(|c| !c.is_control() && c != '\\');
    if leads_inside && !path.starts_with("/login") { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn only_paths_of_this_house_are_followed() {
        assert_eq!(inside("/assets?q=印刷"), "/assets?q=印刷");
        for outside in
            ["", "//evil.example", "https://evil.example", "/\\evil.example", "assets", "/a\r\nb", "/login"]
        {
            assert_eq!(inside(outside), "/", "{outside:?}");
        }
    }
}
