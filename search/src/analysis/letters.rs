//! What is a letter.
//!
//! The tables of all of Unicode weigh as much as the rest of the analyser. These are the letters of the alphabets, in
//! ranges; signs, punctuation and pictures lie outside them. A word in a script that is not covered is no word to the search,
//! in index and query alike.

/// Whether a sign is a letter.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'ª' | 'µ' | 'º' => true,
        // Latin, with its signs of multiplication and division among it; then Greek, Cyrillic, Armenian, Hebrew, Arabic
        // and the scripts of India and beyond.
        '×' | '÷' | ';' | '·' | '־' | '׃' | '،' | '؛' | '؟' | '۔' => false,
        'À'..='ˁ' | 'Ͱ'..='\u{1fff}' => true,
        // More Latin and its neighbours, the scripts of China, Japan and Korea, other forms of Arabic.
        'Ⰰ'..='ⷿ' | 'ぁ'..='\u{d7ff}' | '\u{f900}'..='\u{fdfb}' | '\u{fe70}'..='\u{fefc}' | 'Ａ'..='ｚ' => {
            true
        }
        _ => false,
    }
}

/// Whether a sign can stand in a word or a number.
pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c)
}

/// Whether a text is made of letters alone.
pub(crate) fn only_letters(text: &str) -> bool {
    text.chars().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_europe_are_those_of_unicode() {
        for c in ('\0'..'\u{250}').chain('Σ'..'ω').chain('А'..'я') {
            if c.is_alphabetic() != is_letter(c) {
                panic!("{c:?} is taken for {}", is_letter(c));
            }
        }
        for c in "日本語עברитрα".chars() {
            assert!(is_letter(c), "{c}");
        }
        for c in "0 ×÷«»“”‘’…–—€°%§¶·•→✓😀½²\u{ad}\u{200b}\u{202e}。、".chars()
        {
            assert!(!is_letter(c), "{c}");
        }
    }
}
