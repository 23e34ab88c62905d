//! Writes sample labels on a stock: `cargo run -p leaflet --example sheet -- a4-24 labels.pdf`.

use leaflet::flow::Document;
use leaflet::labels::{Label, Plan, media, pages};
use leaflet::pdf::{self, Written};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let key = words.next().unwrap_or_else(|| media::USUAL.to_owned());
    let stock = media::find(&key).ok_or("no such stock")?;
    let labels: Vec<Label> = (1..=stock.faces()).map(sample).collect();
    let plan = Plan { marks: words.len() > 1, ..Plan::default() };
    let document = Document::of_pages("ラベル", "ja", pages(stock, &labels, &plan)?);
    let written = Written { day: (2026, 11, 22), time: (9, 0, 0), offset: 540 };
    std::fs::write(words.next().unwrap_or_else(|| "labels.pdf".to_owned()), pdf::write(&document, written)?)?;
    Ok(())
}

fn sample(number: usize) -> Label {
    let names = ["早川のノートパソコン", "受付の複合機", "サーバー室 無停電電源装置(予備機・電池交換済み)"];
    Label {
        address: format!("https://omamori.midori-works.example/a/{number}"),
        number: format!("PC-2026-{number:04}"),
        lines: vec![names[number % names.len()].into(), "Latitude 5440".into(), "本社 3階 サーバー室".into()],
        owner: "株式会社みどり製作所".into(),
    }
}
