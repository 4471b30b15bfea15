//! Rules of this repository that no compiler knows: which crate may depend on which, where dialects
//! may be named, and that documents are true to the tree.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "../../xtask/src/closure.rs"]
mod closure;
mod dependencies;
mod dialects;
mod documents;
mod sources;
mod tree;

/// `closure.rs` prints when it is a task.
mod say {
    pub fn say(_: &str) {}
}

#[test]
fn what_a_users_build_compiles_is_small() {
    closure::run(&tree::root()).unwrap();
    let crates = closure::third_party(&tree::root()).unwrap();
    assert!(crates.len() > 5, "{crates:?}");
    let mut too_many = crates.clone();
    too_many.insert("tokio v1.0.0".into());
    assert!(closure::judge(&too_many).is_err());
}
