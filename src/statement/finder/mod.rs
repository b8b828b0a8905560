//! Finding attributions: a transformer reads a few sentences at a time and tells the sources, cues and contents in them.
//!
//! What the found words mean, who "he" is, and how a source stands to a content is left to the rest of [`statement`](super).

mod answer;
mod tagging;
mod window;

use std::ops::Range;
use std::path::Path;

use crate::article::{Article, Part};
use crate::sentence::Sentence;
use crate::text::Span;
use crate::transformer::{Transformer, TransformerError, Words};
pub(super) use answer::Found;
use window::{Window, windows};

/// Tokens of a window that count: as many as BERT has places for.
const MAX_TOKENS: usize = 512;

/// A model that finds attributions: a folder with `tokenizer.json` and `model.onnx`, as `models/recipe/attribution.py` makes it.
pub struct Finder {
    transformer: Transformer,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").finish_non_exhaustive()
    }
}

impl Finder {
    /// Loads the finder in the folder `dir`.
    ///
    /// # Errors
    /// When a file is missing or unusable.
    pub fn load(dir: &Path) -> Result<Self, TransformerError> {
        let transformer = Transformer::open(dir, MAX_TOKENS)?;
        Ok(Self { transformer })
    }

    /// The attributions of each article, in the order of their cues, on the current rayon thread pool.
    pub(super) fn find(
        &self,
        articles: &[(&Article, &[Sentence])],
    ) -> Result<Vec<Vec<(Part, Found)>>, TransformerError> {
        let places: Vec<(usize, Window)> = articles
            .iter()
            .enumerate()
            .flat_map(|(at, (_, sentences))| {
                let stating = sentences
                    .iter()
                    .filter(|sentence| super::state::states(sentence));
                let windows = windows(&stating.cloned().collect::<Vec<_>>());
                windows.into_iter().map(move |window| (at, window))
            })
            .collect();
        let words: Vec<Words<'_>> = places
            .iter()
            .map(|(at, window)| Words::One(window.span.of(articles[*at].0.part(window.part))))
            .collect();
        let answers = self.transformer.run(&words, answer::found)?;
        let mut found: Vec<Vec<(Part, Found)>> = articles.iter().map(|_| Vec::new()).collect();
        for ((at, window), answer) in places.iter().zip(answers) {
            let placed = answer.into_iter().map(|one| placed(one, window.span.start));
            let own = placed.filter(|one| window.core.contains(one.cue));
            found[*at].extend(own.map(|one| (window.part, one)));
        }
        for ((article, sentences), found) in articles.iter().zip(&mut found) {
            for (part, one) in found.iter_mut() {
                one.content = by_sentence(sentences, *part, &one.content);
                one.source = one
                    .source
                    .and_then(|source| in_one_sentence(sentences, *part, source, one.cue));
            }
            return_to_own_sentence(article, sentences, found);
            found.retain(|(_, one)| !one.content.is_empty());
        }
        Ok(found)
    }
}

/// Which sentences `place` reaches over. They come in the order of their parts and places.
pub(super) fn reached(sentences: &[Sentence], part: Part, place: Span) -> Range<usize> {
    let ends = |x: &Sentence| (x.part, x.span.end) <= (part, place.start);
    let begins = |x: &Sentence| (x.part, x.span.start) < (part, place.end);
    let first = sentences.partition_point(ends);
    first..sentences.partition_point(begins).max(first)
}

/// A content with a piece for each sentence that it reaches over.
fn by_sentence(sentences: &[Sentence], part: Part, content: &[Span]) -> Vec<Span> {
    let pieces = content.iter().flat_map(|piece| {
        sentences[reached(sentences, part, *piece)]
            .iter()
            .map(|sentence| {
                let within = sentence.span;
                Span::new(piece.start.max(within.start), piece.end.min(within.end))
            })
    });
    pieces.collect()
}

/// The piece of a source in the sentence of its cue, or its last one: a line without a full stop above it is no part of a name.
fn in_one_sentence(sentences: &[Sentence], part: Part, source: Span, cue: Span) -> Option<Span> {
    let pieces = by_sentence(sentences, part, &[source]);
    let home = &sentences[reached(sentences, part, cue)];
    let own = |piece: &&Span| home.iter().any(|sentence| sentence.span.contains(**piece));
    pieces.iter().find(own).or(pieces.last()).copied()
}

/// Gives a cue without content what a cue of another sentence took from its own: without quotation marks nobody speaks over the
/// end of a sentence.
fn return_to_own_sentence(article: &Article, sentences: &[Sentence], found: &mut [(Part, Found)]) {
    for at in 0..found.len() {
        let (part, cue) = (found[at].0, found[at].1.cue);
        if !found[at].1.content.is_empty() {
            continue;
        }
        let home = sentences[reached(sentences, part, cue)]
            .iter()
            .map(|sentence| sentence.span)
            .find(|home| home.contains(cue))
            .filter(|home| !home.of(article.part(part)).contains(['"', '“', '”']));
        let Some(home) = home else {
            continue;
        };
        let mut back = Vec::new();
        for (_, other) in found.iter_mut().filter(|(other, _)| *other == part) {
            if !home.contains(other.cue) {
                back.extend(other.content.extract_if(.., |piece| home.contains(*piece)));
            }
        }
        found[at].1.content = back;
    }
}

/// The same attribution in a text that the window begins at byte `start` of.
fn placed(found: Found, start: usize) -> Found {
    let moved = |span: Span| Span::new(span.start + start, span.end + start);
    Found {
        cue: moved(found.cue),
        source: found.source.map(moved),
        content: found.content.into_iter().map(moved).collect(),
    }
}

/// Loads the finder that is compiled into belie: `models/minilm-l6-attribution` of its source.
///
/// # Errors
/// Never in a released belie; the tests load it.
#[cfg(feature = "embedded-model")]
pub fn default_finder() -> Result<Finder, TransformerError> {
    let transformer = Transformer::embedded(
        "minilm-l6-attribution",
        include_bytes!("../../../models/minilm-l6-attribution/tokenizer.json"),
        include_bytes!("../../../models/minilm-l6-attribution/model.onnx"),
        MAX_TOKENS,
    )?;
    Ok(Finder { transformer })
}
