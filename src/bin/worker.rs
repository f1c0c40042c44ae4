//! The worker that simulates.

fn main() {
    tierlab::worker::serve();
}
