//! The embedded encoder, run for real.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static ENCODER: LazyLock<SentenceEncoder> =
    LazyLock::new(|| default_encoder().expect("the embedded encoder loads"));

#[test]
fn what_is_about_the_same_lies_closer() {
    let texts = [
        "The ferry operator cut its evening service.",
        "Evening boats were cancelled by the ferry company.",
        "The court freed two journalists.",
    ];
    let found = ENCODER.embed(&texts).expect("embeddings");
    assert!(
        found[0].cosine(&found[1]) > 0.5,
        "{}",
        found[0].cosine(&found[1])
    );
    assert!(
        found[0].cosine(&found[2]) < 0.2,
        "{}",
        found[0].cosine(&found[2])
    );
}

#[test]
fn an_embedding_is_the_same_alone_and_beside_others() {
    let texts = [
        "The mill closed.",
        "Rain fell on the harbour for three days.",
        "",
    ];
    let together = ENCODER.embed(&texts).expect("embeddings");
    for (text, embedding) in texts.iter().zip(&together) {
        assert_eq!(&ENCODER.embed(&[text]).expect("one")[0], embedding);
    }
}

#[test]
fn a_missing_file_is_named() {
    let error = SentenceEncoder::load(Path::new("no/such/encoder")).expect_err("refused");
    assert!(
        error.to_string().contains("no/such/encoder/tokenizer.json"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn an_embedding_has_length_one(
        values in prop::collection::vec(-1.0f32..1.0, DIMENSIONS)
    ) {
        if let Some(embedding) = Embedding::of(&values) {
            prop_assert!((embedding.cosine(&embedding) - 1.0).abs() < 0.02);
        }
        prop_assert!(Embedding::of(&values[1..]).is_none());
    }
}
