//! Quotations that span sentences: a quoted sentence without a cue of its own belongs to whoever speaks around it.

use super::{Attribution, Statement};
use crate::article::Part;
use crate::sentence::Sentence;
use crate::text::TokenKind;

use super::clause::Clause;

/// Follows quotations through the sentences of an article.
#[derive(Default)]
pub(super) struct Tracker {
    place: Option<(Part, usize)>,
    open: bool,
    /// Who spoke last in this paragraph, inside a quotation.
    speaker: Option<Attribution>,
    /// Quoted statements of the open quotation that nobody has been named for yet.
    unattributed: Vec<usize>,
}

impl Tracker {
    /// Begins a sentence; returns whether a quotation is open before it. A paragraph that opens with a quotation mark goes
    /// on with the quotation of the paragraph before, when that one was not closed.
    pub(super) fn enter(&mut self, text: &str, sentence: &Sentence) -> bool {
        let place = Some((sentence.part, sentence.paragraph));
        if self.place != place {
            let continues = self.open && sentence.span.of(text).starts_with(['“', '"']);
            self.speaker = self.speaker.take().filter(|_| continues);
            self.unattributed.clear();
            self.place = place;
            self.open = false;
        }
        self.open
    }

    /// Ends a sentence whose statements are `statements[first..]`.
    pub(super) fn leave(
        &mut self,
        clause: &Clause<'_>,
        statements: &mut [Statement],
        first: usize,
    ) {
        let starts_quoted = clause
            .tokens
            .first()
            .is_some_and(|token| token.quoted || token.kind == TokenKind::Open);
        self.open = clause
            .tokens
            .last()
            .is_some_and(|token| token.quoted && token.kind != TokenKind::Close);
        let Some(statement) = statements.get(first) else {
            return;
        };
        match &statement.attribution {
            Some(attribution) => {
                let quotes = clause.tokens.iter().any(|token| token.quoted);
                self.speaker = quotes.then(|| attribution.clone());
                for at in self.unattributed.drain(..).filter(|_| starts_quoted) {
                    statements[at].attribution = self.speaker.clone();
                }
            }
            None if starts_quoted => match &self.speaker {
                Some(speaker) => statements[first].attribution = Some(speaker.clone()),
                None => self.unattributed.push(first),
            },
            None => self.speaker = None,
        }
    }
}
