//! When articles were published: from the first to the last of several.

use std::time::Duration;

use jiff::Timestamp;

/// First and last time of publication; none when no article has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Published(Option<(Timestamp, Timestamp)>);

impl Published {
    pub(super) fn at(time: Option<Timestamp>) -> Self {
        Self(time.map(|time| (time, time)))
    }

    /// The times of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(match (self.0, other.0) {
            (Some((first, last)), Some((other_first, other_last))) => {
                Some((first.min(other_first), last.max(other_last)))
            }
            (one, other) => one.or(other),
        })
    }

    /// From the first to the last.
    pub(super) fn length(self) -> Duration {
        self.0.map_or(Duration::ZERO, |(first, last)| {
            last.duration_since(first).unsigned_abs()
        })
    }
}
