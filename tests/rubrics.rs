//! The shipped rubrics keep their own word: every example comes out as its list says, and lint finds nothing.

use anscov::catalogue::Catalogue;
use anscov::matching::Matchers;
use anscov::problem::Severity;
use anscov::rubric::lint;
use anscov::trial::all_examples;

#[test]
fn every_example_comes_out_as_its_list_says() {
    let catalogue = Catalogue::shipped();
    let trials = all_examples(&catalogue, &Matchers::new(&catalogue));
    assert!(trials.len() > 1000, "the examples are run: {}", trials.len());
    let failed: Vec<_> = trials.iter().filter(|trial| !trial.passed).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn lint_finds_nothing() {
    for loaded in Catalogue::shipped().files() {
        let warnings: Vec<_> = lint(loaded).into_iter().filter(|found| found.severity < Severity::Note).collect();
        assert_eq!(warnings, [], "{}", loaded.source.path);
    }
}
