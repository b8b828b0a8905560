//! Who a source is when only a surname or a pronoun names it, and who "he" is in what it says.
//!
//! A pronoun means who was spoken of last and can be meant; between two who were spoken of together it stays as it was written.

use std::collections::BTreeMap;

use super::clause::Clause;
use super::person::{self, Gender, Persons};
use super::words::{FINITE, PREPOSITIONS, is_plural};
use super::{SourceKind, Statement, on_one_line, relative, source};
use crate::article::{Article, Part};
use crate::sentence::{Sentence, SentenceKind};
use crate::text::{Span, Token, TokenKind, tokens};

/// How many sentences a pronoun looks back for the person or body that it means.
const REACH: usize = 3;

/// How many characters after a source its name may take.
const APPOSED_WITHIN: usize = 60;

/// Sets the names of sources, and puts names for pronouns into the propositions.
pub(super) fn name(article: &Article, read: &[Sentence], statements: &mut [Statement]) {
    let mut sentences = sentences(article, read, statements);
    let persons = persons(article, &sentences);
    let is_person = |name: &[Token]| persons.of_name(name).is_some();
    for at in 0..sentences.len() {
        for place in 0..sentences[at].sources.len() {
            let told = &mut sentences[at];
            let said = &mut told.sources[place];
            if let Some(named) = relative::antecedent(&told.clause, said.span, is_person) {
                said.kind = source::kind(told.clause.text, named);
                said.named = named;
            }
            let said = &sentences[at].sources[place];
            let who = who(article, &persons, &sentences[..=at], said);
            sentences[at].sources[place].who = who;
        }
    }
    let known: BTreeMap<(Part, usize), &Said> = sentences
        .iter()
        .flat_map(|sentence| {
            let place = |said: &Said| (sentence.part, said.span.start);
            sentence.sources.iter().map(move |said| (place(said), said))
        })
        .collect();
    for statement in statements.iter_mut() {
        let part = statement.part;
        let source = statement
            .attribution
            .as_mut()
            .and_then(|attribution| attribution.source.as_mut());
        let Some(source) = source else {
            continue;
        };
        let said = known.get(&(part, source.span.start));
        let relative = said.filter(|said| said.named != said.span);
        if let Some(said) = relative {
            source.kind = said.kind;
            source.name = Some(on_one_line(said.named.of(article.part(part))));
        }
        let who = said.map(|said| &said.who);
        match who {
            Some(Who::Person(index)) => {
                source.name = persons.get(*index).map(|person| person.name.clone());
                if source.kind != SourceKind::Pronoun {
                    source.kind = SourceKind::Named;
                }
            }
            Some(Who::Named(name)) => {
                source.name = Some(name.clone());
                source.kind = SourceKind::Named;
            }
            Some(Who::Body(name)) if source.kind == SourceKind::Pronoun => {
                source.name = Some(name.clone());
            }
            _ => {}
        }
        // "Dockers who said he would leave": he is none of them.
        let speaks_of_itself = relative.is_none()
            || matches!(who, Some(Who::Person(_)))
                && source
                    .span
                    .of(article.part(part))
                    .eq_ignore_ascii_case("who");
        if speaks_of_itself && let Some(resolved) = standalone(statement, article.part(part)) {
            statement.proposition = resolved;
        }
    }
}

/// Who a source is.
enum Who {
    /// One of the persons of the article.
    Person(usize),
    /// A name that two persons of the article have, or that stands in a heading alone.
    Named(String),
    /// One person, who is not known by name.
    Someone,
    /// A body, by its words.
    Body(String),
    /// Several, or something written.
    Other,
}

/// A source where it stands.
struct Said {
    span: Span,
    /// The words that name it: its own, or the noun phrase that "who" stands for.
    named: Span,
    /// The kind of what they name.
    kind: SourceKind,
    who: Who,
}

/// A sentence with the sources in it, in reading order.
struct Told<'a> {
    part: Part,
    index: usize,
    is_heading: bool,
    clause: Clause<'a>,
    sources: Vec<Said>,
    /// What is said in it by others than the outlet.
    contents: Vec<Span>,
}

fn sentences<'a>(
    article: &'a Article,
    read: &[Sentence],
    statements: &[Statement],
) -> Vec<Told<'a>> {
    let is_heading = |index: usize| {
        let kind = read.get(index).map(|sentence| sentence.kind);
        matches!(kind, Some(SentenceKind::Title | SentenceKind::Subhead))
    };
    let mut found: Vec<Told<'a>> = Vec::new();
    for statement in statements {
        let text = article.part(statement.part);
        if found
            .last()
            .is_none_or(|last| last.index != statement.sentence)
        {
            found.push(Told {
                part: statement.part,
                index: statement.sentence,
                is_heading: is_heading(statement.sentence),
                clause: Clause {
                    text,
                    tokens: tokens(text, statement.span, false),
                },
                sources: Vec::new(),
                contents: Vec::new(),
            });
        }
        let Some((told, attribution)) = found.last_mut().zip(statement.attribution.as_ref()) else {
            continue;
        };
        told.contents.extend(&statement.content);
        let Some(source) = &attribution.source else {
            continue;
        };
        let new = told.sources.iter().all(|said| said.span != source.span);
        if statement.span.contains(source.span) && new {
            told.sources.push(Said {
                span: source.span,
                named: source.span,
                kind: source.kind,
                who: Who::Other,
            });
            told.sources.sort_by_key(|said| said.span.start);
        }
    }
    found
}

/// The persons of the article. The names of headings do not tell where they end: "Mayor Lena Ortiz Will Resign".
fn persons(article: &Article, sentences: &[Told<'_>]) -> Persons {
    let mut persons = Persons::default();
    for told in sentences.iter().filter(|told| !told.is_heading) {
        let text = article.part(told.part);
        persons.read(text, &told.clause.tokens);
        for said in &told.sources {
            if said.kind == SourceKind::Named {
                let source = tokens(text, said.span, false);
                persons.learn(text, plain_name(&source));
            } else if said.kind == SourceKind::Anonymous
                && let Some(name) = apposed(text, said.span)
            {
                persons.learn(text, &name);
            }
        }
    }
    for told in sentences.iter().filter(|told| told.is_heading) {
        let text = article.part(told.part);
        for said in &told.sources {
            let name = tokens(text, said.span, false);
            if said.kind == SourceKind::Named && name.len() == 2 {
                persons.learn(text, &name);
            }
        }
    }
    for told in sentences {
        persons.count(&told.clause.tokens);
    }
    persons
}

/// Who the source `said` in the last of `sentences` is.
fn who(article: &Article, persons: &Persons, sentences: &[Told<'_>], said: &Said) -> Who {
    let Some(here) = sentences.last() else {
        return Who::Other;
    };
    let text = article.part(here.part);
    let words = tokens(text, said.named, false);
    let known = |name: &[Token]| {
        let unknown = || Who::Named(person::written(text, name));
        persons.of_name(name).map_or_else(unknown, Who::Person)
    };
    match said.kind {
        SourceKind::Named => known(plain_name(&words)),
        SourceKind::Organization => Who::Body(on_one_line(said.named.of(text))),
        SourceKind::Document => Who::Other,
        SourceKind::Pronoun => match Gender::of(said.span.of(text)) {
            Some(gender) => {
                meant(persons, sentences, said, gender).map_or(Who::Someone, Who::Person)
            }
            None if words.first().is_some_and(|word| word.is("it")) => body(sentences),
            None => Who::Other,
        },
        SourceKind::Anonymous => match apposed(text, said.named) {
            Some(name) => known(&name),
            None if is_several(&words) => Who::Other,
            None => persons.holder(&words).map_or(Who::Someone, Who::Person),
        },
    }
}

/// Whether a source without a name is more than one: "officials", "two of the officials".
fn is_several(words: &[Token]) -> bool {
    let of = |word: &Token| word.is_one_of(PREPOSITIONS) || word.is("who");
    let end = words.iter().position(of).unwrap_or(words.len());
    let head = words[..end].last();
    head.is_some_and(is_plural)
}

/// The person whom "he" or "she" means: the one source before it that it can mean, or else the one person whom the outlet names, in the
/// nearest sentence with either. A sentence is a subject and what is said of others: of several persons it is the first, when the
/// sentence begins with the name.
fn meant(persons: &Persons, sentences: &[Told<'_>], said: &Said, gender: Gender) -> Option<usize> {
    let here = sentences.last()?;
    let near = sentences
        .iter()
        .rev()
        .take_while(|told| told.part == here.part && told.index + REACH >= here.index);
    for told in near {
        let before = |place: usize| place < said.span.start;
        let mut people: Vec<Option<usize>> = told
            .sources
            .iter()
            .filter(|other| before(other.span.start))
            .filter_map(|other| match other.who {
                Who::Person(index) => {
                    let fits = persons.get(index)?.can_be(gender);
                    fits.then_some(Some(index))
                }
                Who::Named(_) | Who::Someone => Some(None),
                Who::Body(_) | Who::Other => None,
            })
            .collect();
        people.dedup();
        match people.as_slice() {
            [only] => return *only,
            [] => {}
            _ => return None,
        }
        let mut mentions = persons.mentions(&told.clause.tokens);
        mentions.retain(|mention| {
            let place = told.clause.tokens[mention.at].span;
            let told_by_outlet = !told.contents.iter().any(|content| content.contains(place));
            let person = persons.get(mention.person);
            let fits = person.is_some_and(|person| person.can_be(gender));
            // "Asked by Thain, she agreed": in her own sentence she is not who stands beside her.
            let beside = mention
                .at
                .checked_sub(1)
                .is_some_and(|at| told.clause.tokens[at].is_one_of(PREPOSITIONS));
            let subject = told.index != here.index || mention.at < SUBJECT && !beside;
            before(place.start) && told_by_outlet && fits && subject
        });
        let others = mentions.clone();
        mentions.retain(|mention| !mention.is_owner);
        if let Some(first) = mentions.first() {
            let alone = others.iter().all(|other| other.person == first.person);
            return (alone || first.at < SUBJECT).then_some(first.person);
        }
    }
    None
}

/// How many tokens may stand before the name that a sentence begins with: "But former Mayor Ortiz".
const SUBJECT: usize = 3;

/// The one body that "it" can mean.
fn body(sentences: &[Told<'_>]) -> Who {
    let Some(here) = sentences.last() else {
        return Who::Other;
    };
    let near = sentences
        .iter()
        .filter(|told| told.index + REACH >= here.index);
    let mut bodies: Vec<&String> = near
        .flat_map(|told| &told.sources)
        .filter_map(|said| match &said.who {
            Who::Body(name) => Some(name),
            _ => None,
        })
        .collect();
    bodies.dedup();
    match bodies.as_slice() {
        [only] => Who::Body((*only).clone()),
        _ => Who::Other,
    }
}

/// The name between commas after a source without one: "the fire chief, Dora Lind, said". After a name it may be a place ("in Bergen,
/// New Jersey,").
fn apposed(text: &str, source: Span) -> Option<Vec<Token>> {
    let described = tokens(text, source, false);
    described.last().filter(|last| !last.capital)?;
    let after = text.get(source.end..)?.char_indices();
    let end = after.map(|(at, _)| source.end + at).nth(APPOSED_WITHIN);
    let rest = Span::new(source.end, end.unwrap_or(text.len()));
    let rest = tokens(text, rest, false);
    let (comma, rest) = rest.split_first()?;
    let length = rest.iter().position(|token| !token.capital)?;
    let closed = rest[length].kind == TokenKind::Comma;
    (comma.kind == TokenKind::Comma && closed && length > 1).then(|| rest[..length].to_vec())
}

/// The capitalised words of a name, without what stands before and after: "mill worker Lena Ortiz of Aldane" is "Lena Ortiz".
fn plain_name(source: &[Token]) -> &[Token] {
    if let Some(holder) = source::office_holder(source) {
        return &source[holder..];
    }
    let goes_on = |token: &Token| {
        token.kind == TokenKind::Comma || token.is_one_of(PREPOSITIONS) || token.is("and")
    };
    let Some(first) = source.iter().position(|token| token.capital) else {
        return source;
    };
    let length = source[first..].iter().position(goes_on);
    let end = length.map_or(source.len(), |length| first + length);
    // "Secretary of State Lena Ortiz": the name comes after the office and what it is for.
    let name = source.len().saturating_sub(2);
    let office = source[..end].last();
    if office.is_some_and(|last| person::is_office(&last.lower))
        && source
            .get(end)
            .is_some_and(|token| token.is_one_of(&["of", "for"]))
        && name > end + 1
        && source[name - 1..].iter().all(|token| token.capital)
    {
        return &source[name..];
    }
    let in_name =
        |token: &Token| token.capital || (token.kind == TokenKind::Mark && token.lower == ".");
    let mut runs = source[..end].chunk_by(|a, b| in_name(a) == in_name(b));
    runs.rfind(|run| run[0].capital).unwrap_or(source)
}

/// The proposition with the name of the source for the pronoun that it begins with: "he had paid" of Pike is "Pike had paid".
fn standalone(statement: &Statement, text: &str) -> Option<String> {
    let source = statement.attribution.as_ref()?.source.as_ref()?;
    let (pronoun, rest) = statement.proposition.split_once(' ')?;
    let next = rest.split(' ').next()?.to_lowercase();
    let person = pronoun.eq_ignore_ascii_case("he") || pronoun.eq_ignore_ascii_case("she");
    // "it was unclear" means nobody; "it had closed the mill" means the company.
    let body = pronoun.eq_ignore_ascii_case("it")
        && source.kind == SourceKind::Organization
        && !["is", "was", "would", "seems", "takes"].contains(&next.as_str())
        && (FINITE.contains(&next.as_str()) || next.ends_with("ed"));
    let name = if person {
        source.name.clone()?
    } else if body {
        on_one_line(source.span.of(text))
    } else {
        return None;
    };
    Some(format!("{name} {rest}"))
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
