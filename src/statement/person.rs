//! The persons whom an article names: whether each is "he" or "she", and which office they hold.

mod title;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub(super) use title::{Gender, is_office};

use super::on_one_line;
use super::words::{DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS};
use crate::text::{Span, Token, TokenKind};
use title::{full, is_title};

/// Words that make another office of an office: "the president" is not the vice president.
const OTHER: &[&str] = &[
    "vice",
    "deputy",
    "former",
    "acting",
    "assistant",
    "then",
    "ex",
];
/// Words for one of [`LAWMAKERS`].
const LAWMAKER: &[&str] = &["lawmaker", "legislator"];
/// Offices of those who make laws.
const LAWMAKERS: &[&str] = &[
    "senator",
    "representative",
    "congressman",
    "congresswoman",
    "assemblyman",
    "assemblywoman",
];
/// What stands between a body and what it is of or for.
pub(super) const OF_BODY: &[&str] = &["of", "for", "on"];
/// How many times as often as all others a person must be mentioned to be the one who holds an office.
const OUTWEIGHS: usize = 3;
/// Nouns that make another thing of the name before them: "the Ortiz campaign".
const OF_A_NAME: &[&str] = &[
    "administration",
    "campaign",
    "aide",
    "aides",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "supporter",
    "supporters",
    "team",
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "official",
    "officials",
    "adviser",
    "advisers",
    "ally",
    "allies",
    "family",
    "foundation",
    "presidency",
    "era",
    "associate",
    "associates",
    "staff",
];

/// A person with a name.
#[derive(Debug)]
pub(super) struct Person {
    /// The longest form of the name that stands in the article, with the title before it where there is one.
    pub(super) name: String,
    has_title: bool,
    words: Vec<String>,
    gender: Option<Gender>,
    offices: BTreeSet<String>,
    mentions: usize,
}

impl Person {
    /// Whether "he" or "she" can mean this person.
    pub(super) fn can_be(&self, gender: Gender) -> bool {
        self.gender.is_none_or(|own| own == gender)
    }

    fn know_by(&mut self, titles: &[String]) {
        let told = titles.iter().find_map(|title| Gender::of_title(title));
        self.gender = self.gender.or(told);
    }
}

/// Where a sentence names a person.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The index of the first token of the name, or of the title before it.
    pub(super) at: usize,
    /// The place of the person.
    pub(super) person: usize,
    /// Whether something of the person is meant: "Ortiz's house", "the Ortiz campaign".
    pub(super) is_owner: bool,
}

/// The persons of an article, by their place in it.
#[derive(Debug, Default)]
pub(super) struct Persons(Vec<Person>);

/// Capitalised words in a row that can be a name: "Defense Secretary Jim Hale".
struct Run {
    /// The words of the office, in small letters; where the run begins, where the name does, and where both end.
    office: Vec<String>,
    begin: usize,
    first: usize,
    end: usize,
}

/// The words of the title before a name, and the name.
fn parted(words: &[Token]) -> (Vec<String>, &[Token]) {
    run(words, 0, words.len()).map_or((Vec::new(), words), |run| {
        (run.office, &words[run.first..run.end])
    })
}

impl Persons {
    /// The person at `index`.
    pub(super) fn get(&self, index: usize) -> Option<&Person> {
        self.0.get(index)
    }

    /// Learns the persons whom the tokens of a sentence name with a title, an office or a frequent first name.
    pub(super) fn read(&mut self, text: &str, words: &[Token]) {
        for run in runs(words) {
            let name = &words[run.first..run.end];
            let is_frequent =
                (2..4).contains(&name.len()) && Gender::of_first_name(&bare(&name[0])).is_some();
            if !run.office.is_empty() || is_frequent {
                // "former Mayor Lena Ortiz" is not called "Mayor Lena Ortiz".
                let former = run.office.iter().any(|word| word == "former");
                let begin = if former { run.first } else { run.begin };
                let index = self.learn(text, &words[begin..run.end]);
                self.hold(index, &run.office);
                // "Jim Hale, the defense secretary,"
                self.hold(index, &apposition(words, run.end).unwrap_or_default());
            }
        }
    }

    /// Learns a person from the tokens of the name and of the title before it; returns the place.
    pub(super) fn learn(&mut self, text: &str, called: &[Token]) -> usize {
        let (office, name) = parted(called);
        let words = plain(name);
        let gender = words.first().and_then(|first| Gender::of_first_name(first));
        // A name is told in full first: after "President Hale", Rosa Hale is somebody else.
        let other = |person: &Person| {
            person.words.len() < words.len()
                && !person.offices.is_empty()
                && !person.offices.contains(&office.join(" "))
        };
        let known = self.only(&words).filter(|&at| !other(&self.0[at]));
        let index = known.unwrap_or_else(|| {
            self.0.push(Person {
                name: String::new(),
                has_title: false,
                words: Vec::new(),
                gender: None,
                offices: BTreeSet::new(),
                mentions: 0,
            });
            self.0.len() - 1
        });
        let person = &mut self.0[index];
        let longer = words.len() > person.words.len();
        if longer || words.len() == person.words.len() && !person.has_title && !office.is_empty() {
            person.name = written(text, called);
            person.has_title = !office.is_empty();
            person.words = words;
        }
        person.gender = person.gender.or(gender);
        person.know_by(&office);
        index
    }

    /// The person whom the tokens of a name mean, with or without a title.
    pub(super) fn of_name(&self, name: &[Token]) -> Option<usize> {
        self.only(&plain(parted(name).1))
    }

    /// The one person whom a name can mean: "Ortiz" is Lena Ortiz, unless Juan Ortiz is in the article as well.
    fn only(&self, words: &[String]) -> Option<usize> {
        let last = words.last()?;
        let fits = |person: &Person| {
            person.words.last() == Some(last)
                && (words.len() == 1 || person.words.len() == 1 || person.words[0] == words[0])
        };
        let same = self.0.iter().position(|person| person.words == words);
        let mut fitting = (0..self.0.len()).filter(|&at| fits(&self.0[at]));
        let only = fitting.next().filter(|_| fitting.next().is_none());
        same.or(only)
    }

    /// Takes what stands before or after the name of a person for the office.
    fn hold(&mut self, index: usize, office: &[String]) {
        let Some(person) = self.0.get_mut(index) else {
            return;
        };
        person.know_by(office);
        let is_office = office.last().is_some_and(|last| is_office(last));
        if is_office && !office.iter().any(|word| word == "former") {
            person.offices.insert(office.join(" "));
        }
    }

    /// The person who holds the office that a phrase names: "the president", "the defense secretary". Of two who are called so, the
    /// one of whom the article speaks.
    pub(super) fn holder(&self, phrase: &[Token]) -> Option<usize> {
        let (the, rest) = phrase.split_first()?;
        let words = rest.iter().filter(|word| word.kind == TokenKind::Word);
        let office: Vec<String> = words.map(|word| full(&word.lower)).collect();
        let is_lawmaker = matches!(&*office, [only] if LAWMAKER.contains(&&**only));
        if !the.is("the") || !is_lawmaker && !office.last().is_some_and(|last| is_office(last)) {
            return None;
        }
        let office = office.join(" ");
        let offices = if is_lawmaker {
            LAWMAKERS
        } else {
            &[office.as_str()]
        };
        let is_held = |held: &String, office: &str| {
            let before = held.strip_suffix(office);
            before.is_some_and(|before| {
                before.is_empty()
                    || before.ends_with(' ') && !before.split(' ').any(|word| OTHER.contains(&word))
            })
        };
        let same = |held: &String| offices.iter().any(|office| is_held(held, office));
        let holders = (0..self.0.len()).filter(|&at| self.0[at].offices.iter().any(same));
        let mut holders: Vec<usize> = holders.collect();
        holders.sort_by_key(|&at| Reverse(self.0[at].mentions));
        let (&most, others) = holders.split_first()?;
        let others: usize = others.iter().map(|&at| self.0[at].mentions.max(1)).sum();
        (self.0[most].mentions >= OUTWEIGHS * others).then_some(most)
    }

    /// Counts the mentions in the tokens of a sentence.
    pub(super) fn count(&mut self, words: &[Token]) {
        for mention in self.mentions(words) {
            self.0[mention.person].mentions += 1;
        }
    }

    /// The persons whom the tokens of a sentence mention.
    pub(super) fn mentions(&self, words: &[Token]) -> Vec<Mention> {
        let found = runs(words).into_iter().filter_map(|run| {
            let person = self.only(&plain(&words[run.first..run.end]))?;
            let next = words.get(run.end);
            Some(Mention {
                at: run.begin,
                person,
                is_owner: words[run.end - 1].lower.ends_with("'s")
                    || next.is_some_and(|next| next.is_one_of(OF_A_NAME)),
            })
        });
        found.collect()
    }
}

/// A name as it is written, on one line and without a genitive ending.
pub(super) fn written(text: &str, name: &[Token]) -> String {
    let ends = name.first().zip(name.last());
    ends.map_or_else(String::new, |(first, last)| {
        let whole = Span::new(first.span.start, last.span.end).of(text);
        on_one_line(whole.trim_end_matches("'s").trim_end_matches("’s"))
    })
}

/// The lower-case words of a name.
fn plain(name: &[Token]) -> Vec<String> {
    let words = name.iter().filter(|word| word.kind == TokenKind::Word);
    words.map(bare).collect()
}

/// The lower-case word without a genitive ending.
fn bare(word: &Token) -> String {
    word.lower.trim_end_matches("'s").to_owned()
}

/// The runs of capitalised words with a name in them.
fn runs(words: &[Token]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let stop = |at: usize| {
            // The full stop of a title, an initial or an abbreviation: "Sen. Lena Ortiz", "John F. Hale", "U.S. President Hale".
            words[at].lower == "."
                && words[at - 1].span.end == words[at].span.start
                && (is_title(&words[at - 1].lower)
                    || words[at - 1].lower.chars().count() == 1
                    || words[at - 1].lower.contains('.'))
        };
        let mut end = at;
        while end < words.len()
            && (words[end].capital && words[end].kind == TokenKind::Word
                || end > at && stop(end) && words.get(end + 1).is_some_and(|next| next.capital))
        {
            end += 1;
            if words[end - 1].lower.ends_with("'s") {
                break;
            }
        }
        if end > at {
            found.extend(run(words, at, end));
        }
        at = end.max(at + 1);
    }
    found
}

/// The run of tokens from `start` to `end` without the function words that it begins with, parted at its last title.
fn run(words: &[Token], start: usize, end: usize) -> Option<Run> {
    let function = |word: &Token| {
        [DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS]
            .iter()
            .any(|list| word.is_one_of(list))
            || word.is_one_of(&["and", "but", "or", "yet"])
    };
    let begin = (start..end).find(|&at| !function(&words[at]))?;
    let title = (begin..end).rfind(|&at| is_title(&words[at].lower));
    let of_body = start > 1 && words[start - 1].is_one_of(OF_BODY) && words[start - 2].capital;
    // "Joint Chiefs of Staff Chairman Jim Hale": "Staff" is what he is chairman of.
    let begin = title
        .filter(|_| of_body)
        .map_or(begin, |title| begin + office_start(&words[begin..=title]));
    let titles = title.map_or(begin, |title| title + 1);
    let mut office: Vec<String> = words[begin..titles]
        .iter()
        .filter(|word| word.kind == TokenKind::Word)
        .map(|word| full(&word.lower))
        .collect();
    // What stands before in small letters: "former Senator", "the spokesman Jim Hale".
    for word in words[..begin].iter().rev().take(2) {
        if word.is("former") || office.is_empty() && !word.capital && is_office(&word.lower) {
            office.insert(0, word.lower.clone());
        } else {
            break;
        }
    }
    let stop = usize::from(words.get(titles).is_some_and(|word| word.lower == "."));
    let first = titles + stop;
    (first < end).then_some(Run {
        office,
        begin,
        first,
        end,
    })
}

/// Where the office begins whose last word is the last of `words`: "Vice President" in "Aldane Vice President".
pub(super) fn office_start(words: &[Token]) -> usize {
    let last = words.len().saturating_sub(1);
    let in_office = |word: &&Token| is_title(&word.lower) || word.is_one_of(OTHER);
    last - words[..last].iter().rev().take_while(in_office).count()
}

/// The office between commas after a name that ends before the token at `end`: ", the defense secretary,".
fn apposition(words: &[Token], end: usize) -> Option<Vec<String>> {
    let rest = words.get(end..)?;
    let [comma, the, rest @ ..] = rest else {
        return None;
    };
    let length = rest
        .iter()
        .position(|word| word.kind != TokenKind::Word || word.is_one_of(PREPOSITIONS))?;
    let office: Vec<String> = rest[..length]
        .iter()
        .map(|word| word.lower.clone())
        .collect();
    let named = comma.kind == TokenKind::Comma && the.is("the");
    (named && length < 5 && office.last().is_some_and(|last| is_office(last))).then_some(office)
}

#[cfg(test)]
mod tests;
