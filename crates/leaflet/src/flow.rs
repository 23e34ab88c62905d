//! Text that runs over pages: headings, paragraphs, tables, boxes; with page numbers at the end.

use crate::breaking;
use crate::page::{Area, Kind, Mark, POINT, Page, Part, Run, Shade};
use crate::typeface::{self, ASCENT, Weight};
use crate::{Error, text};

/// The most characters of one document, counted before anything is laid out.
pub const MOST_CHARACTERS: usize = 1_000_000;
/// The most pages of one document.
pub const MOST_PAGES: usize = 2_000;

/// On which side text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Left.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// Right, for numbers.
    Right,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// The size of type in points.
    pub size: f32,
    /// How bold.
    pub weight: Weight,
    /// How dark.
    pub shade: Shade,
    /// On which side.
    pub align: Align,
    /// From line to line, as a multiple of the size.
    pub leading: f32,
}

impl Style {
    /// Text to read.
    pub const TEXT: Self =
        Self { size: 9.5, weight: Weight::Regular, shade: Shade::Ink, align: Align::Left, leading: 1.6 };
    /// The title of a document.
    pub const TITLE: Self =
        Self { size: 18.0, weight: Weight::Bold, align: Align::Middle, leading: 1.4, ..Self::TEXT };
    /// A heading in it.
    pub const HEADING: Self = Self { size: 11.0, weight: Weight::Bold, leading: 1.5, ..Self::TEXT };
    /// What stands in tables.
    pub const CELL: Self = Self { size: 8.5, leading: 1.4, ..Self::TEXT };
    /// Remarks.
    pub const SMALL: Self = Self { size: 8.0, shade: Shade::Quiet, leading: 1.5, ..Self::TEXT };

    /// The same on another side.
    #[must_use]
    pub const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// From line to line in millimetres.
    pub fn line(self) -> f32 {
        self.size * POINT * self.leading
    }

    /// Breaks a text into lines of a width.
    pub fn lines(self, words: &str, width: f32) -> Vec<String> {
        breaking::lines(words, self.size, self.weight, width)
    }

    /// A line of text whose room begins at `top` and lies between `left` and `left + width`.
    pub fn run(self, line: String, left: f32, top: f32, width: f32) -> Run {
        let spare = width - typeface::width(&line, self.size, self.weight);
        let x = match self.align {
            Align::Left => left,
            Align::Middle => left + spare / 2.0,
            Align::Right => left + spare,
        };
        let size = self.size * POINT;
        let baseline = top + (self.line() - size) / 2.0 + ASCENT * size;
        Run { x, baseline, text: line, size: self.size, weight: self.weight, shade: self.shade }
    }
}

/// A finished document: what [`crate::pdf::write`] writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its title, for the window and for readers.
    pub title: String,
    /// Its language: `ja`, `en`.
    pub lang: String,
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its structure.
    pub parts: Vec<Part>,
}

impl Document {
    /// A document of finished pages without structure (labels).
    pub fn of_pages(title: &str, lang: &str, pages: Vec<Page>) -> Self {
        Self { title: text::line(title), lang: lang.to_owned(), pages, parts: Vec::new() }
    }
}

/// Margins of a page: top, right, bottom, left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins(pub f32, pub f32, pub f32, pub f32);

impl Margins {
    /// Room for two holes at the left and a page number below.
    pub const USUAL: Self = Self(18.0, 18.0, 20.0, 20.0);
}

/// A document while it is written, from top to bottom.
#[derive(Debug)]
pub struct Flow {
    size: (f32, f32),
    margins: Margins,
    pages: Vec<Page>,
    parts: Vec<Part>,
    top: f32,
    characters: usize,
}

impl Flow {
    /// Begins with an empty page.
    pub fn new(size: (f32, f32), margins: Margins) -> Self {
        let pages = vec![Page::new(size)];
        Self { size, margins, pages, parts: Vec::new(), top: margins.0, characters: 0 }
    }

    /// How wide the text is.
    pub fn width(&self) -> f32 {
        self.size.0 - self.margins.1 - self.margins.3
    }

    /// Its left edge.
    pub fn left(&self) -> f32 {
        self.margins.3
    }

    /// Where the next thing will stand.
    pub fn top(&self) -> f32 {
        self.top
    }

    /// How much room is left on this page.
    pub fn room(&self) -> f32 {
        self.size.1 - self.margins.2 - self.top
    }

    /// How much room an empty page has.
    pub fn whole(&self) -> f32 {
        self.size.1 - self.margins.2 - self.margins.0
    }

    /// Goes on on a new page.
    pub fn turn(&mut self) {
        self.pages.push(Page::new(self.size));
        self.top = self.margins.0;
    }

    /// Goes on on a new page if less than `height` is left here.
    pub fn keep(&mut self, height: f32) {
        if self.room() < height.min(self.whole()) {
            self.turn();
        }
    }

    /// Leaves room free; at the top of a page there is none.
    pub fn space(&mut self, height: f32) {
        if self.top > self.margins.0 {
            self.top += height.min(self.room().max(0.0));
        }
    }

    /// A heading; it never stands alone at the foot of a page.
    pub fn heading(&mut self, level: u8, words: &str, style: Style) {
        let words = self.counted(words);
        self.keep(style.line() * 3.0);
        let part = self.part(Kind::Heading(level), None, &words);
        self.lines(style.lines(&words, self.width()), style, part);
    }

    /// A paragraph, or several: line breaks in the text are kept.
    pub fn paragraph(&mut self, words: &str, style: Style) {
        let words = self.counted(words);
        let part = self.part(Kind::Paragraph, None, "");
        self.lines(style.lines(&words, self.width()), style, part);
    }

    fn lines(&mut self, lines: Vec<String>, style: Style, part: usize) {
        for line in lines {
            self.keep(style.line());
            let run = style.run(line, self.left(), self.top, self.width());
            if !run.text.is_empty() {
                self.draw(Some(part), Mark::Text(run));
            }
            self.top += style.line();
        }
    }

    /// A line from edge to edge.
    pub fn rule(&mut self) {
        let (left, top) = (self.left(), self.top);
        let to = (left + self.width(), top);
        self.draw(None, Mark::Line { from: (left, top), to, thick: 0.3, shade: Shade::Ink });
    }

    /// Takes a whole stretch of the page for things that are placed by hand, on a new page if need be.
    pub fn take(&mut self, height: f32) -> Area {
        self.keep(height);
        let area = Area::new(self.left(), self.top, self.width(), height);
        self.top += height;
        area
    }

    /// Places something on the present page.
    pub fn draw(&mut self, part: Option<usize>, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push((part, mark));
        }
    }

    /// Places a text by hand: in one line, shortened to the width of its area.
    pub fn place(&mut self, part: Option<usize>, words: &str, style: Style, area: Area) {
        let words = self.counted(words).replace('\n', " ");
        let words = crate::fit::shortened(&words, style.weight, area.width, style.size);
        if !words.is_empty() {
            self.draw(part, Mark::Text(style.run(words, area.x, area.y, area.width)));
        }
    }

    /// Adds a part to the structure.
    pub fn part(&mut self, kind: Kind, parent: Option<usize>, words: &str) -> usize {
        self.parts.push(Part { kind, parent, words: words.to_owned() });
        self.parts.len() - 1
    }

    /// Makes a text ready and counts it. Once there is too much, nothing more is laid out; [`Flow::finish`] says so.
    pub(crate) fn counted(&mut self, words: &str) -> String {
        self.characters += words.chars().count();
        if self.is_too_large() { String::new() } else { text::clean(words) }
    }

    pub(crate) fn advance(&mut self, height: f32) {
        self.top += height;
    }

    fn is_too_large(&self) -> bool {
        self.characters > MOST_CHARACTERS || self.pages.len() > MOST_PAGES
    }

    /// Numbers the pages and hands the document over. `foot` says what stands below each page at the left and at the
    /// right, from the number of the page and of all pages.
    pub fn finish(
        mut self,
        title: &str,
        lang: &str,
        foot: impl Fn(usize, usize) -> (String, String),
    ) -> Result<Document, Error> {
        if self.characters > MOST_CHARACTERS {
            return Err(Error::TooLarge { of: "characters", limit: MOST_CHARACTERS });
        }
        if self.pages.len() > MOST_PAGES {
            return Err(Error::TooLarge { of: "pages", limit: MOST_PAGES });
        }
        let (left, width, count) = (self.left(), self.width(), self.pages.len());
        let top = self.size.1 - self.margins.2 + 6.0;
        for (place, page) in self.pages.iter_mut().enumerate() {
            let (words, number) = foot(place + 1, count);
            let number = Style::SMALL.align(Align::Right).run(text::line(&number), left, top, width);
            let free = (number.x - left - 4.0).max(0.0);
            let words = crate::fit::shortened(&text::line(&words), Weight::Regular, free, Style::SMALL.size);
            page.marks.push((None, Mark::Text(Style::SMALL.run(words, left, top, width))));
            page.marks.push((None, Mark::Text(number)));
        }
        Ok(Document { title: text::line(title), lang: lang.to_owned(), pages: self.pages, parts: self.parts })
    }
}
