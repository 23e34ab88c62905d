//! The child process that reads spreadsheets, for the tests: the program itself has a hidden command for it.

fn main() -> std::io::Result<()> {
    sheet::run_child(std::io::stdin().lock(), std::io::stdout().lock())
}
