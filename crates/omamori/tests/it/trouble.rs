//! A full disk, a folder one may not write to: said in words, nothing lost.

use std::process::Command;

use crate::world::World;

/// A small disk of its own, if this machine lets us mount one.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(path: &std::path::Path, megabytes: u32) -> Option<Self> {
        std::fs::create_dir_all(path).ok()?;
        let size = format!("size={megabytes}m");
        let done =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(path).output().ok()?;
        done.status.success().then(|| Self(path.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let world = World::on_sqlite();
    let Some(_disk) = SmallDisk::mount(&world.data(), 3) else {
        println!("skipped: this machine does not let us mount a small disk");
        return;
    };
    world.init();
    let ledger = |rows: u32| {
        let mut text = String::from("管理番号,種別,メーカー,機種名,備考\n");
        for row in 0..rows {
            text.push_str(&format!(
                "F{rows}-{row:05},ノートPC,みどり電機,MD-14,ディスクがいっぱいになるまで書く{row}\n"
            ));
        }
        text
    };
    let small = world.file("small.csv", ledger(20));
    world.ok(&["ledger", "import", &small]);
    let large = world.file("large.csv", ledger(20_000));
    let complaint = world.refused(&["ledger", "import", &large]);
    assert!(complaint.contains("空き") || complaint.contains("容量"), "{complaint}");
    assert_eq!(world.json(&["ledger", "list", "--json", "--limit", "1"])["total"], 20);
    assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true);
}

#[test]
fn a_data_folder_that_is_a_file_is_said() {
    let world = World::on_sqlite();
    std::fs::write(world.data(), "not a folder").unwrap();
    let complaint = world.refused(&["doctor"]);
    assert!(complaint.contains("data"), "{complaint}");
}
