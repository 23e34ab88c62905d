//! An address with its query, from which a list page makes the links that keep everything but one thing.

use std::fmt;

/// A path and its query parameters, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    path: String,
    query: Vec<(String, String)>,
}

impl Address {
    /// The bare path without parameters.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), query: Vec::new() }
    }

    /// A path with the parameters of the present request.
    pub fn of(path: impl Into<String>, query: Vec<(String, String)>) -> Self {
        Self { path: path.into(), query }
    }

    /// The same address with `name` set to one value (and nothing else called `name`).
    #[must_use]
    pub fn with(&self, name: &str, value: impl Into<String>) -> Self {
        let mut other = self.without(name);
        other.query.push((name.to_owned(), value.into()));
        other
    }

    /// The same address with one more value for `name`.
    #[must_use]
    pub fn and(&self, name: &str, value: impl Into<String>) -> Self {
        let mut other = self.clone();
        other.query.push((name.to_owned(), value.into()));
        other
    }

    /// The same address without any `name`.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let query = self.query.iter().filter(|(key, _)| key != name).cloned().collect();
        Self { path: self.path.clone(), query }
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parameters in order.
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.path)?;
        if self.query.is_empty() {
            return Ok(());
        }
        let query =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(self.query.iter()).finish();
        write!(out, "?{query}")
    }
}

impl maud::Render for Address {
    fn render_to(&self, buffer: &mut String) {
        self.to_string().as_str().render_to(buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_parameter_is_replaced_and_the_rest_stays() {
        let here = Address::new("/assets").with("kind", "pc").with("q", "印刷 室");
        assert_eq!(
            here.with("kind", "phone").to_string(),
            "/assets?q=%E5%8D%B0%E5%88%B7+%E5%AE%A4&kind=phone"
        );
        assert_eq!(here.without("q").without("kind").to_string(), "/assets");
    }

    #[test]
    fn quotes_and_ampersands_cannot_leave_the_attribute() {
        let here = Address::new("/assets").with("q", "\"><script>&x=1");
        assert_eq!(
            maud::html! { a href=(here) {} }.into_string(),
            "<a href=\"/assets?q=%22%3E%3Cscript%3E%26x%3D1\"></a>"
        );
    }
}
