//! A full disk, a folder one may not write to: said in words, nothing lost.

use std::fmt::Write as _;
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
    let Some(_disk) = SmallDisk::mount(&world.data(), 6) else {
        println!("skipped: this machine does not let us mount a small disk");
        return;
    };
    world.init();
    let ledger = |rows: u32| {
        let mut text = String::from("管理番号,種別,メーカー,機種名,備考\n");
        for row in 0..rows {
            writeln!(text, "F{rows}-{row:05},ノートPC,みどり電機,MD-14,いっぱいになるまで書く{row}").unwrap();
        }
        text
    };
    let small = world.file("small.csv", ledger(20));
    world.ok(&["ledger", "import", &small]);
    // Something else on the disk takes almost all that is left.
    fill_but(&world.data().join("filler"), 200_000);
    let large = world.file("large.csv", ledger(600));
    let complaint = world.refused(&["ledger", "import", &large]);
    assert!(complaint.contains("空き"), "{complaint}");
    assert_eq!(world.json(&["ledger", "list", "--json", "--limit", "1"])["total"], 20);
    assert_eq!(world.json(&["journal", "verify", "--json"])["intact"], true);
}

/// A file that takes everything the disk has left, but so many bytes.
fn fill_but(file: &std::path::Path, left: u64) {
    use std::io::Write as _;
    let mut filler = std::fs::File::create(file).unwrap();
    while filler.write_all(&[0; 4_096]).is_ok() {}
    let length = filler.metadata().unwrap().len();
    filler.set_len(length.saturating_sub(left)).unwrap();
}

#[test]
fn a_disk_that_became_read_only_is_said_and_loses_nothing() {
    let world = World::on_sqlite();
    let Some(disk) = SmallDisk::mount(&world.data(), 8) else {
        println!("skipped: this machine does not let us mount a small disk");
        return;
    };
    world.init();
    let file = world.file("small.csv", "管理番号,種別,機種名\nR-1,ノートPC,MD-14\n");
    let remount = |mode: &str| {
        let done = Command::new("mount").args(["-o", &format!("remount,{mode}")]).arg(&disk.0).status();
        assert!(done.unwrap().success());
    };
    remount("ro");
    let complaint = world.refused(&["ledger", "import", &file]);
    assert!(complaint.contains("書き込") || complaint.contains("権限"), "{complaint}");
    remount("rw");
    world.ok(&["ledger", "import", &file]);
    assert_eq!(world.json(&["ledger", "list", "--json"])["total"], 1);
}

#[test]
fn a_data_folder_that_is_a_file_is_said() {
    let world = World::on_sqlite();
    std::fs::write(world.data(), "not a folder").unwrap();
    let complaint = world.refused(&["doctor"]);
    assert!(complaint.contains("data"), "{complaint}");
}
