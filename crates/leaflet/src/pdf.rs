//! Writes a document as a PDF file: tagged, with title and language, the typeface cut down to what is used.

use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};
use krilla::{Document as Writer, SerializeSettings};

use crate::Error;
use crate::code::Code;
use crate::flow::Document;
use crate::page::{Area, Kind, Mark, POINT, Placed, Run, Shade};
use crate::strokes::Strokes;
use crate::typeface;

/// When a file was written, as the clocks at the company showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Year, month, day.
    pub day: (u16, u8, u8),
    /// Hour, minute, second.
    pub time: (u8, u8, u8),
    /// Minutes ahead of UTC.
    pub offset: i16,
}

/// Writes the file. The same document and moment give the same bytes.
pub fn write(document: &Document, written: Written) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new_with(SerializeSettings::default());
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); document.parts.len()];
    for page in &document.pages {
        let broken = || Error::Writing("a page without an area".to_owned());
        let (width, height) = (page.size.0 / POINT, page.size.1 / POINT);
        let mut sheet = writer.start_page_with(PageSettings::from_wh(width, height).ok_or_else(broken)?);
        let mut surface = sheet.surface();
        for stretch in page.marks.chunk_by(|one, next| one.0 == next.0) {
            draw_stretch(&mut surface, stretch, &mut leaves)?;
        }
        surface.finish();
        sheet.finish();
    }
    writer.set_metadata(about(document, written));
    writer.set_tag_tree(tree(document, &leaves));
    writer.finish().map_err(|error| Error::Writing(format!("{error:?}")))
}

fn about(document: &Document, written: Written) -> Metadata {
    let (year, month, day) = written.day;
    let (hour, minute, second) = written.time;
    let hours = i8::try_from(written.offset / 60).unwrap_or_default();
    let minutes = u8::try_from((written.offset % 60).unsigned_abs()).unwrap_or_default();
    let moment = DateTime::new(year).month(month).day(day).hour(hour).minute(minute).second(second);
    Metadata::new()
        .title(document.title.clone())
        .language(document.lang.clone())
        .creator("Omamori".to_owned())
        .creation_date(moment.utc_offset_hour(hours).utc_offset_minute(minutes))
}

/// Draws marks that belong to the same part of the structure, and remembers where they are.
fn draw_stretch(
    surface: &mut Surface<'_>,
    stretch: &[Placed],
    leaves: &mut [Vec<Identifier>],
) -> Result<(), Error> {
    let part = stretch.first().and_then(|(part, _)| *part);
    let tag = match part {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
    };
    let id = surface.start_tagged(tag);
    let drawn = stretch.iter().try_for_each(|(_, mark)| draw(surface, mark));
    surface.end_tagged();
    if let Some(leaves) = part.and_then(|part| leaves.get_mut(part)) {
        leaves.push(id);
    }
    drawn
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) -> Result<(), Error> {
    match mark {
        Mark::Text(run) => draw_text(surface, run)?,
        Mark::Line { from, to, thick, shade } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0 / POINT, from.1 / POINT);
            path.line_to(to.0 / POINT, to.1 / POINT);
            stroke(surface, path, *thick, *shade);
        }
        Mark::Frame { area, thick, shade } => {
            let mut path = PathBuilder::new();
            push(&mut path, *area);
            stroke(surface, path, *thick, *shade);
        }
        Mark::Fill { area, shade } => {
            let mut path = PathBuilder::new();
            push(&mut path, *area);
            fill(surface, path, *shade);
        }
        Mark::Code { area, code } => fill(surface, code_path(*area, code), Shade::Ink),
        Mark::Strokes { area, strokes } => draw_strokes(surface, *area, strokes),
    }
    Ok(())
}

fn draw_text(surface: &mut Surface<'_>, run: &Run) -> Result<(), Error> {
    let face = typeface::face(run.weight).ok_or(Error::Typeface)?;
    surface.set_stroke(None);
    surface.set_fill(Some(paint(run.shade)));
    let start = Point::from_xy(run.x / POINT, run.baseline / POINT);
    surface.draw_glyphs(start, &face.glyphs(&run.text), face.font.clone(), &run.text, run.size, false);
    Ok(())
}

/// One path for the whole code: the modules are filled together, so no hairlines show between them.
fn code_path(area: Area, code: &Code) -> PathBuilder {
    let mut path = PathBuilder::new();
    for (x, y, width, height) in code.blocks() {
        push(&mut path, crate::code::in_area(area, code, (x, y, width, height)));
    }
    path
}

fn draw_strokes(surface: &mut Surface<'_>, area: Area, strokes: &Strokes) {
    for stroke_points in strokes.placed(area) {
        let mut path = PathBuilder::new();
        let mut points = stroke_points.into_iter().map(|(x, y)| (x / POINT, y / POINT));
        let Some((x, y)) = points.next() else { continue };
        path.move_to(x, y);
        let mut is_dot = true;
        for (x, y) in points {
            path.line_to(x, y);
            is_dot = false;
        }
        if is_dot {
            path.line_to(x + 0.1, y);
        }
        stroke(surface, path, 0.5, Shade::Ink);
    }
}

fn push(path: &mut PathBuilder, area: Area) {
    let (x, y) = (area.x / POINT, area.y / POINT);
    if let Some(rect) = Rect::from_xywh(x, y, area.width / POINT, area.height / POINT) {
        path.push_rect(rect);
    }
}

fn fill(surface: &mut Surface<'_>, path: PathBuilder, shade: Shade) {
    surface.set_stroke(None);
    surface.set_fill(Some(paint(shade)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn stroke(surface: &mut Surface<'_>, path: PathBuilder, thick: f32, shade: Shade) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: luma::Color::new(shade.lightness()).into(),
        width: thick / POINT,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn paint(shade: Shade) -> Fill {
    Fill {
        paint: luma::Color::new(shade.lightness()).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

/// The structure as readers want it. Parts come in reading order, parents before children.
fn tree(document: &Document, leaves: &[Vec<Identifier>]) -> TagTree {
    let mut groups: Vec<Option<TagGroup>> = document
        .parts
        .iter()
        .zip(leaves)
        .map(|(part, leaves)| {
            let children = leaves.iter().map(|leaf| Node::Leaf(*leaf)).collect();
            Some(TagGroup::with_children(tag(part.kind, &part.words), children))
        })
        .collect();
    let mut tree = TagTree::new().with_lang(Some(document.lang.clone()));
    let mut roots = Vec::new();
    for place in (0..groups.len()).rev() {
        let Some(group) = groups[place].take().filter(|group| !group.children.is_empty()) else { continue };
        match document.parts[place].parent.and_then(|parent| groups.get_mut(parent)) {
            // From last to first: each stands before those that were put in already, behind the part's own text.
            Some(Some(parent)) => {
                let own = parent.children.iter().take_while(|node| matches!(node, Node::Leaf(_))).count();
                parent.children.insert(own, Node::Group(group));
            }
            _ => roots.push(group),
        }
    }
    for group in roots.into_iter().rev() {
        tree.push(group);
    }
    tree
}

fn tag(kind: Kind, words: &str) -> TagKind {
    let level = |level: u8| std::num::NonZeroU16::new(u16::from(level)).unwrap_or(std::num::NonZeroU16::MIN);
    match kind {
        Kind::Heading(number) => Tag::Hn(level(number), Some(words.to_owned())).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::HeadCell => Tag::TH(TableHeaderScope::Both).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::Picture => Tag::Figure(Some(words.to_owned())).into(),
    }
}
