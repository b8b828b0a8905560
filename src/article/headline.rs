//! Whether a plain text begins with its headline: a judgement from the shape of the first lines alone.

use crate::text::Span;

use super::lines::lines;

/// Longest headline, in characters; a longer line is a paragraph.
const LONGEST: usize = 200;

/// Lines that are longer than this, in characters, show that the text is not wrapped by hand.
const WIDEST_WRAP: usize = 120;

/// Words that no headline ends in: a line that does is wrapped in the middle of a sentence.
const UNFINISHED: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "nor", "of", "to", "in", "on", "at", "by", "for", "from",
    "with", "into", "as", "that", "than", "which", "who", "whose", "its", "their", "his", "her",
    "our", "was", "were", "is", "are", "has", "have", "had", "been", "be", "will", "would", "Mr.",
    "Mrs.", "Ms.", "Dr.", "Gov.", "Sen.", "Rep.", "Gen.",
];

/// The headline that `text` begins with, if its first line reads like one.
///
/// It does when it is short, does not end like a sentence or in the middle of one, and what follows it begins anew.
pub(super) fn headline(text: &str) -> Option<Span> {
    let mut rest = lines(text)
        .map(|line| line.trim(text))
        .skip_while(|line| line.is_empty());
    let first = rest
        .next()
        .filter(|line| reads_like_a_headline(line.of(text)))?;
    let below = rest.next()?;
    let follower = std::iter::once(below)
        .chain(rest)
        .find(|line| !line.is_empty())?;
    let next = follower.of(text);
    let stands_alone =
        below.is_empty() || (begins_anew(next) && !is_wrapped(text, first.of(text), next));
    stands_alone.then_some(first)
}

fn reads_like_a_headline(line: &str) -> bool {
    line.chars().count() <= LONGEST
        && has_words(line)
        && !is_byline(line)
        && !ends_a_sentence(line)
        && is_finished(line)
}

/// Two words, or a run of letters in a script that knows no upper case (and mostly no spaces between words).
fn has_words(line: &str) -> bool {
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    let uncased = |character: char| {
        character.is_alphabetic() && !character.is_lowercase() && !character.is_uppercase()
    };
    line.split_whitespace().filter(is_word).count() >= 2
        || line.chars().filter(|&c| uncased(c)).count() >= 4
}

fn is_byline(line: &str) -> bool {
    line.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("by "))
        && line.split_whitespace().count() <= 6
}

/// Full stops of several scripts, before closing quotes and brackets; but not the stop of "U.S." or of an ellipsis.
fn ends_a_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let is_stop = bare.ends_with(['.', '。', '．', '｡', '।', '۔', '።']);
    is_stop && !bare.ends_with("...") && !last_word(bare).is_some_and(is_abbreviation)
}

/// "U.S.", "D.C." and the like: letters and full stops by turns. Also company forms that headlines end in.
fn is_abbreviation(word: &str) -> bool {
    let inner = word.trim_end_matches('.');
    matches!(inner, "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Sr")
        || (inner.contains('.') && inner.split('.').all(|part| part.chars().count() == 1))
}

fn is_finished(line: &str) -> bool {
    !line.ends_with([',', ';', ':', '-', '–', '—', '(', '，', '、', '；', '：'])
        && !last_word(line).is_some_and(|word| UNFINISHED.contains(&word))
}

fn last_word(line: &str) -> Option<&str> {
    line.split_whitespace().next_back()
}

/// Whether a line can be the first of a paragraph: it does not go on in lower case.
fn begins_anew(line: &str) -> bool {
    line.chars()
        .find(|character| character.is_alphanumeric())
        .is_some_and(|first| !first.is_lowercase())
}

/// Whether the break after `line` came from wrapping: the first word of `next` would not have fitted any more.
///
/// A text shows that it is wrapped by lines that begin in lower case, and how wide by its longest line. In a short text
/// no line may reach the full width, so that the first line can be longer than all others and still be wrapped.
fn is_wrapped(text: &str, line: &str, next: &str) -> bool {
    const LINES_THAT_SHOW_THE_WIDTH: usize = 10;
    const LONG_WORD: usize = 10;
    let width_of = |line: &str| line.chars().count();
    let others: Vec<&str> = lines(text)
        .map(|span| span.trim(text).of(text))
        .filter(|other| *other != line)
        .collect();
    let widest = others
        .iter()
        .map(|other| width_of(other))
        .max()
        .unwrap_or_default();
    let slack = if others.len() < LINES_THAT_SHOW_THE_WIDTH {
        LONG_WORD
    } else {
        0
    };
    let next_word = next.split_whitespace().next().unwrap_or_default();
    others
        .iter()
        .any(|other| other.starts_with(char::is_lowercase))
        && widest <= WIDEST_WRAP
        && width_of(line) <= widest + slack
        && width_of(line) + 1 + width_of(next_word) > widest
        && !is_title_case(line)
}

/// Whether nearly all longer words begin in upper case, as in many English headlines and in no sentence.
fn is_title_case(line: &str) -> bool {
    let long = line
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let (mut upper, mut all) = (0, 0);
    for word in long {
        all += 1;
        upper += usize::from(
            word.chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase),
        );
    }
    all >= 4 && upper * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        headline(text).map(|span| span.of(text))
    }

    #[test]
    fn a_headline_stands_above_a_wrapped_text() {
        let text = "Harbour office rejects talk of closure\nThe port has been asked several times in\n\
                    recent months to close the old dock, according to two of the pilots who\nwork there.\n";
        assert_eq!(found(text), Some("Harbour office rejects talk of closure"));
    }

    #[test]
    fn a_headline_stands_above_long_paragraphs_or_a_blank_line() {
        let paragraph = "The mayor denied it on Monday. ".repeat(9);
        assert_eq!(
            found(&format!("Mayor denies leaving for the U.S.\n{paragraph}")),
            Some("Mayor denies leaving for the U.S.")
        );
        assert_eq!(
            found("\n\n  Will the mayor go?  \r\n\r\nshe did not say.\r\n"),
            Some("Will the mayor go?")
        );
        assert_eq!(
            found("Mayor Miller denies leaving\nShe stays."),
            Some("Mayor Miller denies leaving")
        );
        assert_eq!(
            found("市長は辞任を否定\n市長は火曜日、辞任を否定した。\n詳細は不明である。"),
            Some("市長は辞任を否定")
        );
    }

    #[test]
    fn a_headline_may_stick_out_of_a_wrapped_text() {
        let text = "Harbour office rejects all talk of closing the old dock by May\nThe port has been asked in\n\
                    recent months to close the old\ndock, it said.\n";
        assert!(found(text).is_some_and(|headline| headline.ends_with("by May")));
        let title_case = "Harbour Office Rejects Talk of Closing Old Dock\nThe port has been asked several times to close\nits dock.";
        assert!(found(title_case).is_some());
    }

    #[test]
    fn sentences_are_no_headlines() {
        assert_eq!(
            found("The mayor denied it.\nShe said so on Monday.\n"),
            None
        );
        assert_eq!(
            found("The mayor said: \"I will stay.\"\nShe said so on Monday.\n"),
            None
        );
        assert_eq!(
            found("市長は辞任を否定した。\n市長は火曜日に述べた。"),
            None
        );
    }

    #[test]
    fn wrapped_lines_are_no_headlines() {
        assert_eq!(
            found("The mayor denied it on Monday\nand on Tuesday, too.\n"),
            None
        );
        assert_eq!(
            found("The mayor denied on Monday, \nTuesday and Friday that she would.\n"),
            None
        );
        assert_eq!(
            found("A letter was sent to the\nHarbour Office on Monday, it said.\n"),
            None
        );
        assert_eq!(
            found(
                "The mayor denied on Monday in a letter to President\nMiller that she would leave the office in May, her\naide said.\n"
            ),
            None
        );
    }

    #[test]
    fn a_line_alone_a_byline_or_a_number_is_no_headline() {
        assert_eq!(found("Mayor denies leaving"), None);
        assert_eq!(found("Mayor denies leaving\n\n"), None);
        assert_eq!(found("By Jane Doe\n\nThe mayor stays.\n"), None);
        assert_eq!(found("12 345\n\nThe mayor stays.\n"), None);
        assert_eq!(
            found(&format!("{}\n\nShe stays.", "Mayor denies ".repeat(20))),
            None
        );
    }
}
