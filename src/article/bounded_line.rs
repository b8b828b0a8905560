//! Lines of a stream, none of which can take more memory than it was granted.

use std::io::{self, BufRead, Read};

/// What reading a line came to.
pub(super) enum Line {
    /// The line is in the buffer.
    Whole,
    /// It was longer than the limit and has been passed over.
    TooLong,
    End,
}

/// Reads a line of at most `limit` bytes into `buffer`; of a longer one no more than that is ever held.
pub(super) fn read_line(
    bytes: &mut impl BufRead,
    buffer: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Line> {
    buffer.clear();
    // Two bytes for the line break, which does not count.
    let most = (limit as u64).saturating_add(2);
    let count = bytes.take(most).read_until(b'\n', buffer)?;
    if count == 0 {
        return Ok(Line::End);
    }
    let is_broken = buffer.ends_with(b"\n");
    while buffer.ends_with(b"\n") || buffer.ends_with(b"\r") {
        buffer.pop();
    }
    if buffer.len() <= limit && (is_broken || (count as u64) < most) {
        return Ok(Line::Whole);
    }
    buffer.clear();
    if !is_broken {
        bytes.skip_until(b'\n')?;
    }
    Ok(Line::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_50_mb_is_never_held_whole() {
        let long = io::repeat(b'x').take(50_000_000).chain(&b"\n{}\n"[..]);
        let (mut bytes, mut buffer) = (io::BufReader::new(long), Vec::new());
        assert!(matches!(
            read_line(&mut bytes, &mut buffer, 1000),
            Ok(Line::TooLong)
        ));
        assert!(buffer.capacity() < 10_000);
        assert!(matches!(
            read_line(&mut bytes, &mut buffer, 1000),
            Ok(Line::Whole)
        ));
        assert_eq!(buffer, b"{}");
    }
}
