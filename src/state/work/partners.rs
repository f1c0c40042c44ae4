//! Partners between visits: packed bytes in the browser's database, or as text where it has none.

use super::texts::{Browser, PARTNERS, Texts};
use super::{Index, Partners};
use crate::platform::database::{self, Shelf};
use crate::platform::squeeze::{squeeze, unsqueeze};
use crate::platform::storage::StorageFailure;
use tierlab_engine::formats::documents::{MOST_PORTFOLIO_BYTES, read_columns, write_columns};
use tierlab_engine::formats::{from_text, to_text};
use tierlab_engine::portfolio::Portfolio;

/// Largest packed partners that text storage is tried with; it holds five megabytes at best.
const MOST_AS_TEXT: usize = 2_000_000;

/// Keeps partners under their key.
pub(super) async fn keep(portfolio: &Portfolio, key: &str) -> Result<(), StorageFailure> {
    keep_packed(&squeeze(&write_columns(portfolio)).await, key).await
}

/// Keeps packed partners under their key.
pub(super) async fn keep_packed(packed: &[u8], key: &str) -> Result<(), StorageFailure> {
    match database::put(Shelf::Portfolios, key, packed).await {
        Err(StorageFailure::Disabled) if packed.len() <= MOST_AS_TEXT => {
            Browser.save(&format!("{PARTNERS}{key}"), &to_text(packed))
        }
        Err(StorageFailure::Disabled) => Err(StorageFailure::Full),
        kept => kept,
    }
}

/// The packed partners of a saved scenario, and under which key they were found.
pub(super) async fn packed(partners: &Partners) -> Option<(String, Vec<u8>)> {
    let key = if let Some(key) = &partners.key {
        key.clone()
    } else {
        let start = format!("{:016x}-", partners.fingerprint);
        all_keys().await.into_iter().find(|key| key.starts_with(&start))?
    };
    if let Some(bytes) = database::get(Shelf::Portfolios, &key).await {
        return Some((key, bytes));
    }
    let text = Browser.load(&format!("{PARTNERS}{key}"))?;
    Some((key, from_text(&text)?))
}

/// The partners of a saved scenario, and under which key they were found.
pub(super) async fn load(partners: &Partners) -> Option<(String, Portfolio)> {
    let (key, packed) = packed(partners).await?;
    let bytes = unsqueeze(&packed, MOST_PORTFOLIO_BYTES).await?;
    Some((key, read_columns(&bytes).ok()?))
}

async fn all_keys() -> Vec<String> {
    let mut keys = database::keys(Shelf::Portfolios).await;
    let as_text = Browser.keys();
    keys.extend(as_text.iter().filter_map(|key| key.strip_prefix(PARTNERS)).map(str::to_owned));
    keys
}

/// Removes partners and histories that no scenario needs any more, also none whose deletion can be undone.
pub(super) async fn tidy(index: &Index) {
    let unneeded: Vec<String> =
        all_keys().await.into_iter().filter(|key| !index.refers(key)).collect();
    for key in &unneeded {
        Browser.forget(&format!("{PARTNERS}{key}"));
    }
    database::forget(Shelf::Portfolios, &unneeded).await;
    let histories = database::keys(Shelf::Histories).await.into_iter();
    let known = |key: &String| super::Id::parse(key).is_some_and(|id| index.knows(&id));
    let unneeded: Vec<String> = histories.filter(|key| !known(key)).collect();
    database::forget(Shelf::Histories, &unneeded).await;
}
