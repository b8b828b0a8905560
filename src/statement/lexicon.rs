//! The cue lexicon: which words attribute, and how certain and of which polarity they leave what they introduce.
//!
//! The data is `lexicon.tsv` beside this file; it says what its columns follow.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Stance;

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
    /// Has something under deliberation.
    Deliberate,
}

/// One entry, as one of its forms meets it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CueEntry {
    pub(crate) lemma: &'static str,
    pub(crate) class: CueClass,
    /// The stance that the cue itself gives, before negation and modality.
    pub(crate) stance: Stance,
    /// Whether the form is as often a noun or adjective.
    pub(crate) ambiguous: bool,
}

static ENTRIES: LazyLock<HashMap<&'static str, CueEntry>> = LazyLock::new(|| {
    include_str!("lexicon.tsv")
        .lines()
        .flat_map(entries)
        .collect()
});

/// The entry of a lower-case word form.
pub(crate) fn cue(form: &str) -> Option<CueEntry> {
    ENTRIES.get(form).copied()
}

fn entries(line: &'static str) -> Vec<(&'static str, CueEntry)> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [lemma, class, certainty, polarity, forms] = columns[..] else {
        return Vec::new();
    };
    let (Some(class), stance) = (class_named(class), stance_of(certainty, polarity)) else {
        return Vec::new();
    };
    let entry = |form: &'static str| {
        let ambiguous = form.ends_with('~');
        (
            form.trim_end_matches('~'),
            CueEntry {
                lemma,
                class,
                stance,
                ambiguous,
            },
        )
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
        "deliberate" => CueClass::Deliberate,
        _ => return None,
    })
}

/// The stance that certainty and polarity amount to: what is possible is considered, what is uncommitted is questioned.
fn stance_of(certainty: &str, polarity: &str) -> Stance {
    match (certainty, polarity) {
        ("U", _) => Stance::Question,
        (_, "-") => Stance::Deny,
        ("PS", _) => Stance::Consider,
        _ => Stance::Affirm,
    }
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
            assert!(!entries(line).is_empty(), "not an entry: {line}");
        }
    }

    #[test]
    fn stance_follows_certainty_and_polarity() {
        assert_eq!(cue("denied").map(|entry| entry.stance), Some(Stance::Deny));
        assert_eq!(
            cue("suggested").map(|entry| entry.stance),
            Some(Stance::Consider)
        );
        assert_eq!(cue("said").map(|entry| entry.stance), Some(Stance::Affirm));
        assert!(cue("claims").is_some_and(|entry| entry.ambiguous));
        assert!(cue("table").is_none());
    }
}
