//! Chance with a seed: the same numbers on every machine, for ever.

/// `SplitMix64` (Steele, Lea and Flood, 2014): small, and good enough to deal out sample devices.
pub struct Random(u64);

impl Random {
    /// Numbers that follow from `seed`.
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `end` (which must not be 0).
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(1).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// `length` characters as serial numbers have them.
    pub fn serial(&mut self, length: usize) -> String {
        const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        (0..length).map(|_| char::from(SIGNS[self.below(SIGNS.len())])).collect()
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
