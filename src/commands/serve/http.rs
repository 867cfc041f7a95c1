//! A small web server for one person on one machine: it answers GET on the loopback address from memory, and
//! tells open pages when the site was made anew.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::{Shelf, lock};
use crate::handbook::address::decode;
use crate::markdown::html::escape;
use crate::render::RELOAD_SCRIPT;
use crate::render::view::CONTENT_SECURITY_POLICY;

/// Where open pages listen.
const EVENTS: &str = "wegwijs-gebeurtenissen";
/// Longest head of a request.
const LONGEST_HEAD: u64 = 16 * 1024;
/// How often an open page's line looks whether there is news.
const LOOK: Duration = Duration::from_millis(10);
/// How often a line without news shows that it is alive; a page that went away is noticed then.
const SIGN_OF_LIFE: u32 = 1500;

/// Answers until the program is stopped.
pub(super) fn serve(listener: &TcpListener, shelf: &Shelf) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        let shelf = Arc::clone(shelf);
        // One person's browser: a handful of threads at a time.
        thread::spawn(move || {
            // A browser that went away is no error.
            let _ = answer(stream, &shelf);
        });
    }
}

/// What a request asks for.
struct Request {
    method: String,
    path: String,
    host: String,
}

fn read(stream: &TcpStream) -> std::io::Result<Option<Request>> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.take(LONGEST_HEAD));
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let (method, path) = (method.to_owned(), decode(target.split(['?', '#']).next().unwrap_or("/")));
    let mut host = String::new();
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("host")
        {
            host = value.trim().to_owned();
        }
    }
    Ok(Some(Request { method, path, host }))
}

/// Another site's page may know this machine by a name of its own; only the loopback names are answered.
fn is_own_host(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.chars().all(|digit| digit.is_ascii_digit()) { name } else { host }
    });
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

fn answer(mut stream: TcpStream, shelf: &Shelf) -> std::io::Result<()> {
    let Some(request) = read(&stream)? else { return Ok(()) };
    if !is_own_host(&request.host) {
        return reply(&mut stream, "421 Misdirected Request", "text/plain; charset=utf-8", b"", true);
    }
    if request.method != "GET" && request.method != "HEAD" {
        return reply(&mut stream, "405 Method Not Allowed", "text/plain; charset=utf-8", b"", true);
    }
    let with_body = request.method == "GET";
    let path = request.path.trim_start_matches('/');
    if path == EVENTS {
        return events(stream, shelf);
    }
    let (status, kind, body) = find(shelf, path);
    if status.starts_with("301") {
        let head = format!(
            "HTTP/1.1 301 Moved Permanently\r\nLocation: /{path}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        return stream.write_all(head.as_bytes());
    }
    reply(&mut stream, status, kind, &body, with_body)
}

/// The file at an address, the page that says that there is none, or what is wrong when there is no site yet.
fn find(shelf: &Shelf, path: &str) -> (&'static str, &'static str, Vec<u8>) {
    let shown = lock(shelf);
    if shown.output.is_empty() && path == RELOAD_SCRIPT {
        return ("200 OK", kind(path), include_bytes!("herladen.js").to_vec());
    }
    if shown.output.is_empty() {
        let page = format!(
            "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Nog geen site</title>\
             <script type=\"module\" src=\"/{RELOAD_SCRIPT}\"></script></head><body><h1>Nog geen site</h1>\
             <pre>{}</pre></body></html>",
            escape(&shown.errors)
        );
        return ("500 Internal Server Error", "text/html; charset=utf-8", page.into_bytes());
    }
    let index = format!("{path}index.html");
    let file = if path.is_empty() || path.ends_with('/') { index.as_str() } else { path };
    if let Some(body) = shown.output.get(file) {
        return ("200 OK", kind(file), body.clone());
    }
    if shown.output.contains_key(&format!("{path}/index.html")) {
        return ("301 Moved Permanently", "", Vec::new());
    }
    let missing = shown.output.get("404.html").cloned().unwrap_or_default();
    ("404 Not Found", "text/html; charset=utf-8", missing)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

fn reply(
    stream: &mut TcpStream,
    status: &str,
    kind: &str,
    body: &[u8],
    with_body: bool,
) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {CONTENT_SECURITY_POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// A line that stays open: it says which build there is, and what is wrong if anything is.
fn events(mut stream: TcpStream, shelf: &Shelf) -> std::io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
    )?;
    let mut told = None;
    let mut quiet = 0;
    loop {
        let news = {
            let shown = lock(shelf);
            (told != Some(shown.version)).then(|| (shown.version, shown.errors.clone()))
        };
        if let Some((version, errors)) = news {
            let data = serde_json::json!({ "versie": version, "fouten": errors });
            stream.write_all(format!("data: {data}\n\n").as_bytes())?;
            stream.flush()?;
            told = Some(version);
            quiet = 0;
        }
        quiet += 1;
        if quiet > SIGN_OF_LIFE {
            stream.write_all(b": er is nog niets veranderd\n\n")?;
            stream.flush()?;
            quiet = 0;
        }
        thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_machine_itself_is_answered() {
        for (host, own) in [
            ("127.0.0.1:4040", true),
            ("localhost", true),
            ("[::1]:4040", true),
            ("handboek.example.nl", false),
            ("127.0.0.1.example.nl:80", false),
            ("", false),
        ] {
            assert_eq!(is_own_host(host), own, "{host}");
        }
    }
}
