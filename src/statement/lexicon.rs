//! The cue lexicon: which words attribute, and how certain and of which polarity they leave what they introduce.
//!
//! The data is `lexicon.tsv` beside this file; it says what its columns follow.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Certainty, Polarity, Stance};

/// How a cue works in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueClass {
    /// Says something: "said", "argued".
    Speech,
    /// Says something to a hearer who is named next: "told reporters".
    Tell,
    /// Holds something: "believes".
    Belief,
    /// Grants what somebody said: "confirmed".
    Confirm,
    /// Says that something is not so: "denied".
    Deny,
    /// Asks or doubts: "questioned".
    Question,
    /// Does not do what the next verb says: "declined to confirm".
    Refuse,
    /// Holds something, after a form of "be": "is sure that".
    Adjective,
    /// Takes a stand on its content without saying it: "praised the ruling".
    Attitude,
    /// Leaves open who holds it: "seems".
    Seem,
    /// Gives a figure: "put the toll at". No entry of the lexicon is of this class.
    Reckon,
}

/// One entry, as one of its forms meets it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CueEntry {
    pub(crate) lemma: &'static str,
    pub(crate) class: CueClass,
    pub(crate) certainty: Certainty,
    pub(crate) polarity: Polarity,
    /// What may follow, a letter each.
    frames: &'static str,
    /// Whether the form is as often a noun or adjective.
    pub(crate) ambiguous: bool,
}

impl CueEntry {
    /// Whether a complement of this kind may follow: the letters of the column `frames`.
    pub(crate) fn takes(&self, frame: char) -> bool {
        self.frames.contains(frame)
    }

    /// The stance that the cue itself gives, before negation and modality: what is possible is considered, what is
    /// uncommitted is questioned.
    pub(crate) fn stance(&self) -> Stance {
        match (self.certainty, self.polarity) {
            (Certainty::Uncommitted, _) => Stance::Question,
            (_, Polarity::Negative) => Stance::Deny,
            (Certainty::Possible, _) => Stance::Consider,
            _ => Stance::Affirm,
        }
    }
}

/// What a cue that the lexicon does not know does: it says something.
pub(crate) const UNKNOWN: CueEntry = CueEntry {
    lemma: "",
    class: CueClass::Speech,
    certainty: Certainty::Certain,
    polarity: Polarity::Positive,
    frames: "cn",
    ambiguous: false,
};

/// Entries by form, and by form and the word after it.
#[derive(Default)]
struct Entries {
    words: HashMap<&'static str, CueEntry>,
    phrases: HashMap<(&'static str, &'static str), CueEntry>,
}

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let mut entries = Entries::default();
    for (form, entry) in include_str!("lexicon.tsv").lines().flat_map(forms) {
        match entry.lemma.split_once(' ') {
            Some((_, second)) => {
                entries.phrases.insert((form, second), entry);
            }
            None => {
                entries.words.insert(form, entry);
            }
        }
    }
    entries
});

/// The entry of a lower-case word form.
pub(crate) fn cue(form: &str) -> Option<CueEntry> {
    ENTRIES.words.get(form).copied()
}

/// The entry of two lower-case words that are one cue: "pointed out".
pub(crate) fn phrase(form: &str, next: &str) -> Option<CueEntry> {
    ENTRIES.phrases.get(&(form, next)).copied()
}

fn forms(line: &'static str) -> Vec<(&'static str, CueEntry)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [lemma, class, certainty, polarity, frames, forms] = columns[..] else {
        return Vec::new();
    };
    let (Some(class), Some(certainty)) = (class_named(class), certainty_named(certainty)) else {
        return Vec::new();
    };
    let polarity = if polarity == "-" {
        Polarity::Negative
    } else {
        Polarity::Positive
    };
    let entry = |form: &'static str| {
        let entry = CueEntry {
            lemma,
            class,
            certainty,
            polarity,
            frames,
            ambiguous: form.ends_with('~'),
        };
        (form.trim_end_matches('~'), entry)
    };
    forms.split(' ').map(entry).collect()
}

fn class_named(name: &str) -> Option<CueClass> {
    Some(match name {
        "speech" => CueClass::Speech,
        "tell" => CueClass::Tell,
        "belief" => CueClass::Belief,
        "confirm" => CueClass::Confirm,
        "deny" => CueClass::Deny,
        "question" => CueClass::Question,
        "refuse" => CueClass::Refuse,
        "adjective" => CueClass::Adjective,
        "attitude" => CueClass::Attitude,
        "seem" => CueClass::Seem,
        _ => return None,
    })
}

fn certainty_named(name: &str) -> Option<Certainty> {
    Some(match name {
        "CT" => Certainty::Certain,
        "PR" => Certainty::Probable,
        "PS" => Certainty::Possible,
        "U" => Certainty::Uncommitted,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let lines = include_str!("lexicon.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        for line in lines {
            assert!(!forms(line).is_empty(), "not an entry: {line}");
        }
    }

    #[test]
    fn stance_follows_certainty_and_polarity() {
        let stance = |form: &str| cue(form).map(|entry| entry.stance());
        assert_eq!(stance("denied"), Some(Stance::Deny));
        assert_eq!(stance("suggested"), Some(Stance::Consider));
        assert_eq!(stance("said"), Some(Stance::Affirm));
        assert!(cue("claims").is_some_and(|entry| entry.ambiguous));
        assert!(cue("table").is_none());
        assert_eq!(
            phrase("pointed", "out").map(|entry| entry.lemma),
            Some("point out")
        );
    }
}
