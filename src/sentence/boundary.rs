//! Where a sentence ends inside a paragraph.
//!
//! Marks that end a sentence are looked at one by one: what stands before (an abbreviation, an initial), and what follows
//! (a lower-case word, a verb of speech). The rules were checked against UD EWT, UD GUM and pySBD's golden rules.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::numbering::Numbering;
use crate::text::Span;

/// Abbreviations that a name or number follows: they never end a sentence.
const TITLES: &str = "mr mrs ms dr prof rev hon sen sens rep reps gov gen lt col sgt capt cmdr adm maj pvt cpl supt insp det st \
    mt ft fr vs v pres messrs mme mlle approx ca est al";
/// Abbreviations that a number follows; before anything else the mark ends the sentence ("He said no.").
const COUNTED: &str = "no nos n° fig vol pp p art sec c";
/// Abbreviations that end a sentence when a word that begins one follows.
const ENDINGS: &str = "inc corp co ltd bros jr sr etc jan feb mar apr jun jul aug sep sept oct nov dec ave blvd rd dept univ \
    assn bldg calif fla tex mass conn ariz colo mich wis minn pa va ga ill mo tenn ala wash ore okla kan neb nev md del vt";
/// Words that begin a sentence far more often than they follow an abbreviation.
const STARTERS: &str = "the a an he she it they we i you this that these those there in on at but and as after before when \
    while if for from with since his her its their our my one some many most however meanwhile although though what who why \
    how by to no not all both so then yet now according earlier last such under during";
/// Verbs of speech after a quotation that ends in a question or an exclamation.
const SPEECH: &str = "said says asked added wrote told replied shouted exclaimed wondered declared continued cried adds added tweeted";

/// Time zones go on with the time of day before them.
const ZONES: &str = "est edt pst pdt cst gmt utc et";

/// Words by the list that has them.
struct Words {
    titles: HashSet<&'static str>,
    counted: HashSet<&'static str>,
    endings: HashSet<&'static str>,
    starters: HashSet<&'static str>,
    speech: HashSet<&'static str>,
    zones: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let set = |list: &'static str| list.split_whitespace().collect();
    Words {
        titles: set(TITLES),
        counted: set(COUNTED),
        endings: set(ENDINGS),
        starters: set(STARTERS),
        speech: set(SPEECH),
        zones: set(ZONES),
    }
});

const CLOSERS: [char; 8] = ['"', '”', '’', '\'', ')', ']', '»', '*'];
const OPENERS: [char; 8] = ['"', '“', '‘', '\'', '(', '[', '«', '*'];
/// A sentence that goes on in lower case began after a word of at least this many letters, or it did not begin.
const LONG_WORD: usize = 3;

/// The sentences of a paragraph at `within`.
pub(super) fn sentences(text: &str, within: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = within.start;
    let words = within.of(text);
    let mut numbering = Numbering::of(words);
    for (at, mark) in words.char_indices() {
        let here = within.start + at;
        if numbering.begins_item(words, at) {
            sentences.push(Span::new(start, here).trim(text));
            start = here;
        }
        let after = here + mark.len_utf8();
        if mark == 'M' && ends_stamp(&text[start.min(here)..after], &text[after..within.end]) {
            sentences.push(Span::new(start, after).trim(text));
            start = after;
        }
        if !matches!(mark, '.' | '!' | '?' | '…') || here < start || numbering.holds(at) {
            continue;
        }
        if let Some(end) = end_at(text, Span::new(start, within.end), here, after) {
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
    let mark = &text[stop..after];
    let before = &text[within.start..stop];
    if mark == "." && is_spaced_ellipsis(before, rest) {
        // The fourth of ". . . ." is the full stop.
        let last = before.ends_with(" . . . ") && rest.trim_start().starts_with(char::is_uppercase);
        return last.then_some(after);
    }
    let closed = closers(rest);
    let noted = closed + notes(&rest[closed..]);
    let (closing, next) = (&rest[..closed], &rest[noted..]);
    if next.starts_with(['.', '!', '?', '…']) {
        return None;
    }
    let following = next.trim_start();
    if following.is_empty() {
        return Some(within.end);
    }
    let lost_space = closing.is_empty() && (next.starts_with('“') || lost_space(before, next));
    if !next.starts_with(char::is_whitespace) && !lost_space {
        return None;
    }
    let end = after + noted;
    let quoted = closing.starts_with(['"', '”', '’', '\'']);
    let elided = before.ends_with("[..") || before.ends_with('[');
    if elided && closing.starts_with(']') && (quoted || following.starts_with('(')) {
        return None;
    }
    // "harbours. . . . The port": the first mark ends the sentence, the ellipsis begins the next.
    if mark == "." && following.starts_with(". .") {
        let told = following.trim_start_matches(['.', ' ']);
        return told.starts_with(char::is_uppercase).then_some(end);
    }
    let opened = following.trim_start_matches(OPENERS);
    let first = opened.chars().next()?;
    if first.is_lowercase() {
        let plain = closing.is_empty() && goes_on_in_lower_case(before, mark, opened);
        return plain.then_some(end);
    }
    if !first.is_alphanumeric() && !following.starts_with(OPENERS) {
        return None;
    }
    if mark != "." {
        return (!(quoted && speech_follows(opened))).then_some(end);
    }
    (!closing.is_empty() || ends_word(before, following)).then_some(end)
}

/// Whether a space was lost after the mark, "he said.The mayor left": "3.5", "U.S.A" and "belie.rs" have none to lose.
fn lost_space(before: &str, next: &str) -> bool {
    let word = last_word(before).trim_end_matches('.');
    let following = next.split_whitespace().next().unwrap_or_default();
    let bare = following.trim_end_matches([',', ';', '.', '?', '!']);
    word.chars().count() > LONG_WORD
        && word.chars().all(char::is_lowercase)
        && bare.starts_with(char::is_uppercase)
        && bare.chars().skip(1).all(char::is_lowercase)
}

/// Whether `before` ends in date and time ("08/16/2000 12:05 PM", as page heads have it) and a word follows.
fn ends_stamp(before: &str, rest: &str) -> bool {
    let mut words = before.rsplit(' ');
    let half = words
        .next()
        .is_some_and(|word| word == "AM" || word == "PM");
    let mut marked = |mark: char| {
        let word = words.next().unwrap_or_default();
        word.contains(mark)
            && word
                .chars()
                .all(|part| part == mark || part.is_ascii_digit())
    };
    half && marked(':') && marked('/') && rest.starts_with(' ')
}

/// Whether a mark is one of ". . .": such a row ends no sentence by itself.
fn is_spaced_ellipsis(before: &str, rest: &str) -> bool {
    before.ends_with(". ") || (before.ends_with(' ') && rest.starts_with(" ."))
}

/// Careless writers begin sentences in lower case; they are told from abbreviations by the word before the mark.
fn goes_on_in_lower_case(before: &str, mark: &str, following: &str) -> bool {
    let word = last_word(before);
    if mark != "." {
        // "at Yahoo! in Aldane": a name may end in a mark.
        let name = word.starts_with(char::is_uppercase) && before.len() > word.len();
        return mark != "…" && !(name && mark == "!") && !speech_follows(following);
    }
    let lower = word.to_lowercase();
    let is_word = word.chars().count() >= LONG_WORD && word.chars().all(char::is_alphabetic);
    is_word
        && ![&WORDS.titles, &WORDS.endings, &WORDS.counted]
            .iter()
            .any(|list| list.contains(lower.as_str()))
        && lower.contains(['a', 'e', 'i', 'o', 'u', 'y'])
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

/// How many bytes of note marks ("[19]") and elisions ("[...]") `rest` begins with: they belong to the sentence before.
fn notes(rest: &str) -> usize {
    let mut length = 0;
    while let Some(note) = rest[length..].trim_start().strip_prefix('[') {
        let Some((inside, _)) = note.split_once(']') else {
            break;
        };
        let number = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
        if !number && inside != "..." && inside != "…" {
            break;
        }
        length = rest.len() - note.len() + inside.len() + 1;
    }
    length
}

fn last_word(before: &str) -> &str {
    before
        .rsplit(|mark: char| mark.is_whitespace() || "(\"“‘[—–-/".contains(mark))
        .next()
        .unwrap_or_default()
}

/// Whether a full stop ends the sentence, by the word before it and what follows.
fn ends_word(before: &str, following: &str) -> bool {
    let word = last_word(before).trim_end_matches('.');
    let next = following
        .trim_start_matches(OPENERS)
        .split(|mark: char| !mark.is_alphanumeric() && mark != '\'' && mark != '’')
        .next()
        .unwrap_or_default();
    let starter =
        next.starts_with(char::is_uppercase) && WORDS.starters.contains(&*next.to_lowercase());
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial {
        let named = preceded_by_name(before, word);
        return if word == "I" {
            !named
        } else {
            starter && !named
        };
    }
    if word.contains('.') && word.chars().all(|c| c.is_alphabetic() || c == '.') {
        // "At 5 a.m. Mr. Smith left" has said nothing before the time; "It ended at 4 p.m. Mr. Smith left" has.
        let time = matches!(lower.as_str(), "a.m" | "p.m")
            && !WORDS.zones.contains(&*next.to_lowercase())
            && before.split_whitespace().nth(3).is_some();
        return starter || time;
    }
    if WORDS.counted.contains(lower.as_str()) {
        return !next.starts_with(|first: char| first.is_ascii_digit());
    }
    !WORDS.titles.contains(lower.as_str())
        && (!WORDS.endings.contains(lower.as_str()) || (starter && !next.is_empty()))
}

/// Whether the word before an initial is capitalised too: "George W. The" is still a name more often than not.
fn preceded_by_name(before: &str, initial: &str) -> bool {
    let earlier = before.strip_suffix(initial).unwrap_or(before).trim_end();
    earlier
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase) && word.len() > 1)
}

/// Whether speech goes on after a quotation: "… ?” Smith asked".
fn speech_follows(following: &str) -> bool {
    following.split_whitespace().take(4).any(|word| {
        WORDS
            .speech
            .contains(word.trim_end_matches(['.', ',', ':']))
    })
}
