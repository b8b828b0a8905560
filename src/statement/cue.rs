//! What a found cue is: the entry of the lexicon that its words meet.

use super::lexicon::{self, CueEntry};
use super::words::{BE, BEFORE_CUE, PREPOSITIONS};
use crate::text::{Token, TokenKind};

/// The head of a cue.
pub(super) struct Head {
    /// Its entry; of a word that the lexicon does not know, that of something said.
    pub(super) entry: CueEntry,
    pub(super) lemma: String,
}

/// The head of a cue of these words: the first that the lexicon knows as nothing but a cue, or as a cue at all.
pub(super) fn head(words: &[Token]) -> Head {
    let entry = |at: usize| {
        let word = words.get(at)?;
        let next = words.get(at + 1);
        next.and_then(|next| lexicon::phrase(&word.lower, &next.lower))
            .or_else(|| lexicon::cue(&word.lower))
    };
    let known: Vec<CueEntry> = (0..words.len()).filter_map(entry).collect();
    let plain = known.iter().find(|entry| !entry.ambiguous);
    match plain.or(known.first()) {
        Some(&entry) => Head {
            entry,
            lemma: entry.lemma.to_owned(),
        },
        None => Head {
            entry: lexicon::UNKNOWN,
            lemma: unknown(words),
        },
    }
}

/// "according to", a colon, or the last word that carries a meaning.
fn unknown(words: &[Token]) -> String {
    if words.iter().any(|word| word.is("according")) {
        return "according to".to_owned();
    }
    let is_head = |word: &&Token| {
        word.kind == TokenKind::Word
            && !word.is_one_of(BEFORE_CUE)
            && !word.is_one_of(BE)
            && !word.is_one_of(PREPOSITIONS)
    };
    let head = words.iter().rev().find(is_head).or(words.last());
    head.map_or_else(String::new, |head| head.lower.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokens};

    #[test]
    fn heads_of_cues() {
        for (cue, lemma) in [
            ("has repeatedly denied", "deny"),
            ("pointed out", "point out"),
            ("According to", "according to"),
            ("in the eyes of", "eyes"),
            (":", ":"),
            ("claims to have said", "say"),
        ] {
            assert_eq!(
                head(&tokens(cue, Span::new(0, cue.len()), false)).lemma,
                lemma
            );
        }
    }
}
