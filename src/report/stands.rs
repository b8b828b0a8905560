//! Who stands where to a claim, for programs and for people.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::quote::on_one_line;
use super::{ArticleLine, SourceLine, StatementLine};
use crate::statement::Stance;

/// How one statement stands to a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandLine {
    /// Affirms, considers, denies or questions it.
    pub stance: Stance,
    /// How sure that is, from 0 to 1.
    pub score: f32,
    /// The article it stands in.
    pub article: ArticleLine,
    /// The statement.
    pub statement: StatementLine,
}

/// The stands to `claim` for people: a section for each side, with day, outlet or file, source and words.
pub fn to_stands(claim: &str, stands: &[StandLine]) -> String {
    let mut text = format!("Claim: {claim}\n");
    let sides = [
        (Stance::Affirm, "Affirmed by"),
        (Stance::Consider, "Considered or left open by"),
        (Stance::Deny, "Denied by"),
        (Stance::Question, "Questioned by"),
    ];
    for (stance, heading) in sides {
        let side: Vec<&StandLine> = stands.iter().filter(|line| line.stance == stance).collect();
        if !side.is_empty() {
            text.push_str(&format!("\n{heading}\n"));
        }
        for line in side {
            text.push_str(&stand(line));
        }
    }
    if stands.is_empty() {
        text.push_str("\nNobody takes a stand on it.\n");
    }
    text
}

fn stand(line: &StandLine) -> String {
    let source = line.statement.source.as_ref();
    let who = source.map_or("the article".to_owned(), SourceLine::who);
    let day = line.article.published.map(|published| {
        let day = TimeZone::UTC.to_datetime(published).date();
        format!("{day}, ")
    });
    let place = line.article.outlet.as_ref();
    let place = place.unwrap_or(&line.article.input.path);
    format!(
        "  {:.2}  {} ({}{place})\n        {}\n",
        line.score,
        who,
        day.unwrap_or_default(),
        on_one_line(&line.statement.text)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_that_nobody_speaks_of_says_so() {
        assert!(to_stands("The lease was signed", &[]).contains("Nobody takes a stand"));
    }
}
