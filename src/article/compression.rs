//! Opening compressed and oddly encoded streams: what comes out is the plain bytes of the file.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::format::Compression;

/// A stream of bytes that can move to another thread.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// The content of `stream` without its compression.
pub(super) fn decompress(stream: impl Read + Send + 'static, compression: Compression) -> Bytes {
    let stream = BufReader::new(stream);
    match compression {
        Compression::None => Box::new(stream),
        Compression::Gzip => Box::new(BufReader::new(MultiGzDecoder::new(stream))),
        Compression::Zstd => Box::new(BufReader::new(ZstdFrames::new(stream))),
    }
}

/// The content of `bytes` in UTF-8 when a byte order mark says that it is UTF-16, and whether it was; else `bytes`,
/// without a mark of UTF-8.
///
/// Needed where a stream is cut into lines before it is decoded.
pub(super) fn without_utf16(mut bytes: Bytes) -> io::Result<(Bytes, bool)> {
    Ok(match Encoding::for_bom(bytes.fill_buf()?) {
        Some((encoding, _)) if encoding != UTF_8 => (
            Box::new(BufReader::new(Transcoder::new(bytes, encoding))),
            true,
        ),
        Some((_, mark)) => {
            bytes.consume(mark);
            (bytes, false)
        }
        None => (bytes, false),
    })
}

/// All frames of a zstd file, one after the other, each checked against its checksum; skippable frames are skipped.
struct ZstdFrames<R> {
    source: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> ZstdFrames<R> {
    fn new(source: R) -> Self {
        Self {
            source,
            decoder: FrameDecoder::new(),
            in_frame: false,
        }
    }

    /// Goes to the next frame; `false` at the end of the file.
    fn start_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(
                        &mut (&mut self.source).take(u64::from(length)),
                        &mut io::sink(),
                    )?;
                }
                Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
            }
        }
        Ok(false)
    }

    fn check_frame(&self) -> io::Result<()> {
        match self.decoder.get_checksum_from_data() {
            Some(expected) if self.decoder.get_calculated_checksum() != Some(expected) => {
                Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "the checksum of a frame does not match",
                ))
            }
            _ => Ok(()),
        }
    }
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if !self.in_frame {
                self.in_frame = self.start_frame()?;
                if !self.in_frame {
                    return Ok(0);
                }
            } else if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            } else if self.decoder.is_finished() {
                self.check_frame()?;
                self.in_frame = false;
            } else {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            }
        }
        Ok(0)
    }
}

/// A stream of UTF-16 read as UTF-8, without its byte order mark.
struct Transcoder {
    source: Bytes,
    decoder: Decoder,
    /// Decoded bytes that wait to be read, from `taken` on.
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl Transcoder {
    fn new(source: Bytes, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self {
            source,
            decoder,
            ready: Vec::new(),
            taken: 0,
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        // Three bytes of UTF-8 for each byte suffice for every encoding; 64 is room for what the decoder holds back.
        let input = self.source.fill_buf()?;
        let room = input.len().saturating_mul(3).saturating_add(64);
        self.ended = input.is_empty();
        self.ready.resize(room, 0);
        let (_, read, written, _) = self
            .decoder
            .decode_to_utf8(input, &mut self.ready, self.ended);
        self.source.consume(read);
        self.ready.truncate(written);
        self.taken = 0;
        Ok(())
    }
}

impl Read for Transcoder {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.ended {
            self.fill()?;
        }
        let mut waiting = self.ready.get(self.taken..).unwrap_or_default();
        let count = waiting.read(buffer)?;
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};

    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    pub(in crate::article) fn gzip(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    pub(in crate::article) fn zstd(content: &[u8]) -> Vec<u8> {
        compress_to_vec(content, CompressionLevel::Fastest)
    }

    fn unpack(packed: Vec<u8>, compression: Compression) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        decompress(Cursor::new(packed), compression).read_to_end(&mut content)?;
        Ok(content)
    }

    #[test]
    fn several_members_and_frames_are_read_as_one() {
        let members = [gzip(b"one\n"), gzip(b"two\n")].concat();
        assert_eq!(unpack(members, Compression::Gzip).unwrap(), b"one\ntwo\n");
        let skippable = b"\x50\x2a\x4d\x18\x03\0\0\0xyz".to_vec();
        let frames = [zstd(b"one\n"), skippable, zstd(b"two\n")].concat();
        assert_eq!(unpack(frames, Compression::Zstd).unwrap(), b"one\ntwo\n");
    }

    #[test]
    fn a_changed_zstd_frame_fails_its_checksum() {
        // Stored in a raw block, hence only the checksum can tell that a byte has changed.
        let mut frame = zstd(b"a");
        let at = frame.iter().rposition(|&byte| byte == b'a').unwrap();
        frame[at] = b'b';
        assert!(unpack(frame, Compression::Zstd).is_err());
    }

    #[test]
    fn utf16_is_read_as_utf8() {
        let text = "žába\n".repeat(10_000);
        let utf16: Vec<u8> = [0xfe, 0xff]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        let mut read = String::new();
        let bytes = decompress(Cursor::new(utf16), Compression::None);
        without_utf16(bytes)
            .unwrap()
            .0
            .read_to_string(&mut read)
            .unwrap();
        assert!(read == text);
    }

    proptest! {
        #[test]
        fn packed_content_comes_back(content: Vec<u8>) {
            prop_assert_eq!(&unpack(gzip(&content), Compression::Gzip).unwrap(), &content);
            prop_assert_eq!(&unpack(zstd(&content), Compression::Zstd).unwrap(), &content);
        }

        #[test]
        fn damaged_data_is_an_error_at_most(content: Vec<u8>, cut: prop::sample::Index, flip: prop::sample::Index) {
            for (mut packed, compression) in [(gzip(&content), Compression::Gzip), (zstd(&content), Compression::Zstd)] {
                let at = flip.index(packed.len());
                packed[at] ^= 0x55;
                packed.truncate(cut.index(packed.len()) + 1);
                let _ = unpack(packed, compression);
            }
        }
    }
}
