//! Each stage by itself, on one generated sheet: `cargo bench --bench stages`.

mod sheets;

use anscov::bind::{Binder, bind};
use anscov::catalogue::Catalogue;
use anscov::matching::{Matchers, match_answers};
use anscov::parse::{Labels, parse};
use anscov::score::score;
use anscov::source::Source;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn source() -> Source {
    Source::new("sheet.md", sheets::sheet(0))
}

#[divan::bench]
fn load_rubrics() -> Catalogue {
    Catalogue::shipped()
}

#[divan::bench]
fn read_into_questions(bencher: divan::Bencher) {
    let labels = Labels::default();
    bencher.counter(BytesCount::new(sheets::SHEET)).with_inputs(source).bench_values(|source| parse(source, &labels));
}

#[divan::bench]
fn bind_questions(bencher: divan::Bencher) {
    let catalogue = Catalogue::shipped();
    let binder = Binder::new(&catalogue);
    bencher.with_inputs(|| parse(source(), &Labels::default())).bench_values(|document| bind(document, &binder));
}

#[divan::bench]
fn compile_patterns(bencher: divan::Bencher) {
    let catalogue = Catalogue::shipped();
    let binder = Binder::new(&catalogue);
    let bound =
        || bind(parse(Source::new("s.md", include_str!("../samples/interview.md")), &Labels::default()), &binder);
    bencher.with_inputs(bound).bench_values(|bound| match_answers(bound, &Matchers::new(&catalogue)));
}

#[divan::bench]
fn match_and_score(bencher: divan::Bencher) {
    let catalogue = Catalogue::shipped();
    let (binder, matchers) = (Binder::new(&catalogue), Matchers::new(&catalogue));
    let bound = || bind(parse(source(), &Labels::default()), &binder);
    bencher
        .counter(BytesCount::new(sheets::SHEET))
        .with_inputs(bound)
        .bench_values(|bound| score(match_answers(bound, &matchers)));
}
