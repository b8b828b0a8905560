//! Quotations that span sentences: a quoted sentence without a cue of its own belongs to whoever speaks around it.

use super::clause::Clause;
use super::{Attribution, Statement};
use crate::article::Part;
use crate::sentence::Sentence;
use crate::text::{Span, Token, TokenKind};

/// Follows quotations through the sentences of an article.
#[derive(Default)]
pub(super) struct Tracker {
    place: Option<(Part, usize)>,
    open: bool,
    /// Who spoke last in this paragraph, inside a quotation.
    speaker: Option<Attribution>,
    /// Who spoke last in the paragraph before.
    earlier: Option<Attribution>,
    /// Quoted statements of the open quotation that nobody has been named for yet.
    unattributed: Vec<usize>,
    /// Whether the paragraph holds anything but quoted words without a cue.
    told: bool,
}

impl Tracker {
    /// Begins a sentence; returns whether a quotation is open before it. A paragraph that opens with a quotation mark goes
    /// on with the quotation of the paragraph before, when that one was not closed; one that is a quotation and nothing
    /// else belongs to whoever spoke in the paragraph before.
    pub(super) fn enter(
        &mut self,
        text: &str,
        sentence: &Sentence,
        statements: &mut [Statement],
    ) -> bool {
        let place = Some((sentence.part, sentence.paragraph));
        if self.place != place {
            self.end_paragraph(statements);
            let continues = self.open && sentence.span.of(text).starts_with(['“', '"']);
            self.earlier = self.speaker.take();
            self.speaker = self.earlier.clone().filter(|_| continues);
            self.place = place;
            self.open = false;
            self.told = false;
        }
        self.open
    }

    /// Names the speaker of the paragraph before for what nobody was named for in this one.
    pub(super) fn end_paragraph(&mut self, statements: &mut [Statement]) {
        let speaker = self.earlier.clone().filter(|_| !self.told);
        for at in self.unattributed.drain(..) {
            if let (Some(statement), Some(speaker)) = (statements.get_mut(at), &speaker) {
                statement.attribution = Some(speaker.clone());
                self.speaker = Some(speaker.clone());
            }
        }
    }

    /// Ends a sentence whose statements are `statements[first..]`.
    pub(super) fn leave(
        &mut self,
        clause: &Clause<'_>,
        statements: &mut [Statement],
        first: usize,
    ) {
        let (Some(start), Some(end)) = (clause.tokens.first(), clause.tokens.last()) else {
            return;
        };
        let starts_quoted = start.quoted || start.kind == TokenKind::Open;
        self.open = end.quoted && end.kind != TokenKind::Close;
        let said = statements.get(first..).unwrap_or_default();
        if said.iter().all(|statement| statement.attribution.is_none()) {
            match &self.speaker {
                _ if !starts_quoted => {
                    self.speaker = None;
                    self.told = true;
                }
                Some(speaker) => {
                    if let Some(statement) = statements.get_mut(first) {
                        statement.attribution = Some(speaker.clone());
                    }
                }
                None => self.unattributed.push(first),
            }
            return;
        }
        self.told = true;
        let quoted: Vec<Span> = clause
            .tokens
            .iter()
            .filter(|token| is_said(token))
            .map(|token| token.span)
            .collect();
        let speaker_of = |place: Option<&Span>| {
            let holds = |statement: &&Statement| {
                place.is_some_and(|place| {
                    statement
                        .content
                        .iter()
                        .any(|content| content.contains(*place))
                })
            };
            let attributed = |statement: &&Statement| statement.attribution.is_some();
            let whose = said.iter().filter(attributed).rfind(holds);
            whose
                .or(said.iter().find(attributed))
                .and_then(|statement| statement.attribution.clone())
        };
        self.speaker = quoted.last().and_then(|last| speaker_of(Some(last)));
        let before = speaker_of(quoted.first()).filter(|_| starts_quoted);
        for at in self.unattributed.drain(..) {
            if let Some(statement) = statements.get_mut(at) {
                statement.attribution = before.clone();
            }
        }
    }
}

fn is_said(token: &Token) -> bool {
    token.quoted && token.kind == TokenKind::Word
}
