//! Links under a passphrase: what is needed to open one stands before the secret. The browser does the cryptography
//! (PBKDF2 with HMAC-SHA-256, then AES-GCM with 256 bits); here is only how its parts are laid out.

/// Rounds of PBKDF2 for new links: what OWASP asks for since 2023 (Password Storage Cheat Sheet).
pub const ROUNDS: u32 = 600_000;
/// More would hold the page up for minutes.
const MOST_ROUNDS: u32 = 10_000_000;
/// How it is laid out.
const LAYOUT: u8 = 1;
/// Bytes of the salt.
pub const SALT: usize = 16;
/// Bytes of the initialisation vector.
pub const START: usize = 12;

/// A link under a passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Rounds of PBKDF2.
    pub rounds: u32,
    /// Salt of the passphrase.
    pub salt: [u8; SALT],
    /// Where AES-GCM starts.
    pub start: [u8; START],
    /// What is secret, and the mark that tells whether it was opened rightly.
    pub secret: Vec<u8>,
}

impl Sealed {
    /// What stands before the secret; it is protected along with it.
    pub fn head(&self) -> Vec<u8> {
        let rounds = self.rounds.to_be_bytes();
        [&[LAYOUT], rounds.as_slice(), &self.salt, &self.start].concat()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        [self.head(), self.secret.clone()].concat()
    }

    /// What stands in bytes; none when they are of another layout or ask for too much.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (layout, rest) = bytes.split_first()?;
        let (rounds, rest) = rest.split_first_chunk::<4>()?;
        let (salt, rest) = rest.split_first_chunk::<SALT>()?;
        let (start, secret) = rest.split_first_chunk::<START>()?;
        let rounds = u32::from_be_bytes(*rounds);
        let sound = *layout == LAYOUT && (1..=MOST_ROUNDS).contains(&rounds) && secret.len() >= 16;
        sound.then(|| Self { rounds, salt: *salt, start: *start, secret: secret.to_vec() })
    }
}
