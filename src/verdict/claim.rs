//! How a statement stands to a claim that somebody asks about.

use crate::nli::NliScores;
use crate::statement::{Certainty, Stance, Statement, is_wish};

/// How much more probable than a contradiction an entailment must be for a statement to affirm.
const CLEAR: f32 = 0.3;

/// How a statement stands to a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// Affirms, considers, denies or questions it.
    pub stance: Stance,
    /// How sure that is, from 0 to 1.
    pub score: f32,
}

impl Stand {
    /// How `statement` stands to `claim`, by its content, its source's stance to the content, and the content's relation to the claim:
    /// `meaning` is the cosine of their embeddings, `forward` has the content as the premise and the claim as the hypothesis,
    /// `backward` the other way round. `None` for a statement that takes no stand: about something else, no comment, or of what is
    /// asked for or supposed where the claim is of what is so.
    pub fn of(
        statement: &Statement,
        claim: &str,
        meaning: f32,
        forward: NliScores,
        backward: NliScores,
    ) -> Option<Self> {
        if is_wish(&statement.proposition) && !is_wish(claim) {
            return None;
        }
        let against = forward.contradiction.max(backward.contradiction);
        let stand = |stance, score: f32| Some(Self { stance, score });
        let is_so = forward.entailment >= against;
        match statement.stance {
            Stance::NoComment => None,
            // To weigh or to doubt something is no more than to speak of it.
            stance @ (Stance::Consider | Stance::Question) if against < 0.5 || is_so => {
                stand(stance, forward.entailment.max(meaning))
            }
            Stance::Deny if is_so => stand(Stance::Deny, forward.entailment.max(meaning)),
            Stance::Deny => stand(Stance::Affirm, against),
            _ if !is_so => stand(Stance::Deny, against),
            Stance::Affirm if statement.proposition.ends_with('?') => {
                stand(Stance::Question, forward.entailment.max(meaning))
            }
            Stance::Affirm if is_open(statement) => {
                stand(Stance::Consider, forward.entailment.max(meaning))
            }
            _ if forward.entailment < against + CLEAR => None,
            _ => stand(Stance::Affirm, forward.entailment),
        }
    }

    /// How a statement stands to a claim when it denies, without repeating it, what stands to the claim like this.
    pub fn denied(self) -> Self {
        let stance = match self.stance {
            Stance::Affirm | Stance::Consider => Stance::Deny,
            Stance::Deny => Stance::Affirm,
            other => other,
        };
        Self { stance, ..self }
    }
}

/// Whether a source that affirms leaves it open: "may", "is expected to".
fn is_open(statement: &Statement) -> bool {
    matches!(
        statement.certainty,
        Certainty::Possible | Certainty::Uncommitted
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::sentence;
    use crate::statement::tests::stated;

    fn stand(text: &str, entailment: f32, contradiction: f32) -> Option<Stance> {
        stand_to("The lease was signed.", text, entailment, contradiction)
    }

    fn stand_to(claim: &str, text: &str, entailment: f32, contradiction: f32) -> Option<Stance> {
        let article = Article::of_text(text);
        let statements = stated(&article, &sentence::split(&article));
        let scores = NliScores {
            entailment,
            neutral: 1.0 - entailment - contradiction,
            contradiction,
            truncated: false,
        };
        Stand::of(&statements[0], claim, 0.6, scores, scores).map(|stand| stand.stance)
    }

    #[test]
    fn stance_and_content_together_make_the_stand() {
        let cases = [
            (
                "Officials said the lease was signed.",
                0.9,
                0.0,
                Some(Stance::Affirm),
            ),
            (
                "Officials said the lease was not signed.",
                0.0,
                0.9,
                Some(Stance::Deny),
            ),
            (
                "The mayor denied that the lease was signed.",
                0.9,
                0.0,
                Some(Stance::Deny),
            ),
            (
                "The mayor denied that the lease was not signed.",
                0.0,
                0.9,
                Some(Stance::Affirm),
            ),
            (
                "Officials said the council was considering the lease.",
                0.1,
                0.1,
                Some(Stance::Consider),
            ),
            (
                "The mayor declined to comment on the lease.",
                0.9,
                0.0,
                None,
            ),
        ];
        for (text, entailment, contradiction, expected) in cases {
            assert_eq!(stand(text, entailment, contradiction), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wanted_supposed_or_asked_is_not_affirmed() {
        let claim = "The council will sign the lease.";
        for (text, expected) in [
            ("The port has asked the council to sign the lease.", None),
            ("Dockers push council to sign the lease", None),
            ("The union said the council should sign the lease.", None),
            (
                "If the council signs the lease, the dockers will strike.",
                None,
            ),
            ("Will the council sign the lease?", Some(Stance::Question)),
            (
                "Council considering the lease of the harbour",
                Some(Stance::Consider),
            ),
            (
                "Pike said the council would sign the lease.",
                Some(Stance::Affirm),
            ),
        ] {
            assert_eq!(stand_to(claim, text, 0.8, 0.1), expected, "{text}");
        }
        // Who is asked about a wish is told of it.
        let (claim, text) = (
            "The port asked the council to sign the lease.",
            "The port has asked the council several times to sign the lease.",
        );
        assert_eq!(stand_to(claim, text, 0.8, 0.1), Some(Stance::Affirm));
        assert_eq!(stand("Pike said the lease was new.", 0.5, 0.3), None);
    }

    #[test]
    fn to_deny_what_denies_is_to_affirm() {
        let deny = Stand {
            stance: Stance::Deny,
            score: 0.7,
        };
        assert_eq!(deny.denied().stance, Stance::Affirm);
        assert_eq!(deny.denied().denied(), deny);
    }
}
