//! Bytes kept in this browser under a key (`IndexedDB` through idb): what text storage has no room for.

use super::storage::StorageFailure;
use idb::{
    Database, DatabaseEvent as _, Factory, ObjectStoreParams, TransactionMode, TransactionResult,
};
use wasm_bindgen::{JsCast, JsValue};

const NAME: &str = "tierlab";
const VERSION: u32 = 1;

/// What is kept there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// Partners, by their key.
    Portfolios,
    /// Undo and redo, by the scenario's id.
    Histories,
}

impl Shelf {
    fn name(self) -> &'static str {
        match self {
            Self::Portfolios => "portfolios",
            Self::Histories => "histories",
        }
    }
}

/// The bytes under `key`, if there are any and the browser gives them.
pub(crate) async fn get(shelf: Shelf, key: &str) -> Option<Vec<u8>> {
    let database = open().await?;
    let got = read(&database, shelf, key).await;
    database.close();
    Some(got.ok()??.dyn_into::<js_sys::Uint8Array>().ok()?.to_vec())
}

async fn read(database: &Database, shelf: Shelf, key: &str) -> Result<Option<JsValue>, idb::Error> {
    let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
    transaction.object_store(shelf.name())?.get(JsValue::from_str(key))?.await
}

/// Keeps bytes under `key`.
///
/// # Errors
/// When the browser keeps none, or has no room.
pub(crate) async fn put(shelf: Shelf, key: &str, bytes: &[u8]) -> Result<(), StorageFailure> {
    let value = js_sys::Uint8Array::from(bytes);
    change(shelf, |store| store.put(&value, Some(&JsValue::from_str(key))).map(|_| ())).await
}

/// Forgets what is kept under `keys`.
pub(crate) async fn forget(shelf: Shelf, keys: &[String]) {
    if !keys.is_empty() {
        let forget = |store: &idb::ObjectStore| {
            keys.iter().try_for_each(|key| store.delete(JsValue::from_str(key)).map(|_| ()))
        };
        // What stays is looked at again the next time.
        let _unchanged = change(shelf, forget).await;
    }
}

/// Every key of a shelf.
pub(crate) async fn keys(shelf: Shelf) -> Vec<String> {
    let Some(database) = open().await else { return Vec::new() };
    let keys = list(&database, shelf).await.unwrap_or_default();
    database.close();
    keys.iter().filter_map(JsValue::as_string).collect()
}

async fn list(database: &Database, shelf: Shelf) -> Result<Vec<JsValue>, idb::Error> {
    let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
    transaction.object_store(shelf.name())?.get_all_keys(None, None)?.await
}

async fn change(
    shelf: Shelf,
    work: impl FnOnce(&idb::ObjectStore) -> Result<(), idb::Error>,
) -> Result<(), StorageFailure> {
    let database = open().await.ok_or(StorageFailure::Disabled)?;
    let ended = async {
        let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadWrite)?;
        work(&transaction.object_store(shelf.name())?)?;
        transaction.await
    };
    let ended = ended.await;
    database.close();
    match ended {
        Ok(TransactionResult::Committed) => Ok(()),
        // A browser ends a transaction by itself only when there is no room for it.
        Ok(TransactionResult::Aborted) => Err(StorageFailure::Full),
        Err(idb::Error::DomException(error)) if error.name().contains("Quota") => {
            Err(StorageFailure::Full)
        }
        Err(_) => Err(StorageFailure::Disabled),
    }
}

async fn open() -> Option<Database> {
    let mut request = Factory::new().ok()?.open(NAME, Some(VERSION)).ok()?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            for shelf in [Shelf::Portfolios, Shelf::Histories] {
                // What cannot be made is missed, and told, at the first use.
                let _made = database.create_object_store(shelf.name(), ObjectStoreParams::new());
            }
        }
    });
    request.await.ok()
}
