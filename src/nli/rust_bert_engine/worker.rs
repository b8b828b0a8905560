//! The thread that a model lives on.

use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::architecture::Forward;
use super::batch::{BatchError, in_batches};
use crate::nli::NliError;
use crate::transformer::Tokens;

const THREAD: &str = "belie-rust-bert";

type Logits = Result<Vec<(Vec<f32>, Tokens)>, String>;

/// Inputs, and where their logits go.
struct Job {
    tokens: Vec<Tokens>,
    threads: usize,
    reply: Sender<Logits>,
}

/// A model on its thread, which ends with it.
pub(super) struct Worker {
    jobs: Sender<Job>,
}

impl Worker {
    /// Starts the thread, and loads `model` on it. `budget` is how many tokens it computes together at first.
    pub(super) fn start(
        model: String,
        budget: usize,
        load: impl FnOnce() -> Result<Forward, NliError> + Send + 'static,
    ) -> Result<Self, NliError> {
        silence_panics();
        let (jobs, received) = mpsc::channel();
        let (loaded, outcome) = mpsc::channel();
        let named = model.clone();
        let run = move || {
            let forward = caught(load).unwrap_or_else(|reason| Err(unusable(&named, reason)));
            match forward {
                Ok(forward) => {
                    // Nobody hears it only when the caller is gone.
                    let _ = loaded.send(Ok(()));
                    work(&forward, budget, &received);
                }
                Err(error) => drop(loaded.send(Err(error))),
            }
        };
        let started = thread::Builder::new().name(THREAD.to_owned()).spawn(run);
        started.map_err(|error| unusable(&model, format!("cannot start a thread: {error}")))?;
        outcome
            .recv()
            .unwrap_or_else(|_| Err(unusable(&model, "its thread ended".to_owned())))?;
        Ok(Self { jobs })
    }

    /// The logits of these inputs, in their order, computed on so many threads.
    pub(super) fn logits(&self, tokens: Vec<Tokens>, threads: usize) -> Logits {
        let (reply, logits) = mpsc::channel();
        let job = Job {
            tokens,
            threads,
            reply,
        };
        let ended = || "its thread ended".to_owned();
        self.jobs.send(job).map_err(|_| ended())?;
        logits.recv().map_err(|_| ended())?
    }
}

fn unusable(model: &str, reason: String) -> NliError {
    NliError::Architecture {
        model: model.to_owned(),
        reason,
    }
}

fn work(forward: &Forward, budget: usize, jobs: &Receiver<Job>) {
    let mut budget = if forward.alone { 1 } else { budget };
    for job in jobs {
        tch::set_num_threads(i32::try_from(job.threads).unwrap_or(i32::MAX));
        let lengths: Vec<usize> = job.tokens.iter().map(|tokens| tokens.ids.len()).collect();
        let logits = in_batches(&lengths, &mut budget, |batch| {
            let inputs: Vec<&Tokens> = batch.iter().map(|&at| &job.tokens[at]).collect();
            caught(|| forward.logits(&inputs))
                .and_then(|logits| logits)
                .map_err(batch_error)
        });
        let logits = logits.map(|logits| logits.into_iter().zip(job.tokens).collect());
        // Nobody hears it only when the caller is gone.
        let _ = job.reply.send(logits);
    }
}

fn batch_error(reason: String) -> BatchError {
    // libtorch's words on a GPU and on the CPU.
    let out_of_memory = [
        "out of memory",
        "can't allocate memory",
        "not enough memory",
    ]
    .iter()
    .any(|words| reason.contains(words));
    // What follows is where in libtorch's code it happened; tch quotes it with its line ends spelt out.
    let first = reason.lines().next().unwrap_or_default();
    let first = first.split("\\n").next().unwrap_or_default().to_owned();
    if out_of_memory {
        BatchError::OutOfMemory(first)
    } else {
        BatchError::Failed(first)
    }
}

/// rust-bert and tch panic where libtorch fails; that is an error like another.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
        words.unwrap_or("it failed without a reason").to_owned()
    })
}

/// Keeps panics of the model's thread off standard error, for they come back as errors.
fn silence_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                usual(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_its_words() {
        assert_eq!(caught(|| 7), Ok(7));
        let error = caught(|| -> i32 { panic!("Torch(\"{}\")", "no") });
        assert_eq!(error, Err("Torch(\"no\")".to_owned()));
    }

    #[test]
    fn lack_of_memory_is_told_from_other_failures() {
        let cuda =
            "Torch(\"CUDA out of memory. Tried to allocate 2.00 GiB.\nException raised from …";
        assert!(matches!(
            batch_error(cuda.to_owned()),
            BatchError::OutOfMemory(reason) if !reason.contains('\n')
        ));
        let other = batch_error("The size of tensor a (4) must match".to_owned());
        assert!(matches!(other, BatchError::Failed(_)));
    }
}
