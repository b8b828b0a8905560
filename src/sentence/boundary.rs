//! Where a sentence ends inside a paragraph.

use crate::text::Span;

/// Abbreviations that a name or number follows: they never end a sentence.
const TITLES: &str = " mr mrs ms dr prof rev hon sen sens rep reps gov gen lt col sgt capt cmdr adm maj pvt cpl supt insp det st \
    mt ft fr sr. jr. vs v pres messrs mme mlle no nos fig vol pp approx ca est al art sec ";
/// Abbreviations that end a sentence when a word that begins one follows.
const ENDINGS: &str = " inc corp co ltd bros jr sr etc jan feb mar apr jun jul aug sep sept oct nov dec ave blvd rd dept univ \
    assn bldg calif fla tex mass conn ariz colo mich wis minn pa va ga ill mo tenn ala wash ore okla kan neb nev md del ";
/// Words that begin a sentence far more often than they follow an abbreviation.
const STARTERS: &str = " the a an he she it they we i you this that these those there in on at but and as after before when \
    while if for from with since his her its their our my one some many most however meanwhile although though what who why \
    how by to no not all both so then yet now according earlier last such under during ";
/// Verbs of speech after a quotation that ends in a question or an exclamation.
const SPEECH: &str = " said says asked added wrote told replied shouted exclaimed wondered declared continued cried ";

const CLOSERS: [char; 8] = ['"', '”', '’', '\'', ')', ']', '»', '*'];
const OPENERS: [char; 8] = ['"', '“', '‘', '\'', '(', '[', '«', '*'];

/// The sentences of a paragraph at `within`.
pub(super) fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = within.start;
    let words = within.of(text);
    for (at, mark) in words
        .char_indices()
        .filter(|(_, mark)| matches!(mark, '.' | '!' | '?' | '…'))
    {
        let stop = within.start + at;
        let after = stop + mark.len_utf8();
        if after <= start {
            continue;
        }
        if let Some(end) = end_at(text, Span::new(start, within.end), stop, after) {
            sentences.push(Span::new(start, end).trim(text));
            start = end;
        }
    }
    sentences.push(Span::new(start, within.end).trim(text));
    sentences.retain(|sentence| sentence.of(text).contains(char::is_alphanumeric));
    sentences
}

/// Where the sentence ends whose last mark stands at `stop..after`; `None` when it goes on.
fn end_at(text: &str, within: Span, stop: usize, after: usize) -> Option<usize> {
    let rest = &text[after..within.end];
    let closed = closers(rest);
    let (closing, next) = rest.split_at(closed);
    let mark = &text[stop..after];
    if next.starts_with(['.', '!', '?', '…']) {
        return None;
    }
    let spaced = next.starts_with(char::is_whitespace);
    let following = next.trim_start();
    // A quotation can begin right after a full stop when a space was lost; "3.5" and "U.S.A" have none to lose.
    if following.is_empty() {
        return Some(within.end);
    }
    let lost_space = closing.is_empty() && next.starts_with('“');
    if !spaced && !lost_space {
        return None;
    }
    let opened = following.trim_start_matches(OPENERS);
    let first = opened.chars().next()?;
    if first.is_lowercase() || (!first.is_alphanumeric() && !following.starts_with(OPENERS)) {
        return None;
    }
    let end = after + closed;
    if mark != "." {
        let quoted = closing.starts_with(['"', '”', '’', '\'']);
        return (!(quoted && speech_follows(opened))).then_some(end);
    }
    let quoted_abbreviation = !closing.is_empty();
    (quoted_abbreviation || ends_word(text, within.start, stop, following)).then_some(end)
}

/// How many bytes of closing quotation marks and brackets `rest` begins with; a mark before a letter opens.
fn closers(rest: &str) -> usize {
    let mut length = 0;
    let mut marks = rest.chars().peekable();
    while let Some(mark) = marks.next_if(|mark| CLOSERS.contains(mark)) {
        if marks.peek().is_some_and(|next| next.is_alphanumeric()) {
            break;
        }
        length += mark.len_utf8();
    }
    length
}

/// Whether a full stop at `stop` ends the sentence, by the word before it and what follows.
fn ends_word(text: &str, start: usize, stop: usize, following: &str) -> bool {
    let before = &text[start..stop];
    let word = before
        .rsplit(|mark: char| mark.is_whitespace() || "(\"“‘[—–-/".contains(mark))
        .next()
        .unwrap_or_default();
    let next = following
        .trim_start_matches(OPENERS)
        .split(|mark: char| !mark.is_alphanumeric() && mark != '\'' && mark != '’')
        .next();
    let next = next.unwrap_or_default();
    let starter = listed(STARTERS, &next.to_lowercase()) && next.starts_with(char::is_uppercase);
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial && word != "I" {
        return starter && !preceded_by_name(before, word);
    }
    if word.contains('.') && word.chars().all(|c| c.is_alphabetic() || c == '.') {
        return starter
            || (matches!(lower.as_str(), "a.m" | "p.m")
                && !listed(" est edt pst gmt et ", &next.to_lowercase()));
    }
    if listed(TITLES, &lower) {
        // "No." and its kin abbreviate before a number only.
        let counted = matches!(
            lower.as_str(),
            "no" | "nos" | "fig" | "vol" | "art" | "sec" | "pp"
        );
        return counted && !next.starts_with(|first: char| first.is_ascii_digit());
    }
    !listed(ENDINGS, &lower) || (starter && !next.is_empty())
}

/// Whether the word before an initial is capitalised too: "George W. The" is still a name more often than not.
fn preceded_by_name(before: &str, initial: &str) -> bool {
    let earlier = before[..before.len() - initial.len()].trim_end();
    earlier
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase) && word.len() > 1)
}

/// Whether speech goes on after a quotation: "… ?” Smith asked".
fn speech_follows(following: &str) -> bool {
    following
        .split_whitespace()
        .take(4)
        .any(|word| listed(SPEECH, word.trim_end_matches(['.', ',', ':'])))
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|other| other == word)
}
