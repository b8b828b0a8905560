//! What a user can choose about reading.

use std::collections::BTreeMap;

use thiserror::Error;

/// The fields of a record that are read, from JSON objects and from the front matter of Markdown.
pub const FIELDS: [&str; 6] = ["id", "title", "text", "outlet", "url", "published"];

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Other names of fields: for one of [`FIELDS`], the name that it has in the input, as in `text` → `body`.
    /// Fields that are not here go by their own name. Other keys have no effect; [`ReadOptions::rename`] refuses them.
    ///
    /// Default: none.
    pub fields: BTreeMap<String, String>,
    /// Largest article, in bytes: of a file after decompression, or of one line of a JSON Lines file. What is larger
    /// is reported and skipped, and never held in memory whole.
    ///
    /// Default: 10 000 000.
    pub max_article_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            fields: BTreeMap::new(),
            max_article_bytes: 10_000_000,
        }
    }
}

impl ReadOptions {
    /// Reads `field` (one of [`FIELDS`]) from the input's field `name`.
    ///
    /// # Errors
    ///
    /// [`UnknownField`] when `field` is none of [`FIELDS`].
    pub fn rename(&mut self, field: &str, name: &str) -> Result<(), UnknownField> {
        if !FIELDS.contains(&field) {
            return Err(UnknownField(field.to_owned()));
        }
        self.fields.insert(field.to_owned(), name.to_owned());
        Ok(())
    }

    /// The name that `field` has in the input.
    pub(super) fn name_of<'a>(&'a self, field: &'a str) -> &'a str {
        self.fields.get(field).map_or(field, String::as_str)
    }
}

/// A field that no article has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{field}` is no field of an article; the fields are {}", FIELDS.join(", "), field = .0)]
pub struct UnknownField(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fields_of_an_article_are_renamed() {
        let mut options = ReadOptions::default();
        options.rename("text", "body").unwrap();
        assert_eq!(
            (options.name_of("text"), options.name_of("url")),
            ("body", "url")
        );
        let error = options.rename("txt", "body").unwrap_err();
        assert!(error.to_string().contains("`txt`") && error.to_string().contains("text, outlet"));
    }
}
