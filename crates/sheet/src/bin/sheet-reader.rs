//! The smallest program that can be a reader's child; the tests put hostile files in front of it.

fn main() -> std::io::Result<()> {
    sheet::run_child(std::io::stdin().lock(), std::io::stdout().lock())
}
