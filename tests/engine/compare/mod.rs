//! Scenarios side by side: pairing, matrices, winners and losers, migration, settings that differ.

mod contest;
mod fates;
mod migration;
mod notices;
mod settings;
mod tables;
