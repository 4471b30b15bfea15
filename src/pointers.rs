//! Pointers hold what they point to; `Option`, lists, maps and ranges hold what their parts hold.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::Bound;
use std::rc::Rc;
use std::sync::Arc;

use crate::Holds;
use crate::logical::{Array, Enum, FixedArray, Map, Multirange, Nullable, Range, Set, SetMember};

impl<L: ?Sized, T: ?Sized + Holds<L>> Holds<L> for &T {}
impl<L: ?Sized, T: ?Sized + Holds<L>> Holds<L> for Box<T> {}
impl<L: ?Sized, T: ?Sized + Holds<L>> Holds<L> for Rc<T> {}
impl<L: ?Sized, T: ?Sized + Holds<L>> Holds<L> for Arc<T> {}
impl<L: ?Sized, T: ?Sized + ToOwned + Holds<L>> Holds<L> for Cow<'_, T> {}

impl<L, T: Holds<L>> Holds<Nullable<L>> for Option<T> {}

impl<L, T: Holds<L>> Holds<Array<L>> for Vec<T> {}
impl<L, T: Holds<L>> Holds<Array<L>> for VecDeque<T> {}
impl<L, T: Holds<L>> Holds<Array<L>> for [T] {}
impl<L, T: Holds<L>, const N: usize> Holds<Array<L>> for [T; N] {}

impl<L, T: Holds<L>, const N: usize> Holds<FixedArray<L, N>> for Vec<T> {}
impl<L, T: Holds<L>, const N: usize> Holds<FixedArray<L, N>> for VecDeque<T> {}
impl<L, T: Holds<L>, const N: usize> Holds<FixedArray<L, N>> for [T] {}
impl<L, T: Holds<L>, const N: usize> Holds<FixedArray<L, N>> for [T; N] {}

impl<K, V, A: Holds<K>, B: Holds<V>, S> Holds<Map<K, V>> for HashMap<A, B, S> {}
impl<K, V, A: Holds<K>, B: Holds<V>> Holds<Map<K, V>> for BTreeMap<A, B> {}

impl<L, T: Holds<L>> Holds<Range<L>> for (Bound<T>, Bound<T>) {}
impl<L, T: Holds<Range<L>>> Holds<Multirange<L>> for Vec<T> {}

// A variant or member is text on the wire.
impl<const TYPE: u64> Holds<Enum<TYPE>> for str {}
impl<const TYPE: u64> Holds<Enum<TYPE>> for String {}
impl<const TYPE: u64> Holds<Set<TYPE>> for str {}
impl<const TYPE: u64> Holds<Set<TYPE>> for String {}
impl<const TYPE: u64, T: Holds<SetMember<TYPE>>> Holds<Set<TYPE>> for Vec<T> {}
