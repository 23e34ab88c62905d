//! Reads the forms out of a page, as far as our own pages go: quoted attributes, no nesting of forms.

/// A form as it stands on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundForm {
    /// Where it is sent.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// What it would send if nobody touched it.
    pub fields: Vec<(String, String)>,
    /// The names of all its controls, also those that would send nothing.
    pub names: Vec<String>,
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
    /// What stands between this tag and the next.
    text: &'a str,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }
}

/// Where the links of a page lead.
pub fn links(page: &str) -> Vec<String> {
    let anchors = tags(page).into_iter().filter(|tag| tag.name == "a");
    anchors.filter_map(|tag| tag.get("href").map(str::to_owned)).collect()
}

/// Every form of a page.
pub fn forms(page: &str) -> Vec<FoundForm> {
    let mut found: Vec<FoundForm> = Vec::new();
    let mut open = false;
    let mut select: Option<(String, Option<String>, Option<String>)> = None;
    for tag in tags(page) {
        match tag.name {
            "form" => {
                open = true;
                found.push(FoundForm {
                    action: tag.get("action").unwrap_or_default().to_owned(),
                    method: tag.get("method").unwrap_or("get").to_owned(),
                    ..FoundForm::default()
                });
            }
            "/form" => open = false,
            _ => {}
        }
        let Some(form) = found.last_mut().filter(|_| open) else { continue };
        match tag.name {
            "input" => input(form, &tag),
            "textarea" => {
                let text = tag.text.strip_prefix('\n').unwrap_or(tag.text);
                add(form, tag.get("name"), Some(unescaped(text)));
            }
            "select" => select = Some((tag.get("name").unwrap_or_default().to_owned(), None, None)),
            "option" => {
                if let Some((_, first, chosen)) = &mut select {
                    let value = tag.get("value").map_or_else(|| unescaped(tag.text), str::to_owned);
                    if tag.get("selected").is_some() {
                        *chosen = Some(value.clone());
                    }
                    first.get_or_insert(value);
                }
            }
            "/select" => {
                if let Some((name, first, chosen)) = select.take() {
                    add(form, Some(&name), chosen.or(first));
                }
            }
            _ => {}
        }
    }
    found
}

fn input(form: &mut FoundForm, tag: &Tag<'_>) {
    let value = tag.get("value").map(str::to_owned);
    match tag.get("type").unwrap_or("text") {
        "checkbox" | "radio" => {
            let chosen = tag.get("checked").is_some();
            add(form, tag.get("name"), chosen.then(|| value.unwrap_or_else(|| "on".to_owned())));
        }
        "submit" | "button" | "file" => {}
        _ => add(form, tag.get("name"), Some(value.unwrap_or_default())),
    }
}

fn add(form: &mut FoundForm, name: Option<&str>, value: Option<String>) {
    let Some(name) = name.filter(|name| !name.is_empty()) else { return };
    form.names.push(name.to_owned());
    if let Some(value) = value {
        form.fields.push((name.to_owned(), value));
    }
}

fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = tag(after);
        let text_end = after.find('<').unwrap_or(after.len());
        tags.push(Tag { text: &after[..text_end], ..tag });
        rest = after;
    }
    tags
}

fn tag(after: &str) -> (Tag<'_>, &str) {
    let name_end = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
    let (name, mut rest) = after.split_at(name_end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, attributes, text: "" }, after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '=').unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end.max(1).min(rest.len()));
        let quoted = after.strip_prefix("=\"").map(|quoted| quoted.split_once('"').unwrap_or((quoted, "")));
        let (value, after) = quoted.unwrap_or(("", after));
        attributes.push((attribute, unescaped(value)));
        rest = after;
    }
    (Tag { name, attributes, text: "" }, rest)
}

/// Text as a reader sees it.
pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The words of a page, without its tags.
pub fn words(page: &str) -> String {
    let mut words = String::new();
    for tag in tags(page) {
        words.push_str(&unescaped(tag.text));
        words.push(' ');
    }
    words
}

#[test]
fn a_form_is_read_with_what_it_would_send() {
    let page = r#"<p>a</p><form method="post" action="/x?a=1&amp;b=2" novalidate><input type="hidden" name="v" value="1">
        <input name="n" value="a &quot;b&quot;"><input type="checkbox" name="c" value="true"><select name="s">
        <option value="1">one</option><option value="2" selected>two</option></select><textarea name="t">
hello</textarea><button>go</button></form>"#;
    let found = forms(page);
    assert_eq!(found[0].action, "/x?a=1&b=2");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(found[0].fields, [pair("v", "1"), pair("n", "a \"b\""), pair("s", "2"), pair("t", "hello")]);
    assert_eq!(found[0].names, ["v", "n", "c", "s", "t"]);
}
