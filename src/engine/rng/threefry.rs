//! Threefry2x64-20 (Salmon et al., 2011): a second, unrelated generator, for checks that a result
//! does not hang on the choice of generator.

const ROTATIONS: [u32; 8] = [16, 42, 12, 31, 16, 32, 24, 21];
const PARITY: u64 = 0x1BD1_1BDA_A9FC_1A22;

/// Two words from a counter and a key after twenty rounds.
pub fn threefry2x64_20(counter: [u64; 2], key: [u64; 2]) -> [u64; 2] {
    let schedule = [key[0], key[1], PARITY ^ key[0] ^ key[1]];
    let mut x = [counter[0].wrapping_add(key[0]), counter[1].wrapping_add(key[1])];
    let mut injections = schedule.iter().cycle().skip(1).copied();
    let mut next = injections.next().unwrap_or(0);
    for (round, rotation) in (1_u64..=20).zip(ROTATIONS.iter().cycle()) {
        x[0] = x[0].wrapping_add(x[1]);
        x[1] = x[1].rotate_left(*rotation) ^ x[0];
        if round % 4 == 0 {
            let following = injections.next().unwrap_or(0);
            x[0] = x[0].wrapping_add(next);
            x[1] = x[1].wrapping_add(following).wrapping_add(round / 4);
            next = following;
        }
    }
    x
}
