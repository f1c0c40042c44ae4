//! The engine's behaviour: reference cases, named invariants, documents, import.

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod checker;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod guide;
#[cfg(test)]
mod headless;
#[cfg(test)]
mod import;
#[cfg(test)]
mod library;
#[cfg(test)]
mod link_samples;
#[cfg(test)]
mod links;
#[cfg(test)]
mod partner_view;
#[cfg(test)]
mod partners_now;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod record;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod settled;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod support;
#[cfg(test)]
mod weighting;
#[cfg(test)]
mod work;
