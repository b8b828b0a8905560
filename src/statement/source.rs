//! What kind of source a noun phrase names.

use super::SourceKind;
use super::person::{OF_BODY, is_office, office_start};
use super::words::DETERMINERS;
use crate::text::{NUMBER_WORDS, Span, Token, TokenKind, tokens};

/// People without a name, by the noun that stands for them.
const PEOPLE: &str = "\
    official officials source sources person people witness witnesses aide aides diplomat \
    diplomats analyst analysts expert experts critic critics lawyer lawyers spokesman \
    spokeswoman spokesperson resident residents minister ministers scientist scientists \
    investigator investigators prosecutor prosecutors researchers doctors economists \
    employees worker workers executive executives adviser advisers insider insiders \
    relatives neighbors neighbours friends opponents supporters lawmakers senators democrats \
    republicans members leaders activists campaigners teachers union unions others man woman \
    father mother commander commanders owner owners engineer engineers guard director \
    manager mayor governor president chairman captain coach judge editor family families \
    attorney attorneys officer officers negotiator negotiators trader traders everyone \
    nobody";
/// Bodies that speak as one.
const BODIES: &str = "\
    ministry department government administration company agency police court house \
    committee commission council office party bank university association federation army \
    military board bureau group union parliament congress senate embassy club firm airline \
    hospital inc corp ltd authorities authority regulator operator institute campaign \
    newspaper magazine times post reuters broadcaster team fund charity nations pentagon \
    kremlin museum league foundation service centre center network outlet ap afp laboratory lab \
    school college clinic diocese parish port plant brewery hotel theatre orchestra observatory \
    archive registry city village county state province country nation republic railway utility \
    tribunal alliance coalition consortium cooperative society division watchdog";
/// Things that are written.
const DOCUMENTS: &str = "\
    report reports statement poll polls survey study studies document documents filing \
    letter memo indictment complaint lawsuit email emails records data figures review \
    article book transcript affidavit ruling results communique website paper audit log logs \
    inquiry analysis research post tweet";
/// Words that say of a source that there is none.
const NOBODY: &[&str] = &["nobody", "none", "neither", "no", "few"];
const PRONOUNS: &str = "\
    he she they it we i you who one both";

/// Whether a word can head a source although it is not capitalised.
pub(super) fn is_speaker(word: &str) -> bool {
    [PEOPLE, BODIES, DOCUMENTS]
        .iter()
        .any(|list| listed(list, word))
}

/// Whether a source is the lack of one: "nobody", "no one", "neither side", "few".
pub(super) fn is_nobody(text: &str, source: Span) -> bool {
    let words = tokens(text, source, false);
    let is = |at: usize, forms: &[&str]| words.get(at).is_some_and(|word| word.is_one_of(forms));
    let number = is(0, &["no"]) && words.get(1).is_none_or(|next| next.kind != TokenKind::Word);
    is(0, NOBODY) && !number || is(0, &["hardly", "scarcely"]) && is(1, &["anyone", "anybody"])
}

/// Where the office and the name begin in a phrase that begins with what the office is of: "Governor Rolf Lind" in "Bank of Aldane Governor
/// Rolf Lind". In "allies of Senate Leader Rolf Lind" nobody named speaks.
pub(super) fn office_holder(words: &[Token]) -> Option<usize> {
    let of = words.iter().position(|word| word.is_one_of(OF_BODY))?;
    let body = words[..of].last()?;
    let rest = &words[of + 1..];
    let last = rest.iter().rposition(|word| is_office(&word.lower))?;
    let office = office_start(&rest[..=last]);
    let of_others =
        listed(PEOPLE, &body.lower) || body.is_one_of(&["office", "allies", "campaign"]);
    let named = office > 0 && last + 1 < rest.len();
    (named && body.capital && !of_others && rest.iter().all(|word| word.capital))
        .then_some(of + 1 + office)
}

fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// The kind of the source that `span` of `text` names.
pub(super) fn kind(text: &str, span: Span) -> SourceKind {
    let words: Vec<Token> = tokens(text, span, false)
        .into_iter()
        .filter(|t| t.kind == TokenKind::Word)
        .collect();
    if office_holder(&words).is_some() {
        return SourceKind::Named;
    }
    let head_end = words
        .iter()
        .position(|word| {
            word.is_one_of(&[
                "for", "of", "in", "at", "with", "from", "on", "familiar", "close", "by", "who",
            ])
        })
        .filter(|&at| at > 0)
        .unwrap_or(words.len());
    let Some(head) = head_end.checked_sub(1).and_then(|at| words.get(at)) else {
        return SourceKind::Anonymous;
    };
    if listed(PRONOUNS, &head.lower) {
        SourceKind::Pronoun
    } else if listed(BODIES, &head.lower) {
        SourceKind::Organization
    } else if listed(DOCUMENTS, &head.lower) {
        SourceKind::Document
    } else if listed(PEOPLE, &head.lower) {
        SourceKind::Anonymous
    } else if head.is_one_of(DETERMINERS) || head.is_one_of(NUMBER_WORDS) {
        // "Two of them": written like a name at the beginning of a sentence.
        SourceKind::Anonymous
    } else if words[0].is("the") && head.capital {
        SourceKind::Organization
    } else if head.capital {
        SourceKind::Named
    } else {
        SourceKind::Anonymous
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sources() {
        let kind_of = |text: &str| kind(text, Span::new(0, text.len()));
        assert_eq!(kind_of("two senior officials"), SourceKind::Anonymous);
        assert_eq!(
            kind_of("another senior government official"),
            SourceKind::Anonymous
        );
        assert_eq!(kind_of("The Harbour Ministry"), SourceKind::Organization);
        assert_eq!(kind_of("the county laboratory"), SourceKind::Organization);
        assert_eq!(kind_of("Mayor Lena Ortiz"), SourceKind::Named);
        assert_eq!(kind_of("a report by the auditors"), SourceKind::Document);
        assert_eq!(kind_of("the report"), SourceKind::Document);
        assert_eq!(kind_of("Two of them"), SourceKind::Anonymous);
        assert_eq!(kind_of("Many in Aldane"), SourceKind::Anonymous);
        assert_eq!(
            kind_of("Bank of Aldane Governor Rolf Lind"),
            SourceKind::Named
        );
        assert_eq!(kind_of("She"), SourceKind::Pronoun);
    }

    #[test]
    fn who_holds_an_office_of_a_body_is_told_last() {
        let holder = |text: &str| {
            let words = tokens(text, Span::new(0, text.len()), false);
            office_holder(&words).map(|at| text[words[at].span.start..].to_owned())
        };
        for (text, name) in [
            (
                "Bank of Aldane Governor Rolf Lind",
                Some("Governor Rolf Lind"),
            ),
            (
                "Joint Chiefs of Staff Chairman Rolf Lind",
                Some("Chairman Rolf Lind"),
            ),
            (
                "Bank of Aldane Vice President Rolf Lind",
                Some("Vice President Rolf Lind"),
            ),
            ("Secretary of State Rolf Lind", None),
            ("Allies of Senate Leader Rolf Lind", None),
            ("Critics of President Lind", None),
            ("the Bank of Aldane", None),
        ] {
            assert_eq!(holder(text).as_deref(), name, "{text}");
        }
    }
}
