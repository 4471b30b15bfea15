//! Whether a type holds something, as a value: what must not hold, no bound can say.

use std::marker::PhantomData;

use super::Holds;

/// The question whether `T` holds `L`.
#[derive(Debug)]
pub struct Probe<T: ?Sized, L: ?Sized>(PhantomData<T>, PhantomData<L>);

/// The answer, unless the probe has another of its own.
pub trait HoldsNot {
    /// Not.
    const HOLDS: bool = false;
}

impl<T: ?Sized, L: ?Sized> HoldsNot for Probe<T, L> {}

impl<T: ?Sized + Holds<L>, L: ?Sized> Probe<T, L> {
    /// It does.
    pub const HOLDS: bool = true;
}
