//! belie reads news articles, finds who states what, and reports the statements that contradict each other, with the
//! source, the stance and the evidence of each.
//!
//! # The flow, one way
//!
//! ```text
//! files ─read→ Article ─split→ Sentence ─state→ Statement ─pair→ Candidate ─score→ Scored ─judge→ Contradiction ─group→ Dispute ─write→ Report
//!                                                  │                           ▲
//!                                                  └──────── story ────────────┘   (which articles are about the same event)
//! ```
//!
//! | stage | module | in → out |
//! |---|---|---|
//! | read | [`article`] | paths, standard input → [`article::Article`] |
//! | split | [`sentence`] | article → [`sentence::Sentence`] |
//! | state | [`statement`] | sentences → [`statement::Statement`]: source, cue, content, stance |
//! | story | [`story`] | articles and the [`embedding`] of each → [`story::Story`] |
//! | pair | [`pair`] | statements of a story → [`pair::Candidate`], with the reason |
//! | score | [`nli`] | (premise, hypothesis) → [`nli::NliScores`], both directions |
//! | judge | [`verdict`] | scores and statements → [`verdict::Contradiction`]: probability, relation, evidence; before the scores, which candidates are worth them; after them, which are worth a second reading in context, which is weighed beside the rest |
//! | group | [`verdict`] | contradictions → [`verdict::Dispute`] |
//! | write | [`report`] | [`report::Report`] → JSON Lines, a page to look at (HTML), Markdown, CSV, Parquet, Web Annotations, a terminal's summary |
//!
//! Every arrow makes one owned value that is never changed upstream; a stage knows only the types of the stages before it.
//! [`pipeline`] is the only module that wires stages: [`nli`] sees two strings and never an article, [`report`] finished
//! results and never a model. [`eval`] measures.
//!
//! # Words
//!
//! *Premise, hypothesis; entailment, neutral, contradiction* as in natural language inference (SNLI, MultiNLI). *Source, cue,
//! content* as in attribution (PARC 3.0, PolNeAR). *Stance* as in rumour verification (SDQC), with *consider* added. A
//! *story* is the articles about one event, a *dispute* the contradictions about one question, with its *sides*.
//!
//! # Example
//!
//! ```no_run
//! use belie::embedding::default_encoder;
//! use belie::nli::{default_context_model, default_model};
//! use belie::pipeline::{self, Models, Options, Unwatched};
//! use belie::statement::default_finder;
//! use std::sync::Arc;
//!
//! let models = Models {
//!     finder: Arc::new(default_finder()?),
//!     encoder: Arc::new(default_encoder()?),
//!     nli: Arc::new(default_model()?),
//!     in_context: Some(Arc::new(default_context_model()?)),
//! };
//! let outcome = pipeline::run(&["articles".into()], models, &Options::default(), &Unwatched)?;
//! for line in &outcome.report.contradictions {
//!     println!("{:.2} {:?}\n  {}\n  {}", line.probability, line.relation, line.a.text, line.b.text);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Results depend on inputs and options alone: the same on one thread and on many. Inputs that cannot be read are listed in
//! [`pipeline::Outcome::failures`] and cost nothing else.

pub mod article;
pub mod embedding;
pub mod eval;
pub mod nli;
pub mod pair;
pub mod pipeline;
pub mod report;
pub mod sentence;
pub mod statement;
pub mod story;
pub mod text;
pub mod transformer;
pub mod verdict;
