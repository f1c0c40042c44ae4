use crate::support::{case, close, number, numbers};
use serde_json::Value;
use tierlab_engine::rng::{Seed, Stream, fnv1a32, philox4x32, threefry2x64_20};
use tierlab_engine::stats::{laplace_quantile, normal_cdf, normal_quantile, poisson_quantile};

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
