//! Closed classes of words that the rules of attribution look at.

use crate::text::Token;

/// Words that may stand between a source and its cue.
pub(super) const BEFORE_CUE: &[&str] = &[
    "has",
    "have",
    "had",
    "also",
    "later",
    "earlier",
    "then",
    "again",
    "never",
    "not",
    "did",
    "didn't",
    "does",
    "doesn't",
    "do",
    "don't",
    "would",
    "wouldn't",
    "could",
    "couldn't",
    "hasn't",
    "haven't",
    "hadn't",
    "can't",
    "cannot",
    "can",
    "will",
    "won't",
    "may",
    "might",
    "should",
    "must",
    "already",
    "previously",
    "further",
    "simply",
    "both",
    "all",
    "once",
    "even",
    "now",
    "still",
    "just",
    "often",
    "long",
    "always",
    "first",
    "himself",
    "herself",
    "themselves",
    "soon",
    "yet",
    "to",
];
/// What may stand after who it speaks of: "Pike himself".
pub(super) const REFLEXIVES: &[&str] = &["himself", "herself", "itself", "themselves"];
/// Forms of "be": before a participle they make it passive, before a form in "-ing" they are its auxiliary.
pub(super) const BE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "isn't", "wasn't", "weren't", "aren't",
];
/// Words that make the verb after them negative.
pub(super) const NEGATIONS: &[&str] = &[
    "never", "not", "didn't", "doesn't", "don't", "wouldn't", "couldn't", "hasn't", "haven't",
    "hadn't", "can't", "cannot", "won't", "isn't", "wasn't", "weren't", "aren't",
];
/// Auxiliaries and forms that show that a clause has a verb.
pub(super) const FINITE: &[&str] = &[
    "is", "are", "was", "were", "am", "has", "have", "had", "will", "would", "could", "can", "may",
    "might", "should", "must", "did", "does", "do", "isn't", "aren't", "wasn't", "weren't",
    "won't", "wouldn't", "couldn't", "can't", "cannot", "didn't", "doesn't", "don't", "hasn't",
    "haven't", "hadn't", "went", "took", "made", "came", "got", "gave", "left", "met", "ran",
    "won", "lost", "held", "spoke", "stood", "kept", "began", "became", "brought", "led", "paid",
    "sent", "set", "fell", "rose", "grew", "drew", "knew", "saw", "felt", "wants", "needs",
    "makes", "takes", "gets", "goes", "comes", "gives", "keeps", "wins", "loses",
];
/// Words that a noun phrase does not reach over, going left from a cue.
pub(super) const PHRASE_ENDS: &[&str] = &[
    "that",
    "but",
    "while",
    "when",
    "because",
    "as",
    "after",
    "before",
    "if",
    "which",
    "where",
    "although",
    "though",
    "however",
    "or",
    "so",
    "since",
    "whether",
    "than",
    "who",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "could",
    "can",
    "may",
    "might",
    "should",
    "must",
    "did",
    "does",
    "do",
    "said",
    "says",
    "what",
    "how",
    "why",
    "meanwhile",
    "yet",
    "then",
    "nor",
    "be",
    "been",
    "to",
    "until",
    "unless",
    "not",
    "isn't",
    "aren't",
    "wasn't",
    "didn't",
];
pub(super) const PREPOSITIONS: &[&str] = &[
    "on", "in", "at", "by", "after", "during", "for", "with", "over", "from", "about", "since",
    "under", "despite", "amid", "against", "into", "of", "without", "among",
];
pub(super) const ARTICLES: &[&str] = &["the", "a", "an"];
pub(super) const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my",
    "some", "several", "many", "most", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "another", "other", "both", "no", "all", "senior", "local", "neither",
    "half",
];
pub(super) const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "we", "i", "you", "who", "everyone", "others", "many", "some",
    "both",
];
/// Pronouns that can only be a subject: a clause begins with them.
pub(super) const SUBJECT_PRONOUNS: &[&str] = &[
    "he", "she", "they", "we", "i", "it", "there", "he's", "she's", "they're", "we're", "i'm",
    "it's", "there's", "he'd", "she'd", "they'd", "he'll", "she'll", "they'll", "we'll", "i'll",
    "you", "nobody",
];
pub(super) const QUESTION_WORDS: &[&str] = &[
    "whether", "if", "what", "how", "why", "who", "when", "where", "which",
];
/// Words that begin a clause which a comma ends.
pub(super) const SUBORDINATORS: &[&str] = &[
    "when", "while", "after", "if", "although", "though", "since", "because", "before", "until",
    "whenever", "as",
];

/// Whether a noun means several: "officials", "people"; not "a witness".
pub(super) fn is_plural(noun: &Token) -> bool {
    noun.lower.ends_with('s') && !noun.lower.ends_with("ss")
        || noun.is_one_of(&["people", "men", "women", "children"])
}
