//! Any text folds to something that folds no further, and finds itself.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let folded = yomi::fold(text);
    assert_eq!(yomi::fold(&folded), folded);
    let asked = yomi::query(text);
    assert!(asked.matches_tokens(&yomi::index_tokens(text)));
    assert!(asked.matches_folded(&folded));
});
