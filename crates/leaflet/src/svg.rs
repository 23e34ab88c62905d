//! Draws a page as SVG for a look on the screen. Text is drawn in the reader's own typeface, but exactly as wide as on paper.

use std::fmt::Write;

use crate::page::{Area, Mark, POINT, Page, Run};
use crate::strokes::Strokes;
use crate::typeface::{self, Weight};

/// The page as an `<svg>` element without styles or scripts; `label` says what it shows.
pub fn draw(page: &Page, label: &str) -> String {
    let (width, height) = page.size;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-label=\"{}\"><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>",
        escaped(label)
    );
    for (_, mark) in &page.marks {
        put(&mut out, mark);
    }
    out.push_str("</svg>");
    out
}

fn put(out: &mut String, mark: &Mark) {
    // Writing into a String cannot fail.
    let _ = match mark {
        Mark::Text(run) => put_text(out, run),
        Mark::Line { from, to, thick, shade } => write!(
            out,
            "<path d=\"M{:.2} {:.2}L{:.2} {:.2}\" stroke=\"{}\" stroke-width=\"{thick}\"/>",
            from.0,
            from.1,
            to.0,
            to.1,
            grey(shade.lightness())
        ),
        Mark::Frame { area, thick, shade } => write!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{thick}\"/>",
            path(*area),
            grey(shade.lightness())
        ),
        Mark::Fill { area, shade } => {
            write!(out, "<path d=\"{}\" fill=\"{}\"/>", path(*area), grey(shade.lightness()))
        }
        Mark::Code { area, code } => {
            let blocks =
                code.blocks().into_iter().map(|block| path(crate::code::in_area(*area, code, block)));
            write!(out, "<path d=\"{}\"/>", blocks.collect::<String>())
        }
        Mark::Strokes { area, strokes } => put_strokes(out, *area, strokes),
    };
}

fn put_text(out: &mut String, run: &Run) -> std::fmt::Result {
    let width = typeface::width(&run.text, run.size, run.weight);
    let bold = if run.weight == Weight::Bold { " font-weight=\"700\"" } else { "" };
    write!(
        out,
        "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{:.2}\"{bold} fill=\"{}\" textLength=\"{width:.2}\" \
         lengthAdjust=\"spacingAndGlyphs\">{}</text>",
        run.x,
        run.baseline,
        run.size * POINT,
        grey(run.shade.lightness()),
        escaped(&run.text)
    )
}

fn put_strokes(out: &mut String, area: Area, strokes: &Strokes) -> std::fmt::Result {
    for stroke in strokes.placed(area) {
        let points: Vec<String> = stroke.iter().map(|(x, y)| format!("{x:.2} {y:.2}")).collect();
        let first = points.first().cloned().unwrap_or_default();
        write!(
            out,
            "<path d=\"M{first}L{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.5\" stroke-linecap=\"round\"/>",
            points.join("L")
        )?;
    }
    Ok(())
}

fn path(area: Area) -> String {
    let Area { x, y, width, height } = area;
    format!("M{x:.3} {y:.3}h{width:.3}v{height:.3}h-{width:.3}z")
}

fn grey(lightness: u8) -> String {
    format!("#{lightness:02x}{lightness:02x}{lightness:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Shade;

    #[test]
    fn text_stays_text() {
        let mut page = Page::new((50.0, 20.0));
        let text = "<script>alert(\"&\")</script>".to_owned();
        let run = Run { x: 1.0, baseline: 9.0, text, size: 9.0, weight: Weight::Bold, shade: Shade::Ink };
        page.marks.push((None, Mark::Text(run)));
        let svg = draw(&page, "\"><b>");
        assert!(svg.contains("&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;"), "{svg}");
        assert!(!svg.contains("<b>") && !svg.contains("<script"), "{svg}");
    }
}
