//! What titles, offices and first names tell of a person.

/// What stands before a name and tells "he" from "she".
const HE: &[&str] = &["mr", "sir", "lord", "congressman", "king", "prince"];
const SHE: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "lady",
    "congresswoman",
    "queen",
    "princess",
];
/// Titles that are no offices of one person.
const TITLES: &[&str] = &["dr", "prof", "professor", "capt", "lt", "col", "sgt", "rev"];
/// Offices that stand before a name or for it, with their short forms.
const OFFICES: &[(&str, &str)] = &[
    ("president", ""),
    ("chancellor", ""),
    ("premier", ""),
    ("minister", ""),
    ("secretary", ""),
    ("senator", "sen"),
    ("representative", "rep"),
    ("congressman", ""),
    ("congresswoman", ""),
    ("governor", "gov"),
    ("mayor", ""),
    ("general", "gen"),
    ("admiral", "adm"),
    ("ambassador", ""),
    ("attorney", ""),
    ("judge", ""),
    ("justice", ""),
    ("sheriff", ""),
    ("commissioner", ""),
    ("director", ""),
    ("chief", ""),
    ("chairman", ""),
    ("chairwoman", ""),
    ("speaker", ""),
    ("whip", ""),
    ("leader", ""),
    ("spokesman", ""),
    ("spokeswoman", ""),
    ("king", ""),
    ("queen", ""),
    ("pope", ""),
    ("coach", ""),
    ("captain", ""),
    ("counsel", ""),
    ("superintendent", ""),
];
/// Frequent first names, which tell a person from a body and "he" from "she".
const MEN: &str = "\
    james robert john michael david william richard joseph thomas charles christopher daniel \
    matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy \
    ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin \
    scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry \
    tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold \
    keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan \
    jon joe jim jimmy bob bill tom mike dan dave steve chris tony ken tim ron ed jeff nick greg \
    sam ben rick rob ted harry fred barack bernie mitt newt rand marco mitch chuck \
    mohammed muhammad ali ahmed omar hassan vladimir sergei ivan juan carlos luis miguel \
    pedro jorge hugo fernando pierre jean francois hans karl klaus lars sven giovanni \
    simon graham ian neil nigel colin stuart trevor alan martin philip oscar max leo rufus";
const WOMEN: &str = "\
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty \
    sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah \
    stephanie dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma \
    anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria \
    catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina \
    joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria \
    sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber \
    denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla \
    hillary kate anne claire jane lucy rosa elena carmen fatima aisha leila marie \
    lena clara ada nora ingrid greta olga irina svetlana tessa wendy fiona gillian";

/// What a pronoun can tell of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Gender {
    He,
    She,
}

impl Gender {
    /// That of the pronoun `word`: "he", "she".
    pub(in super::super) fn of(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "he" => Some(Self::He),
            "she" => Some(Self::She),
            _ => None,
        }
    }

    pub(super) fn of_title(word: &str) -> Option<Self> {
        let listed = |list: &[&str]| list.contains(&word);
        (listed(HE) || word.ends_with("sman"))
            .then_some(Self::He)
            .or((listed(SHE) || word.ends_with("swoman")).then_some(Self::She))
    }

    pub(super) fn of_first_name(word: &str) -> Option<Self> {
        let listed = |list: &str| list.split(' ').any(|name| name == word);
        match (listed(MEN), listed(WOMEN)) {
            (true, false) => Some(Self::He),
            (false, true) => Some(Self::She),
            _ => None,
        }
    }
}

/// The full form of an office: "sen" is "senator".
pub(super) fn full(word: &str) -> String {
    let office = OFFICES
        .iter()
        .find(|(_, short)| !short.is_empty() && *short == word);
    office.map_or(word, |(full, _)| full).to_owned()
}

/// Whether a word is an office: "secretary".
pub(in super::super) fn is_office(word: &str) -> bool {
    OFFICES.iter().any(|(office, _)| *office == word)
}

pub(super) fn is_title(word: &str) -> bool {
    is_office(&full(word)) || TITLES.contains(&word) || HE.contains(&word) || SHE.contains(&word)
}
