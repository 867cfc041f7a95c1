use calculators::tree::Span;
use proptest::prelude::*;

use super::*;
use crate::check::insertions::{no_picture, unknown_fact};
use crate::check::markdown::{dead_link, insertion_in_sentence};

/// A handbook with one fact, one term, one page and one picture.
struct Small;

impl Surroundings for Small {
    fn inline(&self, insertion: &Insertion, span: Span) -> Result<Inserted, Box<Diagnostic>> {
        match insertion {
            Insertion::Fact(name) if name == "a.b" => {
                Ok(Inserted { html: "<b>€\u{a0}50</b>".to_owned(), text: "€\u{a0}50".to_owned() })
            }
            Insertion::Fact(name) => Err(Box::new(unknown_fact(span, name, None))),
            Insertion::Term(name) => Ok(Inserted { html: format!("<i>{name}</i>"), text: name.clone() }),
            _ => Err(Box::new(insertion_in_sentence(span, insertion.kind()))),
        }
    }

    fn block(&self, insertion: &Insertion, _span: Span) -> Result<Inserted, Box<Diagnostic>> {
        Ok(Inserted { html: format!("<block {}>", insertion.kind()), text: "blok".to_owned() })
    }

    fn note(&self, kind: &str, html: &str) -> String {
        format!("<note {kind}>{html}</note>")
    }

    fn link(&self, target: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        match target {
            "weg.md" => Err(Box::new(dead_link(span, target, None))),
            "b.md#kop" => {
                let anchor = Some(("b/".to_owned(), "kop".to_owned()));
                Ok(Target { url: "../b/#kop".to_owned(), external: false, anchor })
            }
            _ => Ok(Target { url: target.to_owned(), external: target.starts_with("https:"), anchor: None }),
        }
    }

    fn picture(&self, target: &str, span: Span) -> Result<String, Box<Diagnostic>> {
        if target == "a.svg" { Ok(target.to_owned()) } else { Err(Box::new(no_picture(span, target, None))) }
    }
}

fn compiled(text: &str) -> (Document, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let document = compile(text, 7, 0, &Small, &mut diagnostics);
    (document, diagnostics)
}

/// The HTML of a text without mistakes; no-break spaces as `~`.
fn html(text: &str) -> String {
    let (document, diagnostics) = compiled(text);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    document.html.trim_end().replace('\u{a0}', "~")
}

/// The findings of a text: code and the stretch they point at.
fn findings(text: &str) -> Vec<(&'static str, String)> {
    let (_, diagnostics) = compiled(text);
    let place = |span: Span| {
        assert_eq!(span.file, 7);
        text[span.start as usize..span.end as usize].to_owned()
    };
    diagnostics.iter().map(|finding| (finding.code, place(finding.span))).collect()
}

#[test]
fn paragraphs_and_marks() {
    for (text, expected) in [
        ("Een zin.", "<p>Een zin.</p>"),
        ("Twee\nregels", "<p>Twee\nregels</p>"),
        ("Einde\\\nbegin", "<p>Einde<br>\nbegin</p>"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("\\<b> \\{{ gewoon", "<p>&lt;b&gt; {{ gewoon</p>"),
        ("Bron: artikel 2.", "<p class=\"bron\">Bron: artikel~2.</p>"),
        ("Bronnen: a en b.", "<p class=\"bron\">Bronnen: a en b.</p>"),
        ("Bronwater", "<p>Bronwater</p>"),
        ("---", "<hr>"),
        ("> citaat", "<blockquote>\n<p>citaat</p>\n</blockquote>"),
        ("", ""),
    ] {
        if text.contains("{{") {
            // A brace that is escaped is still one: the finding says so, the text stays as it is.
            assert_eq!(compiled(text).0.html.trim_end(), expected);
        } else {
            assert_eq!(html(text), expected, "{text}");
        }
    }
}

#[test]
fn quotes_dashes_and_spaces_are_typographic_in_text_alone() {
    for (text, expected) in [
        ("\"dubbel\" en 'enkel'", "<p>“dubbel” en ‘enkel’</p>"),
        ("drie... en -- en ---", "<p>drie… en – en —</p>"),
        ("kost € 50 of 16 weken", "<p>kost €~50 of 16~weken</p>"),
        ("`\"recht\" -- 5 weken`", "<p><code>&quot;recht&quot; -- 5 weken</code></p>"),
        ("    \"recht\" -- 5 weken", "<pre><code>&quot;recht&quot; -- 5 weken</code></pre>"),
        (
            "```yaml\na: \"5 weken\"\n```",
            "<pre><code class=\"language-yaml\">a: &quot;5 weken&quot;\n</code></pre>",
        ),
        ("is \"{{ a.b }}\" nu", "<p>is “<b>€~50</b>” nu</p>"),
        ("'s avonds {{ a.b }}", "<p>’s avonds <b>€~50</b></p>"),
    ] {
        assert_eq!(
            html(text).trim_end_matches('\n').replace("\n</code></pre>", "</code></pre>"),
            expected.replace("\n</code></pre>", "</code></pre>"),
            "{text}"
        );
    }
}

#[test]
fn lists() {
    for (text, expected) in [
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "1. a\n   - b\n     1. c\n2. d",
            "<ol>\n<li>a<ul>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ol>",
        ),
        (
            "- [x] af\n- [ ] niet",
            "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"Gedaan\"> af</li>\n<li><input type=\"checkbox\" disabled aria-label=\"Nog te doen\"> niet</li>\n</ul>",
        ),
        (
            "Plan\n: Wat je doet.\n: En wanneer.",
            "<dl>\n<dt>Plan</dt>\n<dd>Wat je doet.</dd>\n<dd>En wanneer.</dd>\n</dl>",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn tables_have_a_name_and_numbers_to_the_right() {
    let text = "## Prijzen\n\n| Wat | Hoeveel | Deel |\n|---|:-:|--:|\n| a | € 1.250,50 | x |\n| {{ a.b }} | 3 dagen | 5 % |";
    let expected = "<div class=\"tabel\" role=\"region\" tabindex=\"0\" aria-label=\"Tabel: Prijzen\"><table>\n\
        <thead><tr><th scope=\"col\">Wat</th><th scope=\"col\">Hoeveel</th><th scope=\"col\" class=\"getal\">Deel</th></tr></thead>\n\
        <tbody>\n\
        <tr><td>a</td><td class=\"getal\">€~1.250,50</td><td class=\"getal\">x</td></tr>\n\
        <tr><td class=\"getal\"><b>€~50</b></td><td>3~dagen</td><td class=\"getal\">5~%</td></tr>\n\
        </tbody></table></div>";
    assert_eq!(html(text).split_once('\n').unwrap().1, expected);
    let (document, _) = compiled("| a |\n|---|\n| b |");
    assert!(document.html.contains("aria-label=\"Tabel\""));
    assert_eq!(document.sections[0].text, "a\nb");
}

#[test]
fn a_wide_table_asks_for_room_and_its_rows_have_heads() {
    let text = "| | a | b | c | 4 |\n|---|---|---|---|---|\n| wie | x | | z | 1 |";
    let expected = "<div class=\"tabel breed\" role=\"region\" tabindex=\"0\" aria-label=\"Tabel\"><table>\n\
        <thead><tr><td></td><th scope=\"col\">a</th><th scope=\"col\">b</th><th scope=\"col\">c</th><th scope=\"col\">4</th></tr></thead>\n\
        <tbody>\n\
        <tr><th scope=\"row\">wie</th><td>x</td><td></td><td>z</td><td class=\"getal\">1</td></tr>\n\
        </tbody></table></div>";
    assert_eq!(html(text), expected);
    // Cells are apart for who counts words; the search takes white space for what it is.
    assert_eq!(compiled(text).0.sections[0].text, "a\tb\tc\t4\nwie\tx\t\tz\t1");
    // Under a head of its own a first column is a column like the others.
    assert!(html("| a | b |\n|---|---|\n| c | d |").contains("<tr><td>c</td><td>d</td></tr>"));
}

#[test]
fn notes() {
    for kind in ["note", "tip", "important", "warning", "caution"] {
        let text = format!("> [!{}]\n> Een *zin*.\n>\n> - punt", kind.to_uppercase());
        let expected = format!("<note {kind}><p>Een <em>zin</em>.</p>\n<ul>\n<li>punt</li>\n</ul></note>");
        assert_eq!(html(&text), expected);
    }
    assert_eq!(
        html("> [!TIP]\n> a\n>\n> > [!NOTE]\n> > b"),
        "<note tip><p>a</p>\n<note note><p>b</p></note></note>"
    );
}

#[test]
fn headings_have_ids_that_stay() {
    let text = "## Wat doe je?\n\ntekst\n\n### Vast {#vast}\n\n## Wat doe je?\n\n#### €";
    let (document, diagnostics) = compiled(text);
    let ids: Vec<(u8, &str)> =
        document.headings.iter().map(|heading| (heading.level, heading.id.as_str())).collect();
    assert_eq!(ids, [(2, "wat-doe-je"), (3, "vast"), (2, "wat-doe-je-2"), (4, "deel")]);
    assert_eq!(diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["W0306"]);
    assert!(document.html.contains(
        "<h3 id=\"vast\">Vast <a class=\"anker\" href=\"#vast\" aria-label=\"Link naar: Vast\">#</a></h3>"
    ));
    let places: Vec<&str> = document
        .headings
        .iter()
        .map(|heading| &text[heading.span.start as usize..heading.span.end as usize])
        .collect();
    assert_eq!(places[0].trim_end(), "## Wat doe je?");
}

#[test]
fn a_written_id_is_given_before_a_made_one() {
    let (document, diagnostics) = compiled("## Kop\n\n## Iets {#kop}\n\n## Kop");
    let ids: Vec<&str> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids[0], "kop");
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert_eq!(diagnostics[0].code, "W0304");
    assert_eq!(ids[2], "kop-2");
}

#[test]
fn insertions_stand_in_headings_tables_links_and_notes() {
    for (text, expected) in [
        ("Tot {{ a.b }}, {{a.b}}", "<p>Tot <b>€~50</b>, <b>€~50</b></p>"),
        ("**{{ a.b }}**", "<p><strong><b>€~50</b></strong></p>"),
        ("[tot {{ a.b }}](x.md)", "<p><a href=\"x.md\">tot <b>€~50</b></a></p>"),
        ("> [!TIP]\n> {{ a.b }}", "<note tip><p><b>€~50</b></p></note>"),
        ("- {{ a.b }}", "<ul>\n<li><b>€~50</b></li>\n</ul>"),
        ("{{ begrip plan van aanpak }}", "<p><i>plan van aanpak</i></p>"),
        ("{{ rekenhulp x }}", "<block rekenhulp>"),
        ("- {{ contact x }}", "<ul>\n<li><block contact>\n</li>\n</ul>"),
        ("  {{ vergelijk x }}  ", "<block vergelijk>"),
        ("> {{ feiten a.b c.d }}", "<blockquote>\n<block feiten>\n</blockquote>"),
        ("`{{ c.d }}`", "<p><code>{{ c.d }}</code></p>"),
        ("```\n{{ c.d }}\n```", "<pre><code>{{ c.d }}\n</code></pre>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
    let (document, _) = compiled("## Tot {{ a.b }}\n\nZin {{ begrip WIA }}.\n\n{{ rekenhulp x }}");
    assert_eq!(document.headings[0].text, "Tot €\u{a0}50");
    assert_eq!(document.headings[0].id, "tot-50");
    assert_eq!(document.insertions.len(), 3);
    assert_eq!(document.sections[1].text, "Zin WIA.\nblok");
}

#[test]
fn a_picture_is_described_in_plain_text() {
    for (text, expected) in [
        ("![Een *huis*](a.svg)", "<p><img src=\"a.svg\" loading=\"lazy\" alt=\"Een huis\"></p>"),
        (
            "![Tot {{ a.b }} \"en\" <](a.svg)",
            "<p><img src=\"a.svg\" loading=\"lazy\" alt=\"Tot €~50 “en” &lt;\"></p>",
        ),
        (
            "[![huis](a.svg)](x.md)",
            "<p><a href=\"x.md\"><img src=\"a.svg\" loading=\"lazy\" alt=\"huis\"></a></p>",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
    assert_eq!(findings("![](a.svg)"), [("W0311", "![](a.svg)".to_owned())]);
    assert_eq!(findings("ü ![b](weg.png)"), [("W0336", "![b](weg.png)".to_owned())]);
}

#[test]
fn links() {
    for (text, expected) in [
        ("[a](b.md)", "<p><a href=\"b.md\">a</a></p>"),
        (
            "[a](https://e.org/?x=1&y=2)",
            "<p><a href=\"https://e.org/?x=1&amp;y=2\" rel=\"noreferrer\">a</a></p>",
        ),
        ("<https://e.org/>", "<p><a href=\"https://e.org/\" rel=\"noreferrer\">https://e.org/</a></p>"),
        ("<a@e.org>", "<p><a href=\"mailto:a@e.org\">a@e.org</a></p>"),
        ("[a][x]\n\n[x]: b.md", "<p><a href=\"b.md\">a</a></p>"),
        ("[tekst] tussen haken", "<p>[tekst] tussen haken</p>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
    let (document, _) = compiled("Zie [b](b.md#kop).");
    assert_eq!(document.places.len(), 1);
    assert_eq!((document.places[0].address.as_str(), document.places[0].anchor.as_str()), ("b/", "kop"));
    // What leads nowhere stays readable.
    assert_eq!(compiled("[a](weg.md) b").0.html, "<p>a b</p>\n");
    assert_eq!(findings("é [a](weg.md)"), [("W0302", "[a](weg.md)".to_owned())]);
    assert_eq!(findings("[a][weg]"), [("W0302", "[a][weg]".to_owned())]);
}

#[test]
fn footnotes_lead_there_and_back() {
    let text = "A[^x], b[^y], c[^x].\n\n[^y]: Twee.\n\n    Nog een.\n[^x]: Een.";
    assert_eq!(
        html(text),
        "<p>A<sup class=\"noot-ref\"><a id=\"vn-ref-1\" href=\"#vn-1\" aria-label=\"Voetnoot 1\">1</a></sup>, \
         b<sup class=\"noot-ref\"><a id=\"vn-ref-2\" href=\"#vn-2\" aria-label=\"Voetnoot 2\">2</a></sup>, \
         c<sup class=\"noot-ref\"><a id=\"vn-ref-1-2\" href=\"#vn-1\" aria-label=\"Voetnoot 1\">1</a></sup>.</p>\n\
         <section class=\"voetnoten\" aria-label=\"Voetnoten\"><ol>\n\
         <li id=\"vn-1\"><p>Een. <a href=\"#vn-ref-1\" aria-label=\"Terug naar de tekst\">↩</a> \
         <a href=\"#vn-ref-1-2\" aria-label=\"Terug naar de tekst\">↩</a></p></li>\n\
         <li id=\"vn-2\"><p>Twee.</p>\n<p>Nog een. <a href=\"#vn-ref-2\" aria-label=\"Terug naar de tekst\">↩</a></p></li>\n\
         </ol></section>"
    );
    assert_eq!(findings("A[^x] \\[^y]"), [("W0305", "[^x]".to_owned())]);
    assert_eq!(findings("A\n\n[^x]: Een."), [("W0305", "[^x]: Een.".to_owned())]);
}

#[test]
fn findings_point_at_what_is_wrong() {
    for (text, expected) in [
        ("Zo \"é\" {{ c.d }} en {{ e.f }}", &[("W0331", "{{ c.d }}"), ("W0331", "{{ e.f }}")][..]),
        ("- a\n  {{ c.d }}", &[("W0331", "{{ c.d }}")]),
        ("| ü |\n|---|\n| {{ c.d }} |", &[("W0331", "{{ c.d }}")]),
        ("Dit {{ rekenhulp x }} niet", &[("W0309", "{{ rekenhulp x }}")]),
        ("Dit {{ onzin }} niet", &[("W0307", "{{ onzin }}")]),
        ("Open {{ a.b", &[("W0308", "{{ a.b")]),
        ("a <i>b</i>", &[("W0301", "<i>"), ("W0301", "</i>")]),
        ("<table>\n<tr>\n</table>\n\nb", &[("W0301", "<table>\n<tr>\n</table>")]),
        ("# A\n", &[("W0306", "# A\n")]),
        ("## A {#Á}\n", &[("W0314", "## A {#Á}\n")]),
    ] {
        let found = findings(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(code, place)| (*code, place.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn front_matter_moves_every_place() {
    let text = "---\ntitel: é\n---\r\n\r\nZin {{ c.d }}\r\n";
    let mut diagnostics = Vec::new();
    compile(text, 0, text.find("\r\n\r").unwrap() + 2, &Small, &mut diagnostics);
    let span = diagnostics[0].span;
    assert_eq!(&text[span.start as usize..span.end as usize], "{{ c.d }}");
}

#[test]
fn search_gets_plain_text_by_section() {
    let (document, _) = compiled(
        "Vooraf **vet** {{ a.b }}.\n\n- een\n- twee\n\n## Kop {#k}\n\nTekst `code`.\n\n> [!TIP]\n> Tip.",
    );
    let sections: Vec<(&str, &str, &str)> = document
        .sections
        .iter()
        .map(|section| (section.anchor.as_str(), section.heading.as_str(), section.text.as_str()))
        .collect();
    assert_eq!(sections, [("", "", "Vooraf vet €\u{a0}50.\neen\ntwee"), ("k", "Kop", "Tekst code.\nTip.")]);
}

/// Official text around a text, in a handbook that explains one paragraph.
struct Official(Manner);

impl Surroundings for Official {
    fn manner(&self) -> Manner {
        self.0
    }

    fn under(&self, anchor: &str) -> String {
        if anchor == "a" { "<i>uitleg</i>".to_owned() } else { String::new() }
    }

    fn inline(&self, insertion: &Insertion, span: Span) -> Result<Inserted, Box<Diagnostic>> {
        Small.inline(insertion, span)
    }

    fn block(&self, insertion: &Insertion, span: Span) -> Result<Inserted, Box<Diagnostic>> {
        Small.block(insertion, span)
    }

    fn note(&self, kind: &str, html: &str) -> String {
        Small.note(kind, html)
    }

    fn link(&self, target: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        Small.link(target, span)
    }

    fn picture(&self, target: &str, span: Span) -> Result<String, Box<Diagnostic>> {
        Small.picture(target, span)
    }
}

#[test]
fn official_text_is_as_it_is() {
    let mark = |id: &str, label: &str| {
        format!(" <a class=\"anker\" href=\"#{id}\" aria-label=\"Link naar: {label}\">#</a>")
    };
    for (text, expected) in [
        ("{{ a.b }} \"zo\" -- <b>", "<p>{{ a.b }} &quot;zo&quot; -- &lt;b&gt;</p>".to_owned()),
        ("<div>\nx\n</div>", "<p>&lt;div&gt;\nx\n&lt;/div&gt;</p>".to_owned()),
        ("Bron: x.", "<p>Bron: x.</p>".to_owned()),
        ("[^x] en > [!TIP]", "<p>[^x] en &gt; [!TIP]</p>".to_owned()),
        ("~~a~~ **b**", "<p><del>a</del> <strong>b</strong></p>".to_owned()),
        ("{#b-1} Een zin.", format!("<p id=\"b-1\">Een zin.{}</p>", mark("b-1", "b 1"))),
        ("Een zin. {#b}", format!("<p id=\"b\">Een zin.{}</p>", mark("b", "b"))),
        ("Een *zin* {#a}", format!("<p id=\"a\">Een <em>zin</em>{}</p>\n<i>uitleg</i>", mark("a", "a"))),
        // With a backslash it is what it says.
        ("\\{#b\\} Een zin. \\{#b\\}", "<p>{#b} Een zin. {#b}</p>".to_owned()),
        ("Een {#b} zin, {#B}", "<p>Een {#b} zin, {#B}</p>".to_owned()),
        (
            "1. {#a} Een.\n2. Twee. {#b}",
            format!(
                "<ol>\n<li id=\"a\">Een.{}<i>uitleg</i></li>\n<li id=\"b\">Twee.{}</li>\n</ol>",
                mark("a", "a"),
                mark("b", "b")
            ),
        ),
        (
            "1. {#a} Een.\n\n    - x {#c}\n\n2. Twee.",
            format!(
                "<ol>\n<li id=\"a\"><p>Een.{}</p>\n<ul>\n<li id=\"c\">x{}</li>\n</ul>\n<i>uitleg</i></li>\n<li><p>Twee.</p>\n</li>\n</ol>",
                mark("a", "a"),
                mark("c", "c")
            ),
        ),
    ] {
        let mut diagnostics = Vec::new();
        let document = compile(text, 7, 0, &Official(Manner::Official), &mut diagnostics);
        assert_eq!(document.html.trim_end().replace('\u{a0}', " "), expected, "{text}");
        assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    }
}

#[test]
fn two_versions_are_told_apart_without_colour() {
    let mut diagnostics = Vec::new();
    let document = compile("~~oud~~ **nieuw**", 7, 0, &Official(Manner::Changes), &mut diagnostics);
    assert_eq!(
        document.html.trim_end(),
        "<p><del><span class=\"stil\">[vervallen: </span>oud<span class=\"stil\">]</span></del> \
         <ins><span class=\"stil\">[nieuw: </span>nieuw<span class=\"stil\">]</span></ins></p>"
    );
}

#[test]
fn official_text_has_pieces_and_one_name_for_each() {
    let text = "Vooraf.\n\n## Een {#een}\n\nTekst.\n\n#### Diep {#een}\n\n1. {#lid-1} A.\n2. {#lid-1} B.";
    let mut diagnostics = Vec::new();
    let document = compile(text, 7, 0, &Official(Manner::Official), &mut diagnostics);
    let pieces: Vec<(&str, u8, &str)> =
        document.pieces.iter().map(|piece| (piece.id.as_str(), piece.level, piece.text.trim())).collect();
    assert_eq!(
        pieces,
        [("", 1, "Vooraf."), ("een", 2, "Tekst."), ("een", 3, ""), ("lid-1", 7, "A."), ("lid-1", 7, "B.")]
    );
    let found: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|finding| (finding.code, &text[finding.span.start as usize..finding.span.end as usize]))
        .collect();
    assert_eq!(found, [("W0304", "#### Diep {#een}\n"), ("W0304", "{#lid-1}")]);
}

/// Pieces that Markdown and insertions give a meaning, to put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "{{",
            "}}",
            "{{ a.b }}",
            "{{ rekenhulp x }}",
            "[^a]",
            "[^a]: ",
            "![",
            "](a.svg)",
            "](weg.md)",
            "[",
            "]",
            "(",
            ")",
            "`",
            "```\n",
            "    ",
            "# ",
            "## ",
            "#### ",
            "{#k}",
            "{#k} ",
            " {#m}",
            "> ",
            "> [!TIP]\n",
            "- ",
            "1. ",
            "- [x] ",
            "| ",
            "|---|\n",
            "\n",
            "\n\n",
            "\r\n",
            ": ",
            "*",
            "**",
            "~~",
            "\\",
            "<b>",
            "<div>\n",
            "</div>",
            "<!--",
            "é",
            "€ ",
            "🎉",
            "\u{a0}",
            "\u{0}",
            "\t",
            "'",
            "\"",
            "--",
            "&amp;",
            "&",
            "https://e.org",
            "a",
            "woord ",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Every tag that is opened is closed, in order.
fn assert_balanced(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in html.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        let name = tag.split([' ', '\n']).next().unwrap();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !["br", "hr", "img", "input", "block"].contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_compiles(text in pieces(), before in "[a-zé\n]{0,6}") {
        let whole = format!("{before}{text}");
        let mut diagnostics = Vec::new();
        let document = compile(&whole, 7, before.len(), &Small, &mut diagnostics);
        let spans = diagnostics.iter().map(|finding| finding.span)
            .chain(document.headings.iter().map(|heading| heading.span))
            .chain(document.places.iter().map(|place| place.span));
        for span in spans {
            prop_assert!(span.start as usize >= before.len(), "{:?}", span);
            prop_assert!(whole.get(span.start as usize..span.end as usize).is_some(), "{:?} in {:?}", span, whole);
        }
        assert_balanced(&document.html);
        for manner in [Manner::Official, Manner::Changes] {
            let mut found = Vec::new();
            let document = compile(&whole, 7, before.len(), &Official(manner), &mut found);
            for span in found.iter().map(|finding| finding.span).chain(document.pieces.iter().map(|piece| piece.span)) {
                prop_assert!(whole.get(span.start as usize..span.end as usize).is_some(), "{:?} in {:?}", span, whole);
            }
            assert_balanced(&document.html);
        }
        let mut ids: Vec<&str> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert!(ids.len() == count || diagnostics.iter().any(|finding| finding.code == "W0304"));
    }

    #[test]
    fn binding_changes_spaces_alone(text in "[a-z0-9€.,§ \n]{0,40}") {
        let bound = typography::bind(&text);
        prop_assert_eq!(bound.replace('\u{a0}', " "), text);
    }
}
