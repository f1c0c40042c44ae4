//! `mc_01`, all 40 dimensions against scipy 1.17.1, and what holds for every shift.

use crate::support::{case, close, number, rows, table_close, tolerance};
use proptest::prelude::*;
use std::collections::BTreeSet;
use tierlab_engine::rng::{MOST_DIMENSIONS, Seed, Sobol};

/// Points in 40 dimensions by index, in units of 2^−30, of `scipy.stats.qmc.Sobol(40, scramble=False)`.
#[rustfmt::skip]
const GOLDEN: [(u32, [u32; MOST_DIMENSIONS]); 3] = [
    (1_000, [
        235_929_600, 103_809_024, 556_793_856, 726_663_168, 300_941_312, 974_127_104, 49_283_072,
        965_738_496, 537_919_488, 74_448_896, 91_226_112, 273_678_336, 173_015_040, 412_090_368,
        154_140_672, 397_410_304, 772_800_512, 370_147_328, 1_064_304_640, 779_091_968, 560_988_160,
        590_348_288, 1_020_264_448, 579_862_528, 625_999_872, 974_127_104, 42_991_616,
        1_051_721_728, 63_963_136, 365_953_024, 158_334_976, 156_237_824, 317_718_528, 636_485_632,
        860_880_896, 827_326_464, 911_212_544, 892_338_176, 330_301_440, 514_850_816,
    ]),
    (1_000_003, [
        296_862_720, 603_356_160, 83_747_840, 449_088_512, 943_453_184, 585_255_936, 237_024_256,
        286_467_072, 54_133_760, 4_725_760, 953_838_592, 731_407_360, 561_800_192, 304_237_568,
        965_407_744, 500_466_688, 207_244_288, 544_908_288, 905_051_136, 678_919_168, 848_395_264,
        219_368_448, 981_476_352, 257_215_488, 426_472_448, 308_618_240, 949_269_504, 597_478_400,
        1_011_588_096, 304_440_320, 700_601_344, 312_892_416, 676_176_896, 895_554_560, 357_975_040,
        59_155_456, 199_150_592, 611_908_608, 747_502_592, 280_685_568,
    ]),
    (536_883_257, [
        688_193_539, 622_727_441, 658_718_013, 834_011_171, 148_849_929, 415_113_339, 208_997_423,
        700_380_067, 1_063_125_635, 742_068_393, 173_080_953, 525_766_823, 472_777_067, 364_314_687,
        648_497_471, 550_891_799, 1_038_404_411, 166_898_451, 849_834_027, 620_429_313, 738_852_865,
        157_941_763, 397_750_273, 614_395_905, 247_126_785, 1_071_038_211, 639_194_881, 801_732_355,
        1_059_249_169, 503_781_203, 416_147_889, 665_247_377, 875_250_641, 896_499_955, 111_577_363,
        678_895_571, 170_372_145, 632_357_763, 495_707_133, 767_430_533,
    ]),
];

/// The squared centred discrepancy (Hickernell, 1998).
fn centred_discrepancy(points: &[Vec<f64>]) -> f64 {
    let count = points.len() as f64;
    let off = |x: f64| (x - 0.5).abs();
    let single = |point: &Vec<f64>| -> f64 {
        point.iter().map(|x| 1.0 + 0.5 * off(*x) - 0.5 * off(*x) * off(*x)).product()
    };
    let pair = |one: &Vec<f64>, other: &Vec<f64>| -> f64 {
        let each = one.iter().zip(other);
        each.map(|(x, y)| 1.0 + 0.5 * (off(*x) + off(*y) - (x - y).abs())).product()
    };
    let singles: f64 = points.iter().map(single).sum();
    let pairs: f64 = points.iter().flat_map(|one| points.iter().map(move |y| pair(one, y))).sum();
    (13.0_f64 / 12.0).powf(points[0].len() as f64) - 2.0 / count * singles + pairs / (count * count)
}

#[test]
fn mc_01_the_first_points_are_the_published_ones() {
    let case = case("mc_01_sobol_sequence");
    let whole = |name: &str| -> u32 {
        case["input"][name].as_u64().and_then(|n| n.try_into().ok()).expect("a small number")
    };
    let sobol = Sobol::new(whole("d") as usize).expect("dimensions");
    let points: Vec<Vec<f64>> = (0..whole("n")).map(|index| sobol.point(index)).collect();
    let (within, expected) = (tolerance(&case), &case["expected"]);
    table_close(&points, &rows(&expected["points"]), within, "points");
    let expected = number(&expected["discrepancy_centered_n16_d6"]);
    close(centred_discrepancy(&points), expected, 0.0, within, "discrepancy");
}

#[test]
fn forty_dimensions_agree_with_scipy() {
    let sobol = Sobol::new(MOST_DIMENSIONS).expect("dimensions");
    for (index, golden) in GOLDEN {
        let golden = golden.map(|word| f64::from(word) / 1_073_741_824.0);
        assert_eq!(sobol.point(index), golden, "point {index}");
    }
}

#[test]
fn dimensions_are_bounded() {
    for dimensions in [0, MOST_DIMENSIONS + 1] {
        let problems = Sobol::new(dimensions).expect_err("refused").to_string();
        assert!(problems.contains(&format!("The number of dimensions is {dimensions}.")));
    }
}

#[test]
fn a_shift_hangs_on_the_seed_and_the_dimension_alone() {
    let shifted = |dimensions, seed| Sobol::new(dimensions).expect("few").shifted(Seed(seed));
    let wide = shifted(MOST_DIMENSIONS, 7);
    assert_eq!(wide.dimensions(), MOST_DIMENSIONS);
    assert_eq!(shifted(3, 7).point(12), wide.point(12)[..3]);
    assert_ne!(shifted(3, 8).point(12), shifted(3, 7).point(12));
    let distinct: BTreeSet<u64> = wide.point(0).iter().map(|x| x.to_bits()).collect();
    assert_eq!(distinct.len(), MOST_DIMENSIONS, "each dimension has a shift of its own");
}

#[test]
fn shifted_points_average_well() {
    // The mean of a product with known mean: far closer than chance, which would miss by about 0.005.
    let sobol = Sobol::new(5).expect("dimensions").shifted(Seed(1));
    let value = |index| -> f64 { sobol.point(index).iter().map(|x| 0.5 + x).product() };
    close((0..16_384).map(value).sum::<f64>() / 16_384.0, 1.0, 0.0, 1e-3, "mean");
}

/// Whether a dimension has one point in each of equally many equal parts.
fn balanced(points: &[Vec<f64>], dimension: usize) -> bool {
    let part = |point: &Vec<f64>| (point[dimension] * points.len() as f64).floor().to_bits();
    points.iter().map(part).collect::<BTreeSet<u64>>().len() == points.len()
}

proptest! {
    #[test]
    fn shifted_points_stay_inside(seed in any::<u64>(), index in any::<u32>()) {
        let point = Sobol::new(MOST_DIMENSIONS).expect("few").shifted(Seed(seed)).point(index);
        prop_assert!(point.iter().all(|x| *x > 0.0 && *x < 1.0));
    }

    #[test]
    fn prefixes_are_balanced_in_every_dimension(seed in any::<u64>(), power in 0_u32..9) {
        let plain = Sobol::new(MOST_DIMENSIONS).expect("few");
        let points: Vec<_> = (0..1 << power).map(|index| plain.point(index)).collect();
        let shifted = plain.shifted(Seed(seed));
        let moved: Vec<_> = (0..1 << power).map(|index| shifted.point(index)).collect();
        for dimension in 0..MOST_DIMENSIONS {
            prop_assert!(balanced(&points, dimension) && balanced(&moved, dimension));
        }
    }
}
