//! Work on many things, shared among the cores.
//!
//! **Knows**: that to wake other threads takes longer than to do a little work alone.
//! **Does not know**: what the work is.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// What comes of `work` on each of `items`, in their order. As many as `few` are done at once by the
/// thread that asks, more by all cores.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    few: usize,
    work: impl Fn(&T) -> R + Sync + Send,
) -> Vec<R> {
    if items.len() <= few { items.iter().map(work).collect() } else { items.par_iter().map(work).collect() }
}
