//! Deflate with texts that both ends have: what stands in them is told by its place there (RFC 1951 as zlib uses a
//! preset dictionary, without zlib's head).

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// Level of compression: links are short, and every byte counts.
const SMALLEST: i32 = 10;
/// Code lengths by the text itself, or those of the standard, which take no room.
const STRATEGIES: [i32; 2] = [0, 4];

/// `text` as a difference from `known`, in the fewest bytes.
pub(super) fn squeeze(known: &[u8], text: &[u8]) -> Vec<u8> {
    let packed = STRATEGIES.into_iter().filter_map(|strategy| squeezed(known, text, strategy));
    packed.min_by_key(Vec::len).unwrap_or_default()
}

fn squeezed(known: &[u8], text: &[u8], strategy: i32) -> Option<Vec<u8>> {
    let flags = create_comp_flags_from_zip_params(SMALLEST, 0, strategy);
    let mut compressor = Box::new(CompressorOxide::new(flags));
    // What is known goes through first; up to here the other end needs nothing of it.
    feed(&mut compressor, known, TDEFLFlush::Sync)?;
    feed(&mut compressor, text, TDEFLFlush::Finish)
}

fn feed(compressor: &mut CompressorOxide, mut bytes: &[u8], flush: TDEFLFlush) -> Option<Vec<u8>> {
    let mut packed = vec![0; bytes.len() + 128];
    let mut written = 0;
    loop {
        let room = packed.get_mut(written..)?;
        let space = room.len();
        let (status, taken, given) = compress(compressor, bytes, room, flush);
        written += given;
        bytes = bytes.get(taken..)?;
        match status {
            TDEFLStatus::Done => break,
            TDEFLStatus::Okay if bytes.is_empty() && given < space => break,
            TDEFLStatus::Okay => packed.resize(packed.len() * 2, 0),
            _ => return None,
        }
    }
    packed.truncate(written);
    Some(packed)
}

/// The text of at most `most` bytes, and what stands behind it; `None` when damaged or larger.
pub(super) fn unsqueeze<'a>(
    known: &[u8],
    packed: &'a [u8],
    most: usize,
) -> Option<(Vec<u8>, &'a [u8])> {
    let mut text = known.to_vec();
    let most = known.len() + most;
    text.resize((known.len() + 4 * packed.len() + 256).min(most), 0);
    let mut state = Box::<DecompressorOxide>::default();
    let (mut written, mut packed) = (known.len(), packed);
    loop {
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, taken, given) = decompress(&mut state, packed, &mut text, written, flags);
        written += given;
        packed = packed.get(taken..)?;
        match status {
            TINFLStatus::Done => break,
            TINFLStatus::HasMoreOutput if text.len() < most => {
                text.resize((text.len() * 2).min(most), 0);
            }
            _ => return None,
        }
    }
    text.truncate(written);
    Some((text.split_off(known.len()), packed))
}
