//! Articles in, the proposition of their last statement out.

use crate::article::Article;
use crate::sentence;
use crate::statement::tests::stated;

fn last(text: &str) -> String {
    let article = Article::of_text(text);
    let statements = stated(&article, &sentence::split(&article));
    let last = statements.last();
    last.map_or_else(String::new, |statement| statement.proposition.clone())
}

#[test]
fn a_phrase_that_says_nothing_alone_gets_the_words_of_the_one_before() {
    for (text, proposition) in [
        (
            "The council discussed Aldane's request to lease the harbour.\n\nTwo officials said the council was considering the request.",
            "the council was considering Aldane's request to lease the harbour",
        ),
        (
            "The council received a request by the dockers to close the old pier. Pike said the request would be granted.",
            "the request by the dockers to close the old pier would be granted",
        ),
        (
            "Aldane has asked the council several times since May to lease the harbour. Two officials said the council was \
             considering the request.",
            "the council was considering the request to lease the harbour",
        ),
        (
            "Aldane has asked the council several times since May to lease the harbour. Two officials said the council was \
             considering the Aldanian request.",
            "the council was considering the Aldanian request to lease the harbour",
        ),
        (
            "On Monday the owner offered to sell the mill. Rain fell on the hills. The mayor said the council would study the offer.",
            "the council would study the offer to sell the mill",
        ),
        (
            "Ortega spoke against the port's plan to move the ferry. She said the plan was wrong.",
            "the port's plan to move the ferry was wrong",
        ),
    ] {
        assert_eq!(last(text), proposition, "{text}");
    }
}

#[test]
fn what_could_be_two_things_stays_as_it_was_written() {
    for (text, proposition) in [
        // Two candidates.
        (
            "Aldane asked the council to lease the harbour. The dockers sent a request for a new crane. Pike said the council was \
             considering the request.",
            "the council was considering the request",
        ),
        // It says itself which one.
        (
            "The council discussed Aldane's request to lease the harbour. Pike said it was considering the request of the dockers.",
            "it was considering the request of the dockers",
        ),
        // One of several, or several.
        (
            "The council discussed Aldane's request to lease the harbour. Pike said the council was considering the requests.",
            "the council was considering the requests",
        ),
        // Another noun.
        (
            "The council discussed Aldane's plan to lease the harbour. Pike said the council was considering the request.",
            "the council was considering the request",
        ),
        // Too far away.
        (
            "The council discussed Aldane's request to lease the harbour. Rain fell on the hills. Geese flew south early. Trams were \
             late on Monday. Pike said the council was considering the request.",
            "the council was considering the request",
        ),
        // One that nothing is known of stands between.
        (
            "The council discussed Aldane's request to lease the harbour. Another request came from the dockers. Pike said the \
             council was considering the request.",
            "the council was considering the request",
        ),
        // Somebody else's.
        (
            "Aldane asked the council to lease the harbour. Pike said the council was considering the Orvian request.",
            "the council was considering the Orvian request",
        ),
        // It was never made.
        (
            "Aldane never asked the council to lease the harbour. Pike said the council was considering the request.",
            "the council was considering the request",
        ),
        // Where the phrase ends is not certain.
        (
            "Aldane's request to lease the harbour angered many. Pike said the council was considering the request.",
            "the council was considering the request",
        ),
    ] {
        assert_eq!(last(text), proposition, "{text}");
    }
}
