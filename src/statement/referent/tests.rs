use super::super::tests::statements;
use super::*;

fn words(tokens: &[Token], text: &str) -> String {
    let ends = tokens.first().zip(tokens.last());
    ends.map_or_else(String::new, |(first, last)| {
        Span::new(first.span.start, last.span.end)
            .of(text)
            .to_owned()
    })
}

#[test]
fn names_without_what_stands_beside_them() {
    for (source, name) in [
        ("mill worker Lena Ortiz of Aldane", "Lena Ortiz"),
        ("Hale-Mart worker Lena Ortiz", "Lena Ortiz"),
        ("Sen. Lena Ortiz", "Sen. Lena Ortiz"),
        ("Secretary of State Lena Ortiz", "Lena Ortiz"),
        ("Bank of Aldane Governor Lena Ortiz", "Governor Lena Ortiz"),
        ("Ortiz of New Aldane", "Ortiz"),
        ("Ortiz and Pike", "Ortiz"),
        ("the harbour master", "the harbour master"),
    ] {
        let tokens = tokens(source, Span::new(0, source.len()), false);
        assert_eq!(words(plain_name(&tokens), source), name);
    }
}

#[test]
fn a_name_between_commas_is_the_name_of_the_source_before_it() {
    let name = |source: &str, rest: &str| {
        let text = format!("{source}{rest}");
        let name = apposed(&text, Span::new(0, source.len()))?;
        Some(words(&name, &text))
    };
    assert_eq!(
        name("The fire chief", ", Dora Lind, said that").as_deref(),
        Some("Dora Lind")
    );
    assert_eq!(name("The mayor of Bergen", ", New Jersey, said"), None);
    assert_eq!(name("The fire chief", ", Dora Lind said"), None);
    assert_eq!(name("The mayor", ", Monday, said"), None);
    assert_eq!(name("The mayor", " said"), None);
}

#[test]
fn pronouns_mean_the_last_fitting_source() {
    fn name(statement: &Statement) -> Option<&str> {
        statement
            .attribution
            .as_ref()?
            .source
            .as_ref()?
            .name
            .as_deref()
    }
    let text = "“We lost,” said Ada Brenner, the mayor.\nBrenner said she would stay.\nShe denied taking a bribe.";
    let (_, found) = statements(text);
    let names: Vec<Option<&str>> = found.iter().map(name).collect();
    assert_eq!(names, [Some("Ada Brenner"); 3]);
    assert_eq!(found[1].proposition, "Ada Brenner would stay");
    assert_eq!(found[2].proposition, "Ada Brenner denied taking a bribe");
    // A surname and the whole name after it are one person.
    let (_, found) = statements(
        "Brenner said no deal was near.\nThe mayor, Ada Brenner, said it was late.\nIt was over, she said.",
    );
    assert_eq!(name(&found[2]), Some("Ada Brenner"));
    let third = |text: &str| {
        let (_, found) = statements(text);
        name(&found[2]).map(str::to_owned)
    };
    let before = "Ada Brenner said no deal was near.\n";
    for (text, who) in [
        (
            "Jon Pike said it was.\nHe said that he was late.",
            Some("Jon Pike"),
        ),
        (
            "Jon Pike said it was.\nShe said that she was late.",
            Some("Ada Brenner"),
        ),
        // The outlet speaks of one person.
        (
            "Governor Lind listened.\nHe said that he was late.",
            Some("Governor Lind"),
        ),
        ("Lind met Hale.\nHe said that he was late.", None),
        (
            "The court rose.\nAsked by Governor Lind, she said that it was late.",
            Some("Ada Brenner"),
        ),
        // A source without a name is nobody else.
        ("An aide said it was.\nShe said that she was late.", None),
        (
            "Governor Lind left.\nThe governor said that it was late.",
            Some("Governor Lind"),
        ),
    ] {
        assert_eq!(third(&format!("{before}{text}")).as_deref(), who, "{text}");
    }
}

#[test]
fn a_source_that_is_all_office_and_preposition_is_read() {
    for source in [
        "of",
        "for the mayor",
        "Secretary of",
        "Secretary of State Lena",
    ] {
        let words = tokens(source, Span::new(0, source.len()), false);
        assert!(!plain_name(&words).is_empty(), "{source}");
    }
    assert!(plain_name(&[]).is_empty());
}

#[test]
fn who_is_whom_it_stands_after() {
    let named = |text: &str| -> Vec<String> {
        let (_, found) = statements(text);
        let sources = found.iter().filter_map(|statement| {
            let source = statement.attribution.as_ref()?.source.as_ref()?;
            Some(source.name.clone().unwrap_or_default())
        });
        sources.collect()
    };
    let text = "Mayor Ada Brenner left the port.\nThe union criticised Brenner, who said that the port was safe.";
    assert!(
        named(text).contains(&"Mayor Ada Brenner".to_owned()),
        "{:?}",
        named(text)
    );
    let text = "The strike was led by Aldane dockers, who said that the port was rotten.";
    assert_eq!(named(text), ["Aldane dockers"]);
}
