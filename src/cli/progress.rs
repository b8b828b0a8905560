//! Progress on a terminal, errors as they come, and Ctrl-C.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::Context;
use belie::pipeline::{Event, Watch};
use indicatif::{ProgressBar, ProgressStyle};

use super::{complain, with_causes};

/// Follows a run for the person at the terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    articles: AtomicU64,
    pairs: AtomicU64,
}

impl Progress {
    /// Starts; `quiet` shows nothing but errors. Ctrl-C ends the run after the pairs at hand; a second one ends the program.
    pub(super) fn start(quiet: bool) -> anyhow::Result<Self> {
        let hidden = quiet || !std::io::stderr().is_terminal();
        let bar = if hidden {
            ProgressBar::hidden()
        } else {
            ProgressBar::new_spinner()
        };
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::SeqCst) {
                end_at_once();
            }
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(Self {
            bar,
            stop,
            articles: AtomicU64::new(0),
            pairs: AtomicU64::new(0),
        })
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// Counts articles from 0 to `articles` from here on.
    fn count(&self, what: &str, articles: usize) {
        let template = "{msg} {wide_bar} {pos}/{len} articles {prefix}, {eta} left";
        let style = ProgressStyle::with_template(template);
        self.bar
            .set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.set_message(what.to_owned());
        self.bar.set_length(articles as u64);
        self.bar.set_position(0);
        self.bar.reset();
    }

    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

#[allow(clippy::exit)] // Asked twice to end: nothing is left to tidy up.
fn end_at_once() -> ! {
    std::process::exit(130)
}

impl Watch for Progress {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Failed(failure) => self
                .bar
                .suspend(|| complain(format_args!("{}", with_causes(failure)))),
            Event::Read(_) => {
                let articles = self.articles.fetch_add(1, Ordering::Relaxed) + 1;
                self.bar.set_message(format!("{articles} articles read"));
                self.bar.tick();
            }
            Event::AllRead { articles } => self.count("finding statements", articles),
            Event::Grouped {
                articles,
                statements,
                stories,
            } => self.count(
                &format!("{statements} statements in {stories} stories"),
                articles,
            ),
            Event::Scored { pairs } => {
                let pairs = self.pairs.fetch_add(pairs as u64, Ordering::Relaxed) + pairs as u64;
                let rate = pairs as f64 / self.bar.elapsed().as_secs_f64().max(0.1);
                self.bar
                    .set_prefix(format!("{pairs} pairs, {rate:.0} a second"));
            }
            Event::Stated { articles } | Event::Compared { articles } => {
                self.bar.inc(articles as u64)
            }
            _ => {}
        }
    }

    fn stop(&self) -> bool {
        self.stopped()
    }
}
