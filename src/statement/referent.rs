//! Who a source is when only a surname or a pronoun names it, and who "he" is in what it says.
//!
//! A name is given only where one person can be meant; what is uncertain stays as it was written.

use super::words::{FINITE, PREPOSITIONS};
use super::{SourceKind, Statement, on_one_line};
use crate::article::Article;
use crate::text::{Span, Token, TokenKind, tokens};

/// How many sentences a pronoun looks back for the source it means.
const REACH: usize = 3;

/// How many characters after a source its name may take.
const APPOSED_WITHIN: usize = 60;

/// Sets the names of sources, and puts names for pronouns into the propositions.
pub(super) fn name(article: &Article, statements: &mut [Statement]) {
    let mut known: Vec<Known> = Vec::new();
    for statement in statements.iter_mut() {
        let text = article.part(statement.part);
        let sentence = statement.sentence;
        let Some(source) = statement
            .attribution
            .as_mut()
            .and_then(|attribution| attribution.source.as_mut())
        else {
            continue;
        };
        let words = source.span.of(text);
        let anonymous = source.kind == SourceKind::Anonymous;
        let apposed = anonymous.then(|| apposed(text, source.span)).flatten();
        if apposed.is_some() {
            source.kind = SourceKind::Named;
        }
        match source.kind {
            SourceKind::Pronoun => {
                source.name = meant(&known, words, sentence).map(|known| known.name.clone());
            }
            SourceKind::Named => {
                let name = apposed.unwrap_or_else(|| plain_name(text, source.span));
                let full = known
                    .iter()
                    .find(|known| is_same(&known.name, &name))
                    .map_or(name, |known| known.name.clone());
                source.name = Some(full.clone());
                remember(&mut known, full, SourceKind::Named, sentence);
            }
            kind => remember(&mut known, on_one_line(words), kind, sentence),
        }
        if let Some(resolved) = standalone(statement, text) {
            statement.proposition = resolved;
        }
    }
}

/// A source that was named before.
struct Known {
    name: String,
    kind: SourceKind,
    sentence: usize,
}

/// A headline often has the surname alone, and the article the whole name after it: that is one person.
fn remember(known: &mut Vec<Known>, name: String, kind: SourceKind, sentence: usize) {
    known.retain(|known| !is_same(&name, &known.name));
    known.push(Known {
        name,
        kind,
        sentence,
    });
}

/// The one source that a pronoun can mean: a person for "he" and "she", a body for "it", nobody for "they" and "we".
fn meant<'a>(known: &'a [Known], pronoun: &str, sentence: usize) -> Option<&'a Known> {
    let kind = match pronoun.to_lowercase().as_str() {
        "he" | "she" => SourceKind::Named,
        "it" => SourceKind::Organization,
        _ => return None,
    };
    let mut near = known
        .iter()
        .filter(|known| known.kind == kind && sentence.saturating_sub(known.sentence) <= REACH);
    let only = near.next()?;
    near.next().is_none().then_some(only)
}

/// "Ortiz" is "Lena Ortiz" when she was named before.
fn is_same(known: &str, name: &str) -> bool {
    known == name
        || (!name.contains(' ') && known.rsplit(' ').next().is_some_and(|last| last == name))
}

/// The name between commas after a source without one: "the fire chief, Dora Lind, said". After a name it may be a place ("in Bergen,
/// New Jersey,").
fn apposed(text: &str, source: Span) -> Option<String> {
    let described = tokens(text, source, false);
    described.last().filter(|last| !last.capital)?;
    let after = text.get(source.end..)?.char_indices();
    let end = after.map(|(at, _)| source.end + at).nth(APPOSED_WITHIN);
    let rest = Span::new(source.end, end.unwrap_or(text.len()));
    let rest = tokens(text, rest, false);
    let (comma, rest) = rest.split_first()?;
    let length = rest.iter().position(|token| !token.capital)?;
    let closed = rest[length].kind == TokenKind::Comma;
    let name = (comma.kind == TokenKind::Comma && closed && length > 1)
        .then(|| Span::new(rest[0].span.start, rest[length - 1].span.end))?;
    Some(on_one_line(name.of(text)))
}

/// The capitalised words of a name, without what stands before and after: "mill worker Lena Ortiz of Aldane" is "Lena Ortiz".
fn plain_name(text: &str, span: Span) -> String {
    let tokens = tokens(text, span, false);
    let goes_on = |token: &Token| {
        token.kind == TokenKind::Comma || token.is_one_of(PREPOSITIONS) || token.is("and")
    };
    let Some(first) = tokens.iter().position(|token| token.capital) else {
        return on_one_line(span.of(text));
    };
    let length = tokens[first..].iter().position(goes_on);
    let end = length.map_or(tokens.len(), |length| first + length);
    // "Secretary of State Lena Ortiz": an office of one word, and a name after it.
    let office = end == first + 1
        && tokens.get(end).is_some_and(|token| token.is("of"))
        && tokens.len() >= end + 4
        && tokens[tokens.len() - 3..].iter().all(|token| token.capital);
    if office {
        return on_one_line(Span::new(tokens[first].span.start, span.end).of(text));
    }
    let in_name =
        |token: &Token| token.capital || (token.kind == TokenKind::Mark && token.lower == ".");
    let mut runs = tokens[..end].chunk_by(|a, b| in_name(a) == in_name(b));
    let name = runs.rfind(|run| run[0].capital);
    name.map_or_else(
        || on_one_line(span.of(text)),
        |run| {
            let end = run.last().map_or(span.end, |last| last.span.end);
            on_one_line(Span::new(run[0].span.start, end).of(text))
        },
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_what_stands_beside_them() {
        for (source, name) in [
            ("mill worker Lena Ortiz of Aldane", "Lena Ortiz"),
            ("Hale-Mart worker Lena Ortiz", "Lena Ortiz"),
            ("Sen. Lena Ortiz", "Sen. Lena Ortiz"),
            (
                "Secretary of State Lena Ortiz",
                "Secretary of State Lena Ortiz",
            ),
            ("Ortiz of New Aldane", "Ortiz"),
            ("Ortiz and Pike", "Ortiz"),
            ("the harbour master", "the harbour master"),
        ] {
            assert_eq!(plain_name(source, Span::new(0, source.len())), name);
        }
    }

    #[test]
    fn a_name_between_commas_is_the_name_of_the_source_before_it() {
        let name = |source: &str, rest: &str| {
            apposed(&format!("{source}{rest}"), Span::new(0, source.len()))
        };
        assert_eq!(
            name("The fire chief", ", Dora Lind, said that").as_deref(),
            Some("Dora Lind")
        );
        assert_eq!(name("The mayor of Bergen", ", New Jersey, said"), None);
        assert_eq!(name("The fire chief", ", Dora Lind said"), None);
        assert_eq!(name("The mayor", ", Monday, said"), None);
        assert_eq!(name("The mayor", " said"), None);
    }
}
