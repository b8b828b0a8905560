use super::*;
use crate::text::tokens;

fn read(text: &str) -> Persons {
    let mut persons = Persons::default();
    let words = tokens(text, Span::new(0, text.len()), false);
    persons.read(text, &words);
    persons.count(&words);
    persons
}

fn named(persons: &Persons, found: Option<usize>) -> Option<&str> {
    persons.get(found?).map(|person| person.name.as_str())
}

fn holder<'a>(persons: &'a Persons, phrase: &str) -> Option<&'a str> {
    let words = tokens(phrase, Span::new(0, phrase.len()), false);
    named(persons, persons.holder(&words))
}

#[test]
fn an_office_is_that_of_the_one_person_who_holds_it() {
    let text = "Defense Secretary Jim Hale met President Ortega, Sen. Lena Pike and former Governor Rolf Lind. \
        Nora Voss, the chairwoman, and Deputy Mayor Sam Reed were there.";
    let persons = read(text);
    assert_eq!(
        holder(&persons, "The defense secretary"),
        Some("Defense Secretary Jim Hale")
    );
    assert_eq!(
        holder(&persons, "the secretary"),
        Some("Defense Secretary Jim Hale")
    );
    assert_eq!(holder(&persons, "the president"), Some("President Ortega"));
    assert_eq!(holder(&persons, "the senator"), Some("Sen. Lena Pike"));
    assert_eq!(holder(&persons, "the lawmaker"), Some("Sen. Lena Pike"));
    let of_aldane = read("Aldane Rep. Lena Pike met Governor Rolf Lind.");
    assert_eq!(
        holder(&of_aldane, "The lawmaker"),
        Some("Aldane Rep. Lena Pike")
    );
    assert_eq!(holder(&persons, "the chairwoman"), Some("Nora Voss"));
    assert_eq!(holder(&persons, "the governor"), None);
    assert_eq!(holder(&persons, "the mayor"), None);
    assert_eq!(holder(&persons, "a senator"), None);
    let abroad = read("U.S. President Jim Hale met President Ortega.");
    assert_eq!(
        holder(&abroad, "the U.S. President"),
        Some("U.S. President Jim Hale")
    );
    let two = "Sen. Lena Pike thanked Sen. Rolf Lind.";
    assert_eq!(holder(&read(two), "the senator"), None);
    let mostly = format!("{two} Pike left, Pike came back, and Pike spoke of Pike.");
    assert_eq!(
        holder(&read(&mostly), "the senator"),
        Some("Sen. Lena Pike")
    );
}

#[test]
fn what_an_office_is_of_is_no_part_of_a_name() {
    let persons = read(
        "Joint Chiefs of Staff Chairman Jim Hale met Bank of Aldane Vice President Lena Pike.",
    );
    let name = |at| persons.get(at).map(|person| person.name.as_str());
    assert_eq!(
        [name(0), name(1)],
        [Some("Chairman Jim Hale"), Some("Vice President Lena Pike")]
    );
}

#[test]
fn a_surname_is_the_person_who_was_named_unless_there_are_two() {
    let one = |text: &str, name: &str| {
        let persons = read(text);
        let words = tokens(name, Span::new(0, name.len()), false);
        named(&persons, persons.of_name(&words)).map(str::to_owned)
    };
    let text = "Mr. Pike was late. Lena Ortega waited. Mayor Lena Ortega's car stood outside.";
    assert_eq!(one(text, "Ortega").as_deref(), Some("Mayor Lena Ortega"));
    assert_eq!(one(text, "Mr. Pike").as_deref(), Some("Mr. Pike"));
    assert_eq!(one("Lena Pike met Mark Pike.", "Pike"), None);
    let family = "President Pike left with Lena Pike. President Mark Pike came back.";
    assert_eq!(one(family, "Lena Pike").as_deref(), Some("Lena Pike"));
    assert_eq!(
        one(family, "Mark Pike").as_deref(),
        Some("President Mark Pike")
    );
    assert_eq!(
        one("Lena Pike met Mark Pike.", "Mark Pike").as_deref(),
        Some("Mark Pike")
    );
}

#[test]
fn titles_and_first_names_tell_he_from_she() {
    let text = "Mrs. Pike, Congressman Lind, Lena Ortega and Governor Voss met.";
    let persons = read(text);
    let can = |name: &str, gender| {
        let words = tokens(name, Span::new(0, name.len()), false);
        persons
            .of_name(&words)
            .and_then(|at| persons.get(at))
            .map(|person| person.can_be(gender))
    };
    assert_eq!(can("Pike", Gender::He), Some(false));
    assert_eq!(can("Lind", Gender::She), Some(false));
    assert_eq!(can("Ortega", Gender::He), Some(false));
    assert_eq!(can("Voss", Gender::He), Some(true));
    assert_eq!(can("Voss", Gender::She), Some(true));
}

#[test]
fn what_belongs_to_a_person_is_no_mention_of_the_person() {
    let text = "Governor Voss met the Voss campaign in the car of Mr. Voss after Voss's speech.";
    let words = tokens(text, Span::new(0, text.len()), false);
    let owners: Vec<bool> = read(text)
        .mentions(&words)
        .iter()
        .map(|mention| mention.is_owner)
        .collect();
    assert_eq!(owners, [false, true, false, true]);
}
