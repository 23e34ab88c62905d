//! Writes the style page and the sample pages as standalone files: `cargo run -p web --example style_preview -- FOLDER`.
//!
//! `front/look/look.mjs` opens them in a browser, takes pictures and looks for accessibility faults.

use std::path::Path;
use std::{env, fs, io};

use kernel::Lang;
use web::embed;
use web::style::{self, samples};
use web::ui::Theme;

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).ok_or_else(|| io::Error::other("name a folder to write to"))?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("static"))?;
    for asset in embed::all() {
        fs::write(folder.join("static").join(asset.file), asset.bytes)?;
    }
    for lang in [Lang::Ja, Lang::En] {
        for theme in [Theme::Light, Theme::Dark] {
            let mut pages = samples::all(lang, theme);
            pages.push(("style", style::page(lang, theme)));
            for (name, page) in pages {
                let file = format!("{name}.{}.{}.html", lang.code(), theme.key());
                fs::write(folder.join(file), page.into_string())?;
            }
        }
        fs::write(
            folder.join(format!("palette.{}.html", lang.code())),
            samples::palette_results(lang).into_string(),
        )?;
    }
    Ok(())
}
