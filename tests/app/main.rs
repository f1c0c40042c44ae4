//! Native tests of the app: drawings, state, layering, style.

#[cfg(test)]
mod chart_takes;
#[cfg(test)]
mod charts;
mod closer_charts;
#[cfg(test)]
mod format;
#[cfg(test)]
mod help;
#[cfg(test)]
mod layering;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod state;
#[cfg(test)]
mod style;
#[cfg(test)]
mod views;
#[cfg(test)]
mod work;
#[cfg(test)]
mod worker;
