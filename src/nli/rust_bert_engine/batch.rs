//! Which inputs are computed together: of like length, and no more than fit.

use super::super::Device;

/// Why a batch gave nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BatchError {
    /// The memory did not suffice.
    OutOfMemory(String),
    /// Anything else.
    Failed(String),
}

/// How many tokens a batch may have, padding counted in: enough to keep the device busy.
pub(super) fn budget(device: Device) -> usize {
    match device {
        Device::Cpu => 2048,
        Device::Cuda(_) => 32768,
    }
}

/// Computes every input of these lengths with `compute`, which gets the places of a batch and returns a result for each. Inputs
/// are sorted by length; a batch has as many as `budget` tokens hold, or a single one. When the memory does not suffice the
/// budget is halved, for good, and the batch tried again.
pub(super) fn in_batches<T>(
    lengths: &[usize],
    budget: &mut usize,
    mut compute: impl FnMut(&[usize]) -> Result<Vec<T>, BatchError>,
) -> Result<Vec<T>, String> {
    // The longest first: what does not fit shows at once.
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(lengths[at]));
    let mut results: Vec<(usize, T)> = Vec::with_capacity(lengths.len());
    let mut rest = &*order;
    while let Some(&longest) = rest.first() {
        let fitting = (*budget / lengths[longest].max(1)).max(1);
        let (batch, later) = rest.split_at(fitting.min(rest.len()));
        match compute(batch) {
            Ok(computed) => {
                results.extend(batch.iter().copied().zip(computed));
                rest = later;
            }
            Err(BatchError::OutOfMemory(_)) if batch.len() > 1 => {
                *budget = (batch.len() * lengths[longest] / 2).max(1);
            }
            Err(BatchError::OutOfMemory(reason)) => {
                return Err(format!(
                    "the memory does not suffice for a single pair of {} tokens: {reason}",
                    lengths[longest]
                ));
            }
            Err(BatchError::Failed(reason)) => return Err(reason),
        }
    }
    results.sort_by_key(|&(at, _)| at);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_input_is_computed_once_within_the_budget(
            lengths in prop::collection::vec(1_usize..200, 0..60),
            budget in 1_usize..2000,
            memory in 200_usize..3000,
        ) {
            let mut allowed = budget;
            let results = in_batches(&lengths, &mut allowed, |batch| {
                let longest = batch.iter().map(|&at| lengths[at]).max().unwrap_or_default();
                let tokens = longest * batch.len();
                if tokens > memory {
                    return Err(BatchError::OutOfMemory(String::new()));
                }
                assert!(tokens <= budget || batch.len() == 1);
                Ok(batch.to_vec())
            });
            prop_assert_eq!(results, Ok((0..lengths.len()).collect()));
            prop_assert!(allowed <= budget);
        }
    }

    #[test]
    fn a_pair_too_long_for_the_memory_is_an_error() {
        let mut budget = 1000;
        let full = |_: &[usize]| -> Result<Vec<()>, _> {
            Err(BatchError::OutOfMemory("CUDA out of memory".to_owned()))
        };
        let error = in_batches(&[10, 300, 20], &mut budget, full).expect_err("full");
        assert!(error.contains("300 tokens"), "{error}");
    }
}
