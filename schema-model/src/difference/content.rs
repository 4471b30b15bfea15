//! What was added or dropped as a whole: all of it is part of the difference, so that a difference
//! says everything that is needed to follow it.

use serde_json::Value;

use super::{Content, Difference, Objects, Verb};
use crate::address::{Flat, Parts};
use crate::{ObjectKey, Part};

/// Says of whole objects and parts what they are, and where an added part stands.
pub(super) fn fill(
    found: &mut [Difference],
    (from, to): (&Objects<'_>, &Objects<'_>),
    wanted: Content,
) {
    let (mut from, mut to) = (Side::of(from), Side::of(to));
    for difference in found {
        let address = &difference.address;
        let is_whole = address.part.is_none();
        if address.attribute.is_some() || is_whole && wanted == Content::Parts {
            continue;
        }
        match difference.verb {
            Verb::Added => {
                let content = to.content(&address.object, address.part.as_ref());
                difference.position = content.as_ref().and_then(|(position, _)| *position);
                difference.to = content.map(|(_, value)| value);
            }
            Verb::Dropped => {
                let content = from.content(&address.object, address.part.as_ref());
                difference.from = content.map(|(_, value)| value);
            }
            Verb::Altered => {}
        }
    }
}

/// One side; the parts of the object that was asked for last are kept, since differences come object
/// by object.
struct Side<'a> {
    objects: &'a Objects<'a>,
    last: Option<(ObjectKey, Vec<(&'static str, Parts)>)>,
}

impl<'a> Side<'a> {
    fn of(objects: &'a Objects<'a>) -> Self {
        Self {
            objects,
            last: None,
        }
    }

    fn content(&mut self, key: &ObjectKey, part: Option<&Part>) -> Option<(Option<usize>, Value)> {
        let object = self.objects.get(key)?.last()?;
        let Some(part) = part else {
            return Some((None, object.value()));
        };
        if self.last.as_ref().is_none_or(|(known, _)| known != key) {
            self.last = Some((key.clone(), Flat::of(object.value()).lists));
        }
        let (_, lists) = self.last.as_ref()?;
        lists.iter().find_map(|(_, list)| {
            let position = list.iter().position(|(known, _)| known == part)?;
            Some((Some(position), list[position].1.clone()))
        })
    }
}
