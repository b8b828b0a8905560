//! Stage *write*: the finished results of a run, and the formats they are written in.
//!
//! | format | function | for |
//! |---|---|---|
//! | `report.jsonl` | [`to_jsonl`], read by [`read_jsonl`] | programs; all other formats are made from it |
//! | `report.html` | [`to_html`] | looking and reviewing, in one file that asks no network for anything |
//! | `report.md`, a terminal's summary | [`to_markdown`], [`to_summary`] | reading |
//! | `report.csv` | [`to_csv`] | spreadsheets |
//! | `report.parquet` | `to_parquet` (feature `parquet`) | data frames |
//! | `annotations.jsonld` | [`to_annotations`] | tools that mark passages in articles |
//!
//! A report holds no article texts. Formats that show them take [`Texts`] beside it, and do with less where one is missing.
//! People read the same order and the same words in all formats: disputes first, best first, each with its contradictions,
//! and updates last.
//!
//! # `report.jsonl`, schema `belie-report/1`
//!
//! One JSON object a line; `kind` comes first. The JSON Schema stands beside this module as `report.schema.json`. Lines
//! come in this order: `run`, `article`s, `statement`s, `contradiction`s (best first), `dispute`s (best first).
//!
//! | kind | field | what it is |
//! |---|---|---|
//! | `run` | `schema` | `belie-report/1` |
//! | | `version` | the version of belie |
//! | | `model` | `{name, digest, engine, device, precision}` of the NLI model; early reports leave out the last two |
//! | | `context_model` | the same of the model that read again, behind what stands before each sentence, what may be a contradiction; early reports leave it out |
//! | | `config` | the options that shape the results |
//! | | `counts` | `{articles, statements, pairs, contradictions, disputes, failed_inputs, truncated_pairs, replaced_characters}` |
//! | `article` | `id` | 16 hexadecimal digits, from content and origin |
//! | | `input` | `{path, line}`; `line` (from 1) for JSON Lines, else null |
//! | | `input_id` | the input's own id, or null |
//! | | `title`, `outlet`, `url` | as the input gave them, or null |
//! | | `published` | RFC 3339 in UTC, or null |
//! | `statement` | `id` | article id, `-`, ordinal from 0 |
//! | | `article` | its article |
//! | | `part` | `title` when it lies in a separate title field, else `body` |
//! | | `span` | `[start, end)` of its sentence, in bytes of the part as decoded |
//! | | `text` | the words at `span` |
//! | | `content` | `[[start, end), …]`: what is said, without source and cue |
//! | | `source` | `{text, span, name, kind}` or null; kinds `named anonymous organization document pronoun`; `name` is who it is where the article tells with certainty, else null |
//! | | `cue` | `{text, span, lemma}` or null |
//! | | `stance` | `affirm consider deny question no_comment` |
//! | | `certainty`, `polarity` | `certain probable possible uncommitted`; `positive negative`, after FactBank |
//! | | `denies`, `confirms` | the earlier statement that this one answers without repeating it, or null; a report may leave that one out |
//! | | `time` | `{text, span, days}` or null: when the content is said to hold; `days` `[first, last]`, or null without a date to count from |
//! | | `attitudes` | `[{source, cue, content}]`: what somebody in the sentence favours, opposes or wants, without saying it |
//! | | `proposition` | what is compared apart from NLI: the content on one line, a name for a pronoun where that is certain |
//! | | `repeats` | `[{article, part, span}]`: where other articles of the story print the same sentence; it is compared once |
//! | `contradiction` | `id` | 16 hexadecimal digits, from the ids of its statements |
//! | | `rank` | from 1, best first |
//! | | `probability` | 0 to 1 |
//! | | `relation` | `denial conflict numeric temporal reversal update` |
//! | | `a`, `b` | each `{statement, article, part, span, text}` |
//! | | `forward`, `backward` | `{entailment, neutral, contradiction}` with the sentence of `a` (or `b`) as the premise, the `proposition` where the sentence holds several statements; sum to 1 |
//! | | `evidence` | `[{name, value, weight}]`, strongest first |
//! | | `reason` | why the two were compared |
//! | `dispute` | `id` | 16 hexadecimal digits, from the ids of its contradictions |
//! | | `question` | what is in dispute |
//! | | `probability` | of its best contradiction |
//! | | `sides` | `[{stance, statements, sources, outlets, first}]`; `first` is when it was first reported, or null |
//! | | `contradictions` | their ids, best first |
//!
//! Articles are all that were read; statements those that a contradiction points to (`belie statements` lists all).
//! Timings stand in `run.json` beside the report, so that a report's bytes depend on its inputs and options alone.

mod annotations;
mod csv;
mod dispute;
mod explain;
mod html;
mod jsonl;
mod line;
mod markdown;
mod offsets;
mod outline;
#[cfg(feature = "parquet")]
mod parquet;
mod quote;
mod read;
mod row;
mod stands;
mod summary;
mod table;
mod texts;

use serde::{Deserialize, Serialize};

pub use self::csv::to_csv;
#[cfg(feature = "parquet")]
pub use self::parquet::{ParquetReportError, to_parquet};
pub use annotations::to_annotations;
pub use dispute::{DisputeLine, DisputeSideLine};
pub use html::{HtmlOptions, to_html};
pub use jsonl::{JsonLines, to_jsonl};
pub use line::{
    ArticleLine, AttitudeLine, ContradictionLine, CueLine, Line, RepeatLine, SideLine, SourceLine,
    StatementLine, TimeLine,
};
pub use markdown::to_markdown;
pub use read::{ReadReportError, read_jsonl};
pub use stands::{StandLine, to_stands};
pub use summary::to_summary;
pub use table::to_table;
pub use texts::Texts;

/// The schema that this belie writes.
pub const SCHEMA: &str = "belie-report/1";

/// What a run was, apart from its results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunInfo {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of belie.
    pub version: String,
    /// The NLI model.
    pub model: ModelLine,
    /// The NLI model that read again, in context, what may be a contradiction; reports from before it was have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context_model: Option<ModelLine>,
    /// The options that shape the results.
    pub config: serde_json::Value,
    /// How much there was.
    pub counts: Counts,
}

impl RunInfo {
    /// The NLI models, first the one that read every pair.
    fn models(&self) -> impl Iterator<Item = &ModelLine> {
        [Some(&self.model), self.context_model.as_ref()]
            .into_iter()
            .flatten()
    }
}

/// An NLI model as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelLine {
    /// Its name.
    pub name: String,
    /// BLAKE3 of its files, hexadecimal.
    pub digest: String,
    /// The engine that ran it: `rten` or `rust-bert`.
    pub engine: String,
    /// Where it ran: `cpu`, or `cuda:N`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// What it computed with: `fp32`, `fp16`, `bf16` or `int8`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<String>,
}

impl ModelLine {
    /// The engine, the device and the precision, as far as they are known.
    fn how(&self) -> String {
        let parts = [
            Some(&self.engine),
            self.device.as_ref(),
            self.precision.as_ref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(", ")
    }
}

/// How much a run read, compared and found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Articles read.
    pub articles: usize,
    /// Statements in them.
    pub statements: usize,
    /// Pairs of statements scored.
    pub pairs: usize,
    /// Contradictions reported.
    pub contradictions: usize,
    /// Disputes reported.
    pub disputes: usize,
    /// Inputs that could not be read.
    pub failed_inputs: usize,
    /// Pairs that were longer than the model reads.
    pub truncated_pairs: usize,
    /// Characters that could not be decoded.
    pub replaced_characters: usize,
}

/// A finished run.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What the run was.
    pub run: RunInfo,
    /// Every article read, in the order of the inputs.
    pub articles: Vec<ArticleLine>,
    /// The statements that contradictions point to, in the order of their ids.
    pub statements: Vec<StatementLine>,
    /// Best first.
    pub contradictions: Vec<ContradictionLine>,
    /// Best first.
    pub disputes: Vec<DisputeLine>,
}

impl Report {
    /// The statement of this id.
    pub fn statement(&self, id: &crate::statement::StatementId) -> Option<&StatementLine> {
        self.statements
            .binary_search_by(|line| line.id.cmp(id))
            .ok()
            .and_then(|at| self.statements.get(at))
    }
}

#[cfg(test)]
mod tests;
