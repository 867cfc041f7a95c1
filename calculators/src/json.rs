//! JSON, written. Nothing but texts, booleans, lists and objects occurs in a result, so this is all of it; the
//! general crate would be a tenth of what the browser loads.

/// A list or object being written.
pub(crate) struct Json {
    out: String,
    /// Whether something stands before the next item.
    more: bool,
}

impl Json {
    /// Writes one object.
    pub(crate) fn object(fill: impl FnOnce(&mut Json)) -> String {
        let mut json = Json { out: String::with_capacity(2048), more: false };
        json.braces(fill);
        json.out
    }

    fn braces(&mut self, fill: impl FnOnce(&mut Json)) {
        self.open('{');
        fill(self);
        self.close('}');
    }

    fn open(&mut self, sign: char) {
        self.out.push(sign);
        self.more = false;
    }

    fn close(&mut self, sign: char) {
        self.out.push(sign);
        self.more = true;
    }

    fn separate(&mut self) {
        if self.more {
            self.out.push(',');
        }
        self.more = true;
    }

    fn key(&mut self, key: &str) {
        self.separate();
        self.quoted(key);
        self.out.push(':');
    }

    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(letter);
                }
                '\n' => self.out.push_str("\\n"),
                letter if (letter as u32) < 32 => {
                    self.out.push_str("\\u00");
                    for digit in [letter as u32 / 16, letter as u32 % 16] {
                        self.out.extend(char::from_digit(digit, 16));
                    }
                }
                letter => self.out.push(letter),
            }
        }
        self.out.push('"');
    }

    /// A key with a text.
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.quoted(text);
    }

    /// A key with a text, if there is one.
    pub(crate) fn maybe(&mut self, key: &str, text: &Option<String>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// A key with nothing.
    pub(crate) fn null(&mut self, key: &str) {
        self.key(key);
        self.out.push_str("null");
    }

    /// A key with yes or no.
    pub(crate) fn flag(&mut self, key: &str, flag: bool) {
        self.key(key);
        self.out.push_str(if flag { "true" } else { "false" });
    }

    /// A key with a list of texts.
    pub(crate) fn texts(&mut self, key: &str, texts: &[String]) {
        self.key(key);
        self.open('[');
        for text in texts {
            self.separate();
            self.quoted(text);
        }
        self.close(']');
    }

    /// A key with a list of objects.
    pub(crate) fn list<T>(&mut self, key: &str, items: &[T], fill: impl Fn(&mut Json, &T)) {
        self.key(key);
        self.open('[');
        for item in items {
            self.separate();
            self.braces(|json| fill(json, item));
        }
        self.close(']');
    }

    /// A key with an object.
    pub(crate) fn inner(&mut self, key: &str, fill: impl FnOnce(&mut Json)) {
        self.key(key);
        self.braces(fill);
    }
}
