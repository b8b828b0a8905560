//! Items inside one paragraph: "1.) The port 2.) The bridge", "• The port • The bridge". Each item is a sentence, and its
//! number ends none.

/// The items of a paragraph that begins with a number, a letter or a bullet.
pub(super) struct Numbering {
    /// The number of the item that comes next, and how it is marked; `None` when the paragraph is no list.
    next: Option<(u32, Style)>,
    /// Where the last number ends: marks before it are part of it.
    mark_end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Letter(&'static str),
    Number(&'static str),
    Bullet(char),
}

const BULLETS: [char; 3] = ['•', '⁃', '‣'];

/// What may stand after a number, longest first.
const MARKS: [&str; 3] = [".)", ")", "."];

impl Numbering {
    /// Begins with the first number of a paragraph; one that no second number follows counts as well, but ends nothing.
    pub(super) fn of(words: &str) -> Self {
        let first = item(words);
        Self {
            next: first.map(|(number, style, _)| (number + 1, style)),
            mark_end: first.map_or(0, |(.., length)| length),
        }
    }

    /// Whether the paragraph begins with a mark at all.
    pub(super) fn is_list(&self) -> bool {
        self.next.is_some()
    }

    /// Whether the next item begins at byte `at` of the paragraph.
    pub(super) fn begins_item(&mut self, words: &str, at: usize) -> bool {
        let Some(next) = self.next else {
            return false;
        };
        if at <= self.mark_end || words.as_bytes().get(at - 1) != Some(&b' ') {
            return false;
        }
        let expected = |&(number, style, _): &(u32, Style, usize)| match next.1 {
            Style::Bullet(_) => style == next.1,
            _ => (number, style) == next,
        };
        let found = words.get(at..).and_then(item).filter(expected);
        if let Some((number, style, length)) = found {
            self.next = Some((number + 1, style));
            self.mark_end = at + length;
        }
        found.is_some()
    }

    /// Whether byte `at` lies in the number of an item.
    pub(super) fn holds(&self, at: usize) -> bool {
        at < self.mark_end
    }
}

/// Number, style and length (mark and space included) of the item mark that `words` begin with.
fn item(words: &str) -> Option<(u32, Style, usize)> {
    let first = words.chars().next()?;
    if BULLETS.contains(&first) {
        let after = words.get(first.len_utf8()..)?;
        let space = usize::from(after.starts_with(' '));
        // "• 9. The port": the number ends no sentence either.
        let number = after
            .get(space..)
            .and_then(item)
            .map_or(0, |(.., length)| length);
        return Some((0, Style::Bullet(first), first.len_utf8() + space + number));
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_letter = first.is_ascii_lowercase();
    let (number, length) = if is_letter {
        (u32::from(first) - u32::from('a') + 1, 1)
    } else {
        (
            words.get(..digits)?.parse().ok().filter(|_| digits <= 2)?,
            digits,
        )
    };
    let after = words.get(length..)?;
    let mark = MARKS.into_iter().find(|mark| after.starts_with(mark))?;
    after.get(mark.len()..)?.strip_prefix(' ')?;
    let style = if is_letter {
        Style::Letter(mark)
    } else {
        Style::Number(mark)
    };
    Some((number, style, length + mark.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(words: &str) -> Vec<usize> {
        let mut numbering = Numbering::of(words);
        let places = words.char_indices().map(|(at, _)| at);
        places
            .filter(|&at| numbering.begins_item(words, at))
            .collect()
    }

    #[test]
    fn items_follow_in_number_and_style() {
        assert_eq!(items("1.) One 2.) Two 3.) Three"), [8, 16]);
        assert_eq!(items("a. One b. Two"), [7]);
        assert_eq!(items("1. One of 3. Two 2) Three"), Vec::<usize>::new());
        assert_eq!(items("In 1. One 2. Two"), Vec::<usize>::new());
        assert_eq!(items("9"), Vec::<usize>::new());
        assert_eq!(items("• One • 2. Two"), ["• One ".len()]);
    }
}
