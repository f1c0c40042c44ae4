//! The page.

fn main() {
    tierlab::app::start();
}
