//! belie reads news articles, finds who states what, and reports the statements that contradict each other.

pub mod article;
pub mod eval;
pub mod nli;
pub mod pair;
pub mod pipeline;
pub mod report;
pub mod sentence;
pub mod statement;
pub mod story;
pub mod text;
pub mod verdict;
