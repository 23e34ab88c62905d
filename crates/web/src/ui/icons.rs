//! Line icons on a 24 grid, drawn for this program; always beside a word, so hidden from screen readers.

use maud::{Markup, PreEscaped, html};

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Sun over the horizon: today.
    Today,
    /// A bound book: the ledger.
    Ledger,
    /// A calendar leaf: deadlines.
    Deadlines,
    /// A yen sign.
    Money,
    /// An arrow into a tray: bringing data in.
    Intake,
    /// Two people: people and places.
    People,
    /// A scroll with lines: the journal.
    Journal,
    /// Two sliders: settings.
    Settings,
    /// Three dots: everything else.
    More,
    /// A magnifying glass.
    Search,
    /// A plus sign.
    Add,
    /// A pencil.
    Edit,
    /// A waste-paper bin.
    Delete,
    /// Two sheets, one behind the other.
    Copy,
    /// A check mark.
    Check,
    /// A cross.
    Close,
    /// A downward chevron.
    Down,
    /// A chevron to the right.
    Next,
    /// A chevron to the left.
    Previous,
    /// An arrow out of a tray: export or download.
    Export,
    /// A funnel.
    Filter,
    /// Three columns.
    Columns,
    /// A sheet with a corner turned.
    File,
    /// An open eye.
    Eye,
    /// A triangle with a mark: attention.
    Alert,
    /// A circle with an i.
    Info,
    /// An arrow that turns back.
    Undo,
    /// A person.
    Person,
    /// A sun and moon: light and dark.
    Light,
    /// Letters of two languages.
    Language,
    /// A door with an arrow.
    Logout,
    /// A bookmark.
    Bookmark,
    /// A link of a chain.
    Link,
    /// A clock.
    Clock,
    /// A printer.
    Print,
    /// A laptop.
    Laptop,
    /// A padlock.
    Lock,
}

impl Icon {
    /// The drawing between the `<svg>` tags.
    const fn path(self) -> &'static str {
        match self {
            Self::Today => {
                "<path d='M3 18h18M6.5 18a5.5 5.5 0 0 1 11 0M12 5v3M4.6 9.6l2 1.7M19.4 9.6l-2 1.7M8 21.5h8'/>"
            }
            Self::Ledger => {
                "<path d='M6 3.5h12a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H6zM6 3.5v17M10 8h5M10 12h5M4 7h3M4 12h3M4 17h3'/>"
            }
            Self::Deadlines => "<path d='M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7M9 15l2 2 4-4'/>",
            Self::Money => {
                "<circle cx='12' cy='12' r='8.5'/><path d='M8.5 7.5L12 12l3.5-4.5M12 12v5M9 13h6M9 15.5h6'/>"
            }
            Self::Intake => "<path d='M12 3.5V14M8 10l4 4 4-4M4 15v4.5h16V15'/>",
            Self::Export => "<path d='M12 14V3.5M8 7.5l4-4 4 4M4 15v4.5h16V15'/>",
            Self::People => {
                "<circle cx='9' cy='8' r='3.2'/><path d='M3 20c.4-4 2.7-6 6-6s5.6 2 6 6M15.5 5a3.2 3.2 0 0 1 0 6M17.5 14.5c2.2.7 3.3 2.5 3.5 5.5'/>"
            }
            Self::Journal => {
                "<path d='M6 4h12v13.5a2.5 2.5 0 0 1-2.5 2.5H7M6 4a2 2 0 0 0-2 2v1.5h2M6 4v13.5A2.5 2.5 0 0 1 3.5 20H7M10 9h5M10 13h5'/>"
            }
            Self::Settings => {
                "<path d='M4 8h9M17 8h3M4 16h3M11 16h9'/><circle cx='15' cy='8' r='2'/><circle cx='9' cy='16' r='2'/>"
            }
            Self::More => {
                "<circle cx='5.5' cy='12' r='1.2'/><circle cx='12' cy='12' r='1.2'/><circle cx='18.5' cy='12' r='1.2'/>"
            }
            Self::Search => "<circle cx='10.5' cy='10.5' r='6'/><path d='M15 15l5.5 5.5'/>",
            Self::Add => "<path d='M12 5v14M5 12h14'/>",
            Self::Edit => "<path d='M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5'/>",
            Self::Delete => {
                "<path d='M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l1 13.5h9l1-13.5M10 10.5v6M14 10.5v6'/>"
            }
            Self::Copy => "<path d='M9 8h11v12.5H9zM9 16H4.5V3.5H15V8'/>",
            Self::Check => "<path d='M5 12.5l4.5 4.5L19 7'/>",
            Self::Close => "<path d='M6 6l12 12M18 6L6 18'/>",
            Self::Down => "<path d='M6 9.5l6 6 6-6'/>",
            Self::Next => "<path d='M9.5 6l6 6-6 6'/>",
            Self::Previous => "<path d='M14.5 6l-6 6 6 6'/>",
            Self::Filter => "<path d='M4 5h16l-6.5 7.5V19l-3-1.5v-5z'/>",
            Self::Columns => "<path d='M4 4.5h16v15H4zM9.3 4.5v15M14.7 4.5v15'/>",
            Self::File => "<path d='M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5'/>",
            Self::Eye => {
                "<path d='M2.5 12C5 7.5 8.2 5.5 12 5.5S19 7.5 21.5 12C19 16.5 15.8 18.5 12 18.5S5 16.5 2.5 12z'/><circle cx='12' cy='12' r='2.8'/>"
            }
            Self::Alert => "<path d='M12 4L2.8 20h18.4zM12 10v4.5M12 17v.5'/>",
            Self::Info => "<circle cx='12' cy='12' r='8.5'/><path d='M12 11v5.5M12 7.5V8'/>",
            Self::Undo => "<path d='M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9'/>",
            Self::Person => {
                "<circle cx='12' cy='8' r='3.8'/><path d='M4.5 20.5c.5-4.5 3.3-6.5 7.5-6.5s7 2 7.5 6.5'/>"
            }
            Self::Light => {
                "<circle cx='12' cy='12' r='8.5'/><path d='M12 3.5v17M12 7a5 5 0 0 1 0 10' /><path d='M15 5.5v13M18 8v8'/>"
            }
            Self::Language => {
                "<path d='M3.5 6.5h9M8 4v2.5M11 6.5c-.8 4-3.3 6.5-7 8M5.5 9.5c1.5 2.5 3 3.8 5.5 4.5M12.5 20.5L16.5 10l4 10.5M14 17h5'/>"
            }
            Self::Logout => "<path d='M13.5 4H5v16h8.5M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5'/>",
            Self::Bookmark => "<path d='M6.5 4h11v16.5L12 16l-5.5 4.5z'/>",
            Self::Link => {
                "<path d='M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.6-1.6'/>"
            }
            Self::Clock => "<circle cx='12' cy='12' r='8.5'/><path d='M12 7v5l3.5 2'/>",
            Self::Print => "<path d='M7 8.5V4h10v4.5M7 16.5H4v-8h16v8h-3M7 13.5h10V20H7z'/>",
            Self::Laptop => "<path d='M5 5h14v10H5zM2.5 18.5h19'/>",
            Self::Lock => "<path d='M5.5 11h13v9.5h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2'/>",
        }
    }
}

/// One icon. It says nothing to a screen reader: put a word beside it, or a label on its button.
pub fn icon(which: Icon) -> Markup {
    html! {
        svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" {
            (PreEscaped(which.path()))
        }
    }
}

/// The charm: a small pouch with a cord, the program's own sign.
pub fn charm() -> Markup {
    html! {
        svg class="charm" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false" {
            (PreEscaped(
                "<path class='charm-cord' d='M16 9.5C12 8 10.5 5.8 11.5 4.2S15 3 16 7c1-4 3.5-4.4 4.5-2.8S20 8 16 9.5z'/>\
                 <path class='charm-body' d='M10.5 9h11L25 13.5V28.5a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V13.5z'/>\
                 <path class='charm-seal' d='M12 15.5h8V26h-8z'/>\
                 <path class='charm-mark' d='M14 18h4M16 18v6M14 21h4'/>",
            ))
        }
    }
}
