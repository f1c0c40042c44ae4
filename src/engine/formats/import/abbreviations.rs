//! Abbreviations in the names of columns, as people write them.

/// Those that partner programs are full of; each is one way of writing it.
const KNOWN: &[&str] = &[
    "ACV", "API", "ARR", "CAC", "CES", "CRM", "CSAT", "ERP", "GMV", "GRR", "ID", "ISV", "KPI",
    "LTV", "MDF", "MoM", "MRR", "MSP", "NPS", "NRR", "QBR", "QoQ", "ROI", "SaaS", "SLA", "SMB",
    "TCV", "YoY",
];

/// A name with its abbreviations written out right, whatever case they were in: `Csat (yoy)` →
/// `CSAT (YoY)`.
pub(super) fn spelled(name: &str) -> String {
    let words = name.split_inclusive(|c: char| !c.is_alphanumeric());
    words
        .map(|word| {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let known = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(bare));
            known.map_or_else(|| word.to_owned(), |known| word.replacen(bare, known, 1))
        })
        .collect()
}
