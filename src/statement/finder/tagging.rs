//! The likeliest tags of the words of a window: what each word says for itself, made one sequence (Viterbi 1967).

/// Outside, then beginning and inside of a cue, of a content, of a source.
pub(super) const TAGS: usize = 7;
pub(super) const CUE: usize = 1;
pub(super) const CONTENT: usize = 3;
pub(super) const SOURCE: usize = 5;
/// What a content that begins or ends costs: contents are long, and a word in them that speaks for nothing breaks none.
const BREAK: f32 = 1.0;
/// What speaks for a cue beforehand: one that is missed costs more than one too many.
const LEAN: f32 = 1.0;
/// The cost of what cannot be: inside without a beginning.
const NEVER: f32 = 1e9;

/// What it costs that `tag` follows `last`.
fn cost(last: usize, tag: usize) -> f32 {
    let is_inside = tag > 0 && tag.is_multiple_of(2);
    if is_inside && last != tag && last + 1 != tag {
        return NEVER;
    }
    let in_content = last == CONTENT || last == CONTENT + 1;
    match (in_content, tag) {
        (true, CONTENT) => 2.0 * BREAK,
        (true, 0) => BREAK,
        (false, CONTENT) if last == 0 => BREAK,
        _ => 0.0,
    }
}

/// The tags of words with these scores; of two equally likely sequences always the same.
pub(super) fn tags<'a>(scores: impl Iterator<Item = &'a [f32]>) -> Vec<usize> {
    // Before the first word nothing is open.
    let mut reached = [-NEVER; TAGS];
    reached[0] = 0.0;
    let mut steps: Vec<[usize; TAGS]> = Vec::new();
    for scores in scores {
        let (mut next, mut from) = ([0.0; TAGS], [0; TAGS]);
        for tag in 0..TAGS {
            let comes = |last: usize| reached[last] - cost(last, tag);
            let best = (1..TAGS).fold(0, |best, last| {
                if comes(last) > comes(best) {
                    last
                } else {
                    best
                }
            });
            from[tag] = best;
            let lean = if tag == CUE || tag == CUE + 1 {
                LEAN
            } else {
                0.0
            };
            next[tag] = comes(best) + scores.get(tag).copied().unwrap_or(-NEVER) + lean;
        }
        reached = next;
        steps.push(from);
    }
    let mut tag = (1..TAGS).fold(0, |best, tag| {
        if reached[tag] > reached[best] {
            tag
        } else {
            best
        }
    });
    let mut tags = Vec::with_capacity(steps.len());
    for from in steps.iter().rev() {
        tags.push(tag);
        tag = from[tag];
    }
    tags.reverse();
    tags
}

/// The runs of words, first and past the last, that `begin` (and the tag after it, inside) is the tag of.
pub(super) fn runs(tags: &[usize], begin: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        match found.last_mut().filter(|(_, end)| *end == at) {
            Some((_, end)) if tag == begin + 1 => *end = at + 1,
            _ if tag == begin => found.push((at, at + 1)),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_doubtful_word_does_not_break_a_content() {
        let row = |tag: usize, score: f32| {
            let mut row = [0.0; TAGS];
            row[tag] = score;
            row
        };
        let mut rows = [
            row(CONTENT, 5.0),
            row(CONTENT + 1, 5.0),
            row(0, 1.5),
            row(CONTENT + 1, 5.0),
        ];
        let found = |rows: &[[f32; TAGS]]| tags(rows.iter().map(|row| &row[..]));
        assert_eq!(
            found(&rows),
            [CONTENT, CONTENT + 1, CONTENT + 1, CONTENT + 1]
        );
        rows[2] = row(0, 9.0);
        assert_eq!(found(&rows)[2], 0);
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn runs_end_where_another_begins() {
        assert_eq!(
            runs(&[3, 4, 3, 0, 1, 3, 4], CONTENT),
            [(0, 2), (2, 3), (5, 7)]
        );
    }

    proptest! {
        #[test]
        fn inside_only_follows_its_own(rows in prop::collection::vec(prop::array::uniform7(-9.0f32..9.0), 0..20)) {
            let found = tags(rows.iter().map(|row| &row[..]));
            prop_assert_eq!(found.len(), rows.len());
            let mut last = 0;
            for tag in found {
                prop_assert!(tag == 0 || tag % 2 == 1 || last == tag || last + 1 == tag);
                last = tag;
            }
        }
    }
}
