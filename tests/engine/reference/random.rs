use crate::support::{case, close, number, numbers};
use proptest::prelude::*;
use serde_json::Value;
use tierlab_engine::rng::{Seed, Stream, Subjects, fnv1a32, philox4x32, threefry2x64_20};
use tierlab_engine::stats::{
    exp, laplace_quantile, ln, normal_cdf, normal_quantile, normal_quantiles, poisson_quantile,
};

fn hex32<const N: usize>(value: &Value) -> [u32; N] {
    let list = value.as_array().expect("a list");
    std::array::from_fn(|i| u32::from_str_radix(list[i].as_str().expect("hex"), 16).expect("hex"))
}

fn hex64(value: &Value) -> [u64; 2] {
    let list = value.as_array().expect("a list");
    std::array::from_fn(|i| u64::from_str_radix(list[i].as_str().expect("hex"), 16).expect("hex"))
}

#[test]
fn rng_01_philox_gives_the_published_words() {
    let case = case("rng_01_philox4x32_kat");
    let vectors = case["input"]["vectors"].as_array().expect("vectors");
    let outputs = case["expected"]["outputs"].as_array().expect("outputs");
    assert_eq!(vectors.len(), outputs.len());
    for (vector, output) in vectors.iter().zip(outputs) {
        let rounds = vector["rounds"].as_u64().expect("rounds").try_into().expect("few");
        let words = philox4x32(hex32(&vector["counter"]), hex32(&vector["key"]), rounds);
        assert_eq!(words, hex32(output), "{vector}");
    }
}

#[test]
fn rng_02_threefry_gives_the_published_words() {
    let case = case("rng_02_threefry2x64_kat");
    let outputs = case["expected"]["outputs"].as_array().expect("outputs");
    for (vector, output) in
        case["input"]["vectors"].as_array().expect("vectors").iter().zip(outputs)
    {
        let words = threefry2x64_20(hex64(&vector["counter"]), hex64(&vector["key"]));
        assert_eq!(words, hex64(output), "{vector}");
    }
}

#[test]
fn rng_03_streams_are_keyed_by_partner_not_by_row() {
    let case = case("rng_03_keyed_streams");
    let [high, low] = hex32(&case["input"]["key"]);
    let seed = Seed((u64::from(high) << 32) | u64::from(low));
    let draws = case["expected"]["draws"].as_array().expect("draws");
    assert!(draws.len() >= 10);
    for draw in draws {
        let id = draw["partner_id"].as_str().expect("id");
        assert_eq!(format!("{:08x}", fnv1a32(id.as_bytes())), draw["fnv1a32"], "{id}");
        let field = |name: &str| -> u32 {
            draw[name].as_u64().and_then(|n| n.try_into().ok()).expect("a small number")
        };
        let [u1, u2] = Stream::new(seed, id).uniforms(
            field("purpose"),
            field("quarter"),
            field("replication"),
            0,
        );
        assert_eq!(u1.to_bits(), number(&draw["u1"]).to_bits(), "{draw}");
        assert_eq!(u2.to_bits(), number(&draw["u2"]).to_bits(), "{draw}");
        close(normal_quantile(u1), number(&draw["z1"]), 0.0, 1e-12, id);
        close(normal_quantile(u2), number(&draw["z2"]), 0.0, 1e-12, id);
    }
}

#[test]
fn rng_04_inverses_agree_with_published_values() {
    let case = case("rng_04_normal_cdf_quantiles");
    let (input, expected) = (&case["input"], &case["expected"]);
    for (p, z) in numbers(&input["p"]).iter().zip(numbers(&expected["ndtri"])) {
        close(normal_quantile(*p), z, 1e-10, 1e-12, &format!("quantile of {p}"));
    }
    for (x, p) in numbers(&input["x"]).iter().zip(numbers(&expected["ndtr"])) {
        close(normal_cdf(*x), p, 1e-10, 1e-16, &format!("probability of {x}"));
    }
    for (mu, counts) in expected["poisson_ppf"].as_object().expect("by mean") {
        let mean: f64 = mu.parse().expect("a mean");
        for (u, n) in numbers(&input["poisson"]["u"]).iter().zip(numbers(counts)) {
            close(f64::from(poisson_quantile(mean, *u)), n, 0.0, 0.0, &format!("mean {mu}, u {u}"));
        }
    }
    let scale = number(&input["laplace"]["b"]);
    for (u, x) in numbers(&input["laplace"]["u"]).iter().zip(numbers(&expected["laplace_ppf"])) {
        close(laplace_quantile(scale, *u), x, 0.0, 1e-12, &format!("u {u}"));
    }
}

#[test]
fn columns_of_draws_are_the_draws_one_by_one() {
    for partners in [0_usize, 1, 15, 16, 17, 100] {
        let streams: Vec<Stream> =
            (0..partners).map(|index| Stream::new(Seed(99), &format!("P-{index}"))).collect();
        let (mut first, mut second) = (vec![0.0; partners], vec![0.0; partners]);
        let mut subjects = Subjects::default();
        subjects.take(&streams);
        subjects.fill((3, 7, 11, 2), &mut first, Some(&mut second));
        for ((stream, one), other) in streams.iter().zip(&first).zip(&second) {
            let [first, second] = stream.uniforms(3, 7, 11, 2);
            assert_eq!((first.to_bits(), second.to_bits()), (one.to_bits(), other.to_bits()));
        }
        normal_quantiles(&mut first);
        for (stream, normal) in streams.iter().zip(&first) {
            let uniform = stream.uniforms(3, 7, 11, 2)[0];
            assert_eq!(normal.to_bits(), normal_quantile(uniform).to_bits());
        }
    }
}

#[test]
fn tails_of_columns_are_the_quantiles_one_by_one() {
    let powers = (1..=1074).map(|power| libm::ldexp(1.0, -power));
    let steps = (1..4000).map(|step| f64::from(step) / 4000.0);
    let lines = [0.075_f64, 0.925, 1e-10, 1.0 - 1e-10, 1.4e-11, 0.0, 1.0, -1.0, 2.0];
    let uniforms: Vec<f64> = powers
        .flat_map(|p| [p, 1.0 - p, p * 1.37, 1.0 - p * 1.37])
        .chain(steps)
        .chain(lines.iter().flat_map(|line| [line.next_down(), *line, line.next_up()]))
        .collect();
    let mut column = uniforms.clone();
    normal_quantiles(&mut column);
    for (uniform, normal) in uniforms.iter().zip(&column) {
        assert_eq!(normal.to_bits(), normal_quantile(*uniform).to_bits(), "{uniform}");
    }
}

proptest! {
    #[test]
    fn exponentials_and_logarithms_are_those_of_the_library(x in -700.0..700.0_f64) {
        let expected = libm::exp(x);
        prop_assert!((exp(x) / expected - 1.0).abs() < 1e-15, "{x}");
        prop_assert!((ln(expected) - x).abs() <= 1e-15 * x.abs().max(1.0), "{x}");
        let near = 1.0 + x / 7e5;
        let log = libm::log(near);
        prop_assert!((ln(near) - log).abs() <= 4e-16 * log.abs().max(1e-3), "{near}");
    }
}

#[test]
fn exponentials_and_logarithms_have_the_usual_ends() {
    assert_eq!(exp(0.0).to_bits(), 1.0_f64.to_bits());
    assert_eq!(exp(f64::NEG_INFINITY).to_bits(), 0.0_f64.to_bits());
    assert_eq!(ln(1.0).to_bits(), 0.0_f64.to_bits());
    assert!(exp(f64::INFINITY) > 1e307 && exp(f64::NAN).is_nan());
    assert!(ln(-1.0).is_nan() && ln(f64::NAN).is_nan() && ln(0.0) == f64::NEG_INFINITY);
}
