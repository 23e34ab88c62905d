//! Labels for what is in the ledger.

use std::process::Command;

use kernel::{AssetId, Fault, PlaceId, Role};
use leaflet::labels::{Plan, media};
use ledger::assets::{Filter, Sort, ops};
use ledger::labels::{Shown, Wanted, ids, label_all, print};

use crate::{migrations, values};

const BASE: &str = "https://omamori.midori.example/";

testkit::on_both_databases! {
    migrations = &migrations();

    async fn a_printed_code_leads_back_to_its_asset(house: TestHouse) {
        let cx = house.admin();
        let given = [("kind", "1"), ("asset_no", "PC-0001"), ("host_name", "営業部のノート"), ("location", "本社3F")];
        let asset = ops::register(&cx, &values(&given)).await.unwrap().asset;
        let labels = label_all(&cx, &Wanted::These(vec![asset.id]), BASE, Shown::default()).await.unwrap();
        let file = print(&cx, media::find("roll-62x29").unwrap(), &labels, &Plan::default()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("label.pdf"), file).unwrap();
        let tool = |program: &str, arguments: &[&str]| {
            let output = Command::new(program).args(arguments).current_dir(folder.path()).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        tool("pdftoppm", &["-r", "300", "-png", "-singlefile", "label.pdf", "label"]);
        let code = tool("zbarimg", &["--quiet", "--raw", "label.png"]);
        assert_eq!(code.trim(), format!("https://omamori.midori.example/a/{}", asset.id));
    }

    async fn labels_come_in_the_order_in_which_they_were_chosen(house: TestHouse) {
        let cx = house.admin();
        for number in ["PC-3", "PC-1", "PC-2"] {
            ops::register(&cx, &values(&[("kind", "1"), ("asset_no", number)])).await.unwrap();
        }
        let chosen = Wanted::These([3, 1, 2, 99].map(AssetId).to_vec());
        let numbers: Vec<String> =
            label_all(&cx, &chosen, BASE, Shown::default()).await.unwrap().into_iter().map(|label| label.number).collect();
        assert_eq!(numbers, ["PC-2", "PC-3", "PC-1"]);
    }

    async fn what_nothing_can_be_stuck_on_gets_no_label_of_itself(house: TestHouse) {
        let cx = house.admin();
        let licence = ledger::kinds::BuiltIn::Licence.id().to_string();
        ops::register(&cx, &values(&[("kind", "1"), ("asset_no", "PC-1"), ("location", "倉庫")])).await.unwrap();
        ops::register(&cx, &values(&[("kind", "1"), ("asset_no", "PC-2"), ("status", "disposed")])).await.unwrap();
        ops::register(&cx, &values(&[("kind", &licence), ("licence_name", "会計ソフト")])).await.unwrap();
        let all = Wanted::Under(Box::default(), Sort::default());
        assert_eq!(ids(&cx, &all).await.unwrap(), [AssetId(1)]);
        let shown = Shown { place: true, ..Shown::default() };
        assert!(label_all(&cx, &all, BASE, shown).await.unwrap()[0].lines.contains(&"倉庫".to_owned()));
        let nowhere = Filter { place: Some(PlaceId(99)), ..Filter::default() };
        assert!(ids(&cx, &Wanted::Under(Box::new(nowhere), Sort::default())).await.unwrap().is_empty());
    }

    async fn who_may_not_read_the_ledger_gets_no_labels(house: TestHouse) {
        let cx = house.as_role(Role::Employee);
        let wanted = Wanted::Under(Box::default(), Sort::default());
        assert!(matches!(label_all(&cx, &wanted, BASE, Shown::default()).await, Err(Fault::Forbidden)));
        assert!(matches!(print(&cx, &media::ALL[0], &[], &Plan::default()).await, Err(Fault::Forbidden)));
    }
}
