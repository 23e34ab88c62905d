//! Reads one spreadsheet from standard input, as the program's hidden subcommand does: the child process of the tests.

fn main() -> std::io::Result<()> {
    sheet::run_child(std::io::stdin().lock(), std::io::stdout().lock())
}
