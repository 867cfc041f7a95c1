#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wegwijs::fuzz::document(bytes));
