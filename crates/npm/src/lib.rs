//! What comes from npm: fetched once by `build.rs` with `front/`'s lock file. The typeface for paper lives in here; the
//! packages for the pages are handed on to the build of `web` (as `DEP_NPM_MODULES`).
//!
//! No third-party file lies in the repository, and nothing is fetched when the program runs.

/// BIZ UDP Gothic, regular, packed with zstd.
pub static REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regular.ttf.zst"));

/// BIZ UDP Gothic, bold, packed with zstd.
pub static BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bold.ttf.zst"));

/// How many bytes a typeface has at most once it is unpacked.
pub const LARGEST: usize = 16 << 20;

/// Copyright and licence of the typeface (SIL Open Font License 1.1), which goes wherever it goes.
pub static LICENCE: &str = include_str!(concat!(env!("OUT_DIR"), "/font-licence.txt"));
