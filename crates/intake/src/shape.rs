//! A fingerprint of a header, so that a mapping can be remembered for files of the same shape.

use crate::heading::normal;

/// The same for the same headings in the same order, whatever their width, case and blanks.
pub(crate) fn fingerprint(headings: &[&str]) -> String {
    // FNV-1a: stable over versions and machines, and nothing secret depends on it.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |byte: u8| {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0100_0000_01b3);
    };
    for heading in headings {
        normal(heading).bytes().for_each(&mut add);
        add(0x1f);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_does_not_matter_but_order_does() {
        assert_eq!(fingerprint(&["管理No.", "ＯＳ"]), fingerprint(&["管理ＮＯ", "os"]));
        assert_ne!(fingerprint(&["OS", "管理No."]), fingerprint(&["管理No.", "OS"]));
    }
}
