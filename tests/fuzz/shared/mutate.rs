//! A mutator that knows the grammar: it changes the tree of a document, not its bytes, so that most
//! of what it makes is a document still.

use serde_json::{Map, Value, json};

/// Numbers drawn from a seed (`SplitMix64`; Steele, Lea and Flood, 2014).
pub struct Draw(pub u64);

impl Draw {
    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `most`, which is above 0.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.bits() % (most as u64)).expect("below a usize")
    }

    fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

const NUMBERS: [f64; 26] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    2.0,
    3.0,
    0.5,
    0.1,
    12.0,
    13.0,
    16.0,
    40.0,
    100.0,
    120.0,
    255.0,
    256.0,
    1200.0,
    1e6,
    1e12,
    1e15,
    4_294_967_295.0,
    1e16,
    1e300,
    -1e300,
    1.797e308,
    1e-320,
];

const TEXTS: [&str; 26] = [
    "",
    " ",
    "revenue",
    "margin",
    "deals",
    "staff",
    "rating",
    "days",
    "region",
    "signed",
    "skills",
    "joined",
    "specialist",
    "loyal",
    "sales",
    "EMEA",
    "Gold",
    "Silver",
    "2026-01",
    "2025-01",
    "9999-12",
    "0000-01",
    "2026-13",
    "sum",
    "mean",
    "nothing of the kind",
];

/// Pieces of documents, put where they may or may not belong.
const PIECES: [&str; 34] = [
    r#"{"metric":"revenue","take":"sum","months":12}"#,
    r#"{"metric":"days","take":"mean","window":"all_time"}"#,
    r#"{"metrics":["revenue","margin"],"take":"count","window":"last_year","year_starts":7}"#,
    r#"{"metric":"staff","take":"max","window":"year_to_date","year_starts":1,"gaps":"zero"}"#,
    r#"{"sum":[{"times":-1,"measure":{"metric":"deals","take":"last","months":3}}]}"#,
    r#"{"ratio":{"of":{"metric":"margin","take":"sum","months":3},"over":{"metric":"revenue","take":"sum","months":3}}}"#,
    r#"{"change":{"of":{"metric":"revenue","take":"sum","months":3},"months":12,"relative":true}}"#,
    r#"{"earlier":{"of":{"metric":"staff","take":"last","months":3},"months":6}}"#,
    r#"{"highest":[{"tenure":"joined"},{"listed":{"column":"skills","of":["Cloud"]}}]}"#,
    r#"{"lowest":[{"metric":"rating","take":"mean","months":12},{"metric":"days","take":"last","months":1}]}"#,
    r#"{"score":true}"#,
    r#"{"dimension":"sales"}"#,
    r#"{"score":true,"at_least":50}"#,
    r#"{"dimension":"skills","more_than":5}"#,
    r#"{"status":"specialist"}"#,
    r#"{"status":"loyal"}"#,
    r#"{"attested":"signed"}"#,
    r#"{"is":{"column":"region","values":["EMEA"]}}"#,
    r#"{"all":[]}"#,
    r#"{"any":[{"attested":"signed"},{"status":"specialist"}]}"#,
    r#"{"count":2,"must":[{"attested":"signed"}],"of":[{"status":"specialist"},{"status":"loyal"}]}"#,
    r#"{"by":"region","values":{"EMEA":10,"emea":20},"otherwise":5}"#,
    r#"{"by":"region","values":{"EMEA":10}}"#,
    r#"{"anchors":[[0,0],[10,50],[20,100]]}"#,
    r#"{"linear":{"from":1,"target":1,"points":10}}"#,
    r#"{"bands":[{"from":5,"to":3,"points":1},{"above":1,"from":1,"points":1}]}"#,
    r#"{"rate":{"points":1,"per":0.001}}"#,
    r#"{"schedule":{"rates":[["2026-01",2],["2025-01",1]],"per":1}}"#,
    r#"{"rank":{"points":100}}"#,
    r#"{"logistic":{"middle":0,"spread":1e-300,"points":100}}"#,
    r#"{"exponential":{"lo":0,"hi":1000000,"rho":-0.001,"points":100}}"#,
    r#"{"hill":{"half":1000,"n":1000,"points":100}}"#,
    r#"{"trapezoid":{"a":-1e308,"b":0,"c":0,"d":1e308,"points":100}}"#,
    r#"{"most":1,"by":{"metric":"revenue","take":"sum","months":12}}"#,
];

/// Field names of every kind, for fields that are not there yet.
const FIELDS: [&str; 60] = [
    "name",
    "source",
    "note",
    "as_of",
    "edition",
    "effective",
    "score",
    "statuses",
    "tiers",
    "movement",
    "milestones",
    "benefits",
    "scale",
    "minimum_coverage",
    "round",
    "combine",
    "dimensions",
    "tracks",
    "when",
    "floor",
    "cap",
    "weight",
    "times",
    "if_unknown",
    "share",
    "metric",
    "take",
    "months",
    "window",
    "year_starts",
    "minimum_sample",
    "gaps",
    "sum",
    "ratio",
    "change",
    "highest",
    "lowest",
    "tenure",
    "listed",
    "dimension",
    "least",
    "most",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "top",
    "all",
    "any",
    "count",
    "must",
    "of",
    "not",
    "then",
    "status",
    "is",
    "attested",
    "each_of_last",
    "any_time_in",
    "gate",
];

/// Changes a document a few times. What would have more nodes than `room` afterwards is not built.
pub fn mutate(document: &mut Value, room: usize, draw: &mut Draw) {
    for _ in 0..=draw.below(3) {
        let place = draw.below(size(document));
        let copy = {
            let from = draw.below(size(document));
            at(document, from).clone()
        };
        change(at(document, place), copy, room, draw);
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(size).sum::<usize>(),
        Value::Object(fields) => fields.values().map(size).sum(),
        _ => 0,
    }
}

/// The node with this number, counted down the tree.
fn at(value: &mut Value, place: usize) -> &mut Value {
    if place == 0 {
        return value;
    }
    let mut left = place - 1;
    let inner: Vec<&mut Value> = match value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => unreachable!("a leaf has no nodes inside"),
    };
    for node in inner {
        let nodes = size(node);
        if left < nodes {
            return at(node, left);
        }
        left -= nodes;
    }
    unreachable!("the place is inside the tree")
}

fn change(node: &mut Value, copy: Value, room: usize, draw: &mut Draw) {
    match (draw.below(10), &mut *node) {
        (0..=3, Value::Number(number)) => {
            let now = number.as_f64().unwrap_or(0.0);
            let next = match draw.below(6) {
                0 => draw.one_of(&NUMBERS),
                1 => -now,
                2 => now + 1.0,
                3 => now * 10.0,
                4 => now / 3.0,
                _ => return *node = json!(draw.below(15)),
            };
            *node = json!(next);
        }
        (0..=3, Value::String(text)) => *text = draw.one_of(&TEXTS).to_owned(),
        (0..=3 | 8, Value::Array(list)) => change_list(list, copy, room, draw),
        (0..=3 | 8, Value::Object(fields)) => change_fields(fields, copy, draw),
        (4, _) => *node = copy,
        (5, _) => *node = serde_json::from_str(draw.one_of(&PIECES)).expect("a piece"),
        (6, _) => *node = wrapped(node.take(), room, draw),
        (7, _) => *node = scalar(draw),
        _ => {
            let piece: Value = serde_json::from_str(draw.one_of(&PIECES)).expect("a piece");
            match node {
                Value::Array(list) => list.push(piece),
                Value::Object(fields) => {
                    fields.insert(draw.one_of(&FIELDS).to_owned(), piece);
                }
                _ => *node = scalar(draw),
            }
        }
    }
}

fn scalar(draw: &mut Draw) -> Value {
    match draw.below(6) {
        0 => Value::Null,
        1 => json!(draw.below(2) == 0),
        2 => json!(draw.one_of(&TEXTS)),
        3 => json!(draw.below(130)),
        _ => json!(draw.one_of(&NUMBERS)),
    }
}

fn change_list(list: &mut Vec<Value>, copy: Value, room: usize, draw: &mut Draw) {
    if list.is_empty() {
        list.push(copy);
        return;
    }
    let (one, other) = (draw.below(list.len()), draw.below(list.len()));
    match draw.below(6) {
        0 => {
            list.remove(one);
        }
        1 => list.swap(one, other),
        2 => list.insert(one, copy),
        3 => {
            let again = list[one].clone();
            let count = [1, 2, 12, 120][draw.below(4)];
            if (list.len() + count) * size(&again) < room {
                list.extend(std::iter::repeat_n(again, count));
            }
        }
        4 => list.truncate(one),
        _ => list[one] = list[other].clone(),
    }
}

fn change_fields(fields: &mut Map<String, Value>, copy: Value, draw: &mut Draw) {
    let names: Vec<String> = fields.keys().cloned().collect();
    match (draw.below(5), names.is_empty()) {
        (0, false) => {
            fields.remove(&draw.one_of(&names));
        }
        (1, false) => {
            let value = fields.remove(&draw.one_of(&names)).unwrap_or_default();
            fields.insert(draw.one_of(&FIELDS).to_owned(), value);
        }
        (2, false) => {
            let (one, other) = (draw.one_of(&names), draw.one_of(&names));
            let value = fields.get(&other).cloned().unwrap_or_default();
            fields.insert(one, value);
        }
        (3, _) => {
            fields.insert(draw.one_of(&FIELDS).to_owned(), scalar(draw));
        }
        _ => {
            fields.insert(draw.one_of(&FIELDS).to_owned(), copy);
        }
    }
}

/// The node inside others, once or very often.
fn wrapped(mut node: Value, room: usize, draw: &mut Draw) -> Value {
    let often = [1, 1, 2, 3, 8, 15, 20][draw.below(7)];
    let how = draw.below(10);
    for _ in 0..often {
        node = match how {
            0 => json!({"all": [node]}),
            1 => json!({"any": [node.clone(), node]}),
            2 => json!({"not": node}),
            3 => json!({"each_of_last": draw.below(13), "gate": node}),
            4 => json!({"any_time_in": draw.below(40), "gate": node}),
            5 => json!({"when": node, "then": {"attested": "signed"}}),
            6 => json!({"change": {"of": node, "months": 3}}),
            7 => json!({"sum": [{"measure": node}]}),
            8 => json!({"highest": [node.clone(), node]}),
            _ => json!([node]),
        };
        if size(&node) * 2 > room {
            break;
        }
    }
    node
}
