//! The one pool of threads: work on many things at once, what comes of it taken in their order.

use rayon::prelude::*;
use std::ops::ControlFlow;

/// Things that are worked on before the first results are taken, and the most at once: what is asked for first is there
/// soon, and what stops the work does not wait for much.
const FIRST: usize = 16;
const MOST: usize = 512;

/// Works on things on all cores, and takes what comes of each in their order, until there is no more or no more is
/// wanted.
pub fn in_order<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> ControlFlow<()>,
) {
    let (mut rest, mut count) = (things, FIRST);
    while !rest.is_empty() {
        let (now, later) = rest.split_at(count.min(rest.len()));
        let done: Vec<R> = now.par_iter().map(&work).collect();
        for (thing, result) in now.iter().zip(done) {
            if take(thing, result).is_break() {
                return;
            }
        }
        (rest, count) = (later, (count * 2).min(MOST));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn all_is_taken_in_order_and_no_more_is_done_than_wanted() {
        let (things, done): (Vec<usize>, _) = ((0..3_000).collect(), AtomicUsize::new(0));
        let work = |n: &usize| {
            done.fetch_add(1, Ordering::Relaxed);
            n * 2
        };
        let mut taken = Vec::new();
        in_order(&things, work, |thing, twice| {
            assert_eq!(twice, thing * 2);
            taken.push(*thing);
            if taken.len() == 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(taken, (0..20).collect::<Vec<_>>());
        assert!(done.load(Ordering::Relaxed) < 100);
        taken.clear();
        in_order(
            &things,
            |n| *n,
            |_, n| {
                taken.push(n);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(taken, things);
    }
}
