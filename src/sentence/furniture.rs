//! What stands in an article without being told in it: page furniture, bylines, datelines.

/// Lines that are furniture as a whole, in lower case.
const WHOLE: &[&str] = &[
    "comments",
    "comment",
    "advertisement",
    "share",
    "print",
    "email",
    "related",
    "more",
    "subscribe",
    "sign up",
    "loading",
];
/// Beginnings of furniture, in lower case, each a line of its own.
const BEGINNINGS: &str = "sponsored by|post a comment|leave a comment|view comments|no comments|sign up for|sign up to|\
    subscribe to|subscribe now|read more|read also|read next|related:|related stories|related articles|see also|share this|\
    follow us|follow @|copyright ©|copyright 19|copyright 20|©|all rights reserved|photo:|photograph:|photo by|image:|\
    image credit|click here|get the latest|get our|loading…|loading...|story continues below|article continues below|\
    advertisement|this story was originally published|this article was originally published|watch:|listen:|download our|\
    support our|join our|most popular|recommended|more from|newsletter|enter your email|by signing up|skip to|\
    continue reading|show more|tap here|for more on this|also on politico|read or share|more:|photos:|file photo:|video:|quiz:|\
    full coverage:|contributing:|now watch|just watched|enlarge this image|join us on|sign up here|slideshow|see more|got a tip|\
    this is a rush transcript|the opinions expressed|this article tagged under|tagged under";
/// What stands anywhere in furniture, in lower case.
const PHRASES: &[&str] = &[
    "delivered to your inbox",
    "your inbox every",
    "agree to our privacy policy",
    "contributed to this report",
    "for reprint permission",
    "toggle caption",
];
/// Furniture is short, and at most twice as long where a phrase tells it.
const LONGEST: usize = 16;
/// Beginnings of captions, in lower case. A caption tells what is to be seen, often on another day.
const CAPTIONS: &[&str] = &[
    "facebook twitter pinterest ",
    "file photo: ",
    "hide caption ",
    "image caption ",
    "image copyright ",
    "media caption ",
];
/// What each caption of a gallery ends with, in lower case. A gallery is one line of many captions.
const GALLERY: &str = "hide caption";
/// How many words a caption has at most.
const LONGEST_CAPTION: usize = 80;

/// Whether a line is page furniture ("Sponsored by …", "Post a comment"), a caption, or a list of names.
pub(super) fn is_boilerplate(line: &str) -> bool {
    let words = line.split_whitespace().count();
    if words > LONGEST && lists_names(line) || is_caption(line, words) {
        return true;
    }
    if words > 2 * LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    let told = PHRASES.iter().any(|phrase| lower.contains(phrase));
    if told || words > LONGEST {
        return told;
    }
    let bare = lower.trim_matches(|mark: char| !mark.is_alphanumeric());
    let count = bare.rsplit_once(' ').is_some_and(|(number, what)| {
        what.starts_with("comment")
            && number
                .chars()
                .all(|digit| digit.is_ascii_digit() || digit == ',')
    });
    let begins = |beginning: &str| {
        let rest = lower
            .trim_start_matches(['(', '[', '*', '>', ' '])
            .strip_prefix(beginning);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    WHOLE.contains(&bare) || count || BEGINNINGS.split('|').any(begins)
}

/// Whether a line of so many words is a caption or a gallery of them.
fn is_caption(line: &str, words: usize) -> bool {
    let lower = line.to_lowercase();
    let captions = lower.matches(GALLERY).count();
    let begins = CAPTIONS.iter().any(|caption| lower.starts_with(caption));
    words <= LONGEST_CAPTION * captions.max(usize::from(begins))
}

/// Whether a line names people and does not tell anything of them: "The jury: Ada Brenner, Jon Pike, …".
fn lists_names(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let share = |test: fn(&&&str) -> bool| words.iter().filter(test).count() as f32;
    let names =
        share(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase));
    let ends = share(|word| word.ends_with([',', ';']));
    let all = words.len() as f32;
    names >= 0.8 * all && ends >= 0.3 * all
}

/// Whether a line says who wrote the article and when: "By Jane Doe, Harbour Wire", "Reporting by …".
pub(super) fn is_byline(line: &str) -> bool {
    let line = line.trim_start_matches('(');
    let crew = [
        "Reporting by ",
        "Additional reporting by ",
        "Editing by ",
        "Writing by ",
        "Compiled by ",
    ];
    if crew.iter().any(|start| line.starts_with(start)) {
        return true;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let names = |words: &[&str]| {
        words.iter().all(|word| {
            word.starts_with(|first: char| {
                first.is_uppercase() || first.is_numeric() || first == '|'
            })
        })
    };
    let authors: Vec<&str> = words
        .iter()
        .skip(1)
        .copied()
        .filter(|word| !["and", "for", "of", "at", "in", "the"].contains(word))
        .collect();
    let by = words
        .first()
        .is_some_and(|word| word.eq_ignore_ascii_case("by"));
    by && (1..=9).contains(&authors.len()) && names(&authors) && !line.ends_with(['.', '!', '?'])
}

/// The length of a dateline ("WASHINGTON (AP) — ", "LONDON, March 3 (Reuters) - ") at the start of a paragraph, else 0.
pub(super) fn dateline(paragraph: &str) -> usize {
    const FARTHEST: usize = 60;
    let dash = ["—", "–", " -- ", " - ", ": "]
        .iter()
        .filter_map(|dash| Some((paragraph.find(dash)?, dash.len())))
        .min();
    let Some((at, length)) = dash.filter(|&(at, _)| at <= FARTHEST) else {
        return 0;
    };
    let place = &paragraph[..at];
    let agency = place.trim_end().ends_with(')') && place.contains('(');
    let mut words = place
        .split(|mark: char| !mark.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    let shouted = words
        .peek()
        .is_some_and(|first| first.len() > 2 && first.chars().all(char::is_uppercase));
    let names = words
        .all(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_numeric()));
    // A colon and a lone capitalised word are too common for a dateline.
    let marked = paragraph[at..].starts_with(':');
    if (shouted || agency) && names && (!marked || agency) {
        let rest = &paragraph[at + length..];
        at + length + (rest.len() - rest.trim_start().len())
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_and_prose_that_begins_like_it() {
        for line in [
            "Sponsored by Harbour Bank",
            "Comments",
            "Post a Comment",
            "Read more: Port to close",
            "12 comments",
            "Sign up for our newsletter",
            "ADVERTISEMENT",
            "© 2019 The Post",
            "All rights reserved.",
            "Photo: Ada Brenner",
            "More: Port to close",
            "This article tagged under: Ports | Aldane",
            "Ada Brenner of Harbour Wire contributed to this report.",
            "Get the stories that we care about most, from the port and from the city, delivered to your inbox.",
            "Image copyright Harbour Bank Image caption The quay on the day after the flood",
            "FILE PHOTO: The quay is seen on the day after the flood, when the port was still shut, in Aldane on May 3, 2017.",
            "Hide Caption",
            "The quay before the flood. Hide Caption 1 of 2 The quay after the flood, which the mayor had not expected. Hide Caption 2 of 2",
            "Aldane: Ada Brenner, Jon Pike, Lena R. Voss, Rolf Lind, Mara Quist, Otto Falk, Pia Lund, Karl Moen, Tove Dahl.",
        ] {
            assert!(is_boilerplate(line), "{line}");
        }
        for line in [
            "Comments made by the minister angered the union.",
            "Photography is banned.",
            "More than 40 people came.",
            "Copyright law is changing.",
            "Subscribers left.",
            "Filed under seal, the brief says that the port knew.",
            "Ada Brenner, Jon Pike, Lena Voss, Rolf Lind, Mara Quist and Otto Falk, who sat on the jury, said that they were not asked.",
            "PORT OF ALDANE, QUAY, PIER, DOCK, CRANE, BERTH, MOLE, BASIN, LOCK, SLUICE, SHED, YARD, SLIP, RAMP, GATE, WHARF, BUOY",
            "Video of the collapse was shown in court.",
            "Image is all, the mayor said.",
            &format!("{} Hide Caption", "The quay was shut. ".repeat(40)),
            "The paper that is delivered every morning says that the port, its cranes and both of its bridges will close.",
        ] {
            assert!(!is_boilerplate(line), "{line}");
        }
    }

    #[test]
    fn bylines() {
        for line in [
            "By Ada Brenner",
            "By ADA BRENNER and Jon Pike, Harbour Wire",
            "Reporting by Ada Brenner; Editing by Jon Pike",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "By Monday the port was shut.",
            "By then nobody cared",
            "By far the worst",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn datelines() {
        let after = |paragraph: &str| paragraph[dateline(paragraph)..].to_owned();
        assert_eq!(
            after("HARBOUR CITY (NWA) — The port closed."),
            "The port closed."
        );
        assert_eq!(
            after("LONDON, March 3 (Reuters) - The port closed."),
            "The port closed."
        );
        assert_eq!(
            after("The mayor — a former pilot — left."),
            "The mayor — a former pilot — left."
        );
        assert_eq!(
            after("NATO said on Monday - after a day - it left."),
            "NATO said on Monday - after a day - it left."
        );
    }
}
