//! The program as it is called: what it prints, what it leaves on disk, and how it ends.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::help::{Copy, files, handbook, snapshot, wegwijs};

const DAY: [&str; 2] = ["--datum", "2026-11-22"];

/// A command with the day of the tests.
fn with_day<'a>(args: &[&'a str]) -> Vec<&'a str> {
    args.iter().copied().chain(DAY).collect()
}

/// All files of a folder with their bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    files(root).into_iter().map(|path| (path.clone(), fs::read(root.join(path)).unwrap())).collect()
}

#[test]
fn wrong_usage_ends_with_two() {
    let place = Copy::of("klein");
    for args in [
        &[][..],
        &["bouw"],
        &["build", "--onzin"],
        &["build", "--datum", "2026-02-30"],
        &["build", "--datum", "morgen"],
        &["build", "--format", "xml"],
        &["calc"],
        &["find"],
        &["new"],
        &["serve", "--poort", "veel"],
    ] {
        let run = wegwijs(place.root(), args);
        assert_eq!(run.status, 2, "{args:?}: {run:?}");
        assert!(!run.err.is_empty(), "{args:?}");
    }
    assert!(!place.root().join("public").exists());
}

#[test]
fn help_and_version_are_no_mistakes() {
    let place = Copy::empty();
    for args in [&["--help"][..], &["build", "--help"], &["--version"]] {
        let run = wegwijs(place.root(), args);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{args:?}");
    }
    let help = wegwijs(place.root(), &["--help"]).out;
    for command in ["build", "serve", "check", "calc", "find", "new", "schema"] {
        assert!(help.contains(command), "{help}");
    }
}

#[test]
fn a_folder_that_is_no_site() {
    let place = Copy::empty();
    for args in [
        &["build"][..],
        &["check"],
        &["serve"],
        &["calc", "geschenk"],
        &["find", "geschenk"],
        &["build", "--site", "bestaat-niet"],
    ] {
        let run = wegwijs(place.root(), args);
        assert_eq!(run.status, 1, "{args:?}: {run:?}");
        assert!(run.err.contains("wegwijs.yaml") && run.err.contains("wegwijs new site"), "{}", run.err);
    }
    assert_eq!(files(place.root()), Vec::<String>::new(), "nothing was made");
}

#[test]
fn build_writes_to_public_or_elsewhere() {
    let place = Copy::of("klein");
    let run = wegwijs(place.root(), &with_day(&["build"]));
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("22 november 2026"), "{}", run.out);
    assert!(run.out.contains("Content-Security-Policy: default-src 'none'"), "{}", run.out);
    assert!(place.root().join("public/index.html").is_file());

    let elsewhere = Copy::empty();
    let site = place.root().to_str().unwrap();
    let run = wegwijs(elsewhere.root(), &with_day(&["build", "--site", site, "--out", "uit/site"]));
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(tree(&elsewhere.root().join("uit/site")), tree(&place.root().join("public")));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, other) = (Copy::of("goed"), Copy::of("goed"));
    for copy in [&one, &other] {
        let run = wegwijs(copy.root(), &with_day(&["build"]));
        assert_eq!(run.status, 0, "{}", run.err);
    }
    let first = tree(&one.root().join("public"));
    assert!(first == tree(&other.root().join("public")));
    // Once more over it: nothing changes, and it says so.
    let again = wegwijs(one.root(), &with_day(&["build"]));
    assert!(again.out.contains("waarvan 0 veranderd"), "{}", again.out);
    assert!(first == tree(&one.root().join("public")));
}

#[test]
fn another_day_gives_another_site() {
    let copy = Copy::of("goed");
    let page = |day: &str| {
        let run = wegwijs(copy.root(), &["build", "--datum", day]);
        assert_eq!(run.status, 0, "{}", run.err);
        copy.read("public/dorp/regels/lunch/index.html").replace('\u{a0}', " ")
    };
    let (now, then) = (page("2026-11-22"), page("2027-01-01"));
    assert!(now.contains("tot en met <span class=\"feit\">€ 15</span> vergoed"), "{now}");
    assert!(then.contains("tot en met <span class=\"feit\">€ 17,50</span> vergoed"), "{then}");
}

#[test]
fn mistakes_end_with_one_and_leave_the_old_site() {
    let copy = Copy::of("goed");
    assert_eq!(wegwijs(copy.root(), &with_day(&["build"])).status, 0);
    let before = tree(&copy.root().join("public"));
    let page = "content/dorp/regels/lunch.md";
    let good = copy.read(page);
    for (bad, code) in [
        (good.replace("titel: ", "titel: {{ "), "W0101"),
        (good.replace("## Wat", "[weg](weg.md)\n\n## Wat"), "W0302"),
        (good.replace("## Wat", "<div>\n\n## Wat"), "W0301"),
    ] {
        copy.write(page, bad);
        let run = wegwijs(copy.root(), &with_day(&["build"]));
        assert_eq!(run.status, 1);
        assert!(
            run.err.contains(&format!("fout[{code}]")) && run.err.contains("Er is niets gebouwd"),
            "{}",
            run.err
        );
        assert!(run.err.contains("content/dorp/regels/lunch.md:"), "{}", run.err);
        assert_eq!(wegwijs(copy.root(), &with_day(&["check"])).status, 1);
        assert!(tree(&copy.root().join("public")) == before);
    }
}

#[test]
fn what_is_no_site_is_never_replaced() {
    let copy = Copy::of("klein");
    copy.write("public/brief.txt", "bewaren");
    let run = wegwijs(copy.root(), &["build"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("brief.txt") && run.err.contains("--out"), "{}", run.err);
    assert_eq!(copy.read("public/brief.txt"), "bewaren");
    // Nor a file.
    let run = wegwijs(copy.root(), &["build", "--out", "wegwijs.yaml"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert_eq!(copy.read("wegwijs.yaml"), "naam: Het kleinste handboek\n");
}

/// A disk of a megabyte, where the system lets one be made; a build does not fit on it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    struct Disk(std::path::PathBuf);
    impl Drop for Disk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(&self.0).status();
        }
    }
    let place = Copy::of("klein");
    let folder = place.root().join("schijf");
    fs::create_dir(&folder).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=1536k", "tmpfs"])
        .arg(&folder)
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !mounted {
        // Only root may; that writing may fail half-way is tested in `publish` too, with a name that is too long.
        return;
    }
    let _disk = Disk(folder.clone());
    let build = |page: &str| {
        place.write("content/_index.md", format!("---\ntitel: Begin\n---\n\n{page}\n"));
        wegwijs(place.root(), &with_day(&["build", "--out", "schijf/site"]))
    };
    let first = build("Een zin.");
    assert_eq!(first.status, 0, "{}", first.err);
    let before = tree(&folder.join("site"));
    // Pictures that do not fit beside the old site.
    place.write("content/foto.png", vec![7_u8; 2 << 20]);
    let second = build("Een andere zin.");
    assert_eq!(second.status, 1, "{second:?}");
    assert!(
        second.err.contains("de schijf is vol") && second.err.contains("De oude site staat er nog"),
        "{}",
        second.err
    );
    assert!(tree(&folder.join("site")) == before);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "the half tree is gone");
    // The place of a disk itself cannot be exchanged.
    let whole = wegwijs(place.root(), &with_day(&["build", "--out", "schijf"]));
    assert_eq!(whole.status, 1, "{whole:?}");
}

#[test]
fn check_writes_nothing() {
    let copy = Copy::of("goed");
    let before = tree(copy.root());
    let run = wegwijs(copy.root(), &with_day(&["check"]));
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "Alles klopt.\n", ""));
    assert!(tree(copy.root()) == before);
}

#[test]
fn check_tells_what_could_read_easier() {
    let run = wegwijs(&handbook("goed"), &with_day(&["check", "--leesniveau"]));
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    snapshot("goed-leesniveau", &run.out);
}

#[test]
fn what_is_unclear_is_listed_for_the_owner_of_each_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = wegwijs(root, &with_day(&["check", "--onduidelijk"]));
    assert_eq!(run.status, 0, "{run:?}");
    // By document, the place, what stands there, how it is read, who decides, and where it is written.
    let of_almere = run
        .out
        .split_once("(almere/gedragscode-2016): ")
        .and_then(|(_, rest)| {
            rest.split_once("\n\n\n").or_else(|| rest.split_once("\n\nG")).or(Some((rest, "")))
        })
        .map(|(own, _)| own.to_owned())
        .unwrap_or_default();
    for wanted in [
        "    Er staat:     De code regelt meer dan en minder dan €\u{a0}50, maar niet precies dat bedrag.\n",
        "    Wij lezen:    Overleg eerst.\n",
        "    Wie beslist:  niet bekend; zet het bij `wie-beslist:`\n",
        "    Staat in:     rekenhulpen/geschenk.yaml, almere, `precies-de-grens`\n",
        "`attentie-van-wachtende`",
    ] {
        assert!(of_almere.contains(wanted), "{wanted}\n{}", run.out);
    }
    // What a single step leaves open is among them.
    assert!(run.out.contains("rekenhulpen/wia-tijdlijn.yaml, lelystad, `uwv-melding`"), "{}", run.out);
    // Every point that a calculator names is there.
    let json = wegwijs(root, &with_day(&["check", "--onduidelijk", "--format", "json"]));
    let (findings, list) = json.out.trim_end().split_once('\n').unwrap();
    assert_eq!(findings, "[]");
    let list: serde_json::Value = serde_json::from_str(list).unwrap();
    for unclear in list.as_array().unwrap() {
        assert!(run.out.contains(unclear["says"].as_str().unwrap()), "{unclear}");
    }
    let none = wegwijs(&handbook("klein"), &with_day(&["check", "--onduidelijk"]));
    assert_eq!(
        (none.status, none.out.as_str()),
        (0, "Geen rekenhulp noemt iets dat een document open laat.\n")
    );
}

#[test]
fn check_for_programs() {
    let bad = handbook("verwijzingen");
    let run = wegwijs(&bad, &with_day(&["check", "--format", "json"]));
    assert_eq!(run.status, 1);
    let list: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let first = &list[0];
    assert_eq!(first["code"], "W0303");
    assert_eq!(first["bestand"], "content/_index.md");
    assert_eq!((first["regel"].as_u64(), first["kolom"].as_u64()), (Some(5), Some(45)));

    let run = wegwijs(&bad, &with_day(&["check", "--format", "github"]));
    assert_eq!(run.status, 1);
    assert!(run.out.starts_with("::error file=content/_index.md,line=5,col=45,title=W0303::"), "{}", run.out);

    let good = wegwijs(&handbook("klein"), &with_day(&["check", "--format", "json"]));
    assert_eq!((good.status, good.out.as_str()), (0, "[]\n"));
}

#[test]
fn a_warning_does_not_stop_a_build() {
    let copy = Copy::of("klein");
    copy.write(
        "content/_index.md",
        "---\ntitel: Begin\ngecontroleerd: 2025-01-01\nopnieuw: 2026-01-01\n---\n\nEen zin.\n",
    );
    let run = wegwijs(copy.root(), &with_day(&["build"]));
    assert_eq!(run.status, 0);
    assert!(run.err.contains("waarschuwing[W0214]") && run.err.contains("1 waarschuwing."), "{}", run.err);
    // On an earlier day there is nothing to say.
    let run = wegwijs(copy.root(), &["build", "--datum", "2025-12-31"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

/// What `calc --json` prints.
fn calc(args: &[&str]) -> (i32, serde_json::Value, String) {
    let all: Vec<&str> = ["calc"].iter().chain(args).copied().chain(DAY).chain(["--json"]).collect();
    let run = wegwijs(&handbook("geschenk"), &all);
    (run.status, serde_json::from_str(&run.out).unwrap_or_default(), run.err)
}

#[test]
fn calc_takes_values_as_people_type_them() {
    for (value, outcome) in [
        ("waarde=50", "melden"),
        ("waarde=50,00", "melden"),
        ("waarde=€ 49,99", "melden"),
        ("waarde=€50", "melden"),
        ("waarde=50 EUR", "melden"),
        ("waarde=50,01", "weigeren"),
        ("waarde=1.250", "weigeren"),
        ("waarde=€ 1.250,50", "weigeren"),
        ("waarde = 50", "melden"),
    ] {
        let (status, answer, err) = calc(&["geschenk", "--org", "dorp", "geld=nee", value]);
        assert_eq!(status, 0, "{value}: {err}");
        assert_eq!(answer["uitkomst"], outcome, "{value}");
        assert_eq!(answer["rekenhulp"], "geschenk");
        assert_eq!(answer["organisatie"], "dorp");
        assert_eq!(answer["datum"], "2026-11-22");
    }
}

#[test]
fn calc_knows_what_is_needed() {
    let (status, answer, _) = calc(&["geschenk", "geld=nee"]);
    assert_eq!(status, 0, "the start organisation is taken");
    assert_eq!(answer["organisatie"], "dorp");
    assert_eq!(answer["uitkomst"], serde_json::Value::Null);
    assert_eq!(answer["vraagt"], serde_json::json!(["waarde"]));
    // Certain already: money is refused whatever it is worth.
    let (_, answer, _) = calc(&["geschenk", "geld=ja"]);
    assert_eq!(answer["uitkomst"], "weigeren");
}

#[test]
fn calc_gives_what_to_do_and_why() {
    let (_, answer, _) = calc(&["geschenk", "geld=nee", "waarde=20"]);
    assert_eq!(answer["doe"], serde_json::json!(["leidinggevende"]));
    assert_eq!(answer["redenen"][0]["bron"], "dorp/gedragscode-2024#geschenken");
    let changes = answer["wijzigt"].as_array().unwrap();
    let changes: Vec<String> =
        changes.iter().map(|one| one["tekst"].as_str().unwrap().replace('\u{a0}', " ")).collect();
    assert!(changes.iter().any(|text| text.contains("meer dan € 50")), "{changes:?}");
    for key in
        ["rekenhulp", "organisatie", "datum", "uitkomst", "doe", "waarden", "redenen", "wijzigt", "vraagt"]
    {
        assert!(answer.get(key).is_some(), "{key}");
    }
}

#[test]
fn calc_leaves_out_what_only_another_organisation_asks() {
    let (status, answer, err) = calc(&["geschenk", "--org", "dorp", "geld=nee", "waarde=20", "attentie=ja"]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(answer["uitkomst"], "melden");
    let (_, answer, _) = calc(&["geschenk", "--org", "stad", "geld=nee", "waarde=20", "attentie=ja"]);
    assert_eq!(answer["uitkomst"], "aannemen");
}

#[test]
fn calc_refuses_what_it_does_not_understand() {
    for args in [
        &["geschenk", "geld=nee", "waard=50"][..],
        &["geschenk", "geld=nee", "waarde=veel"],
        &["geschenk", "geld=nee", "waarde=-1"],
        &["geschenk", "geld=nee", "waarde=50.01"],
        &["geschenk", "geld=misschien", "waarde=50"],
        &["geschenk", "geld"],
        &["geschenken", "geld=nee"],
        &["geschenk", "--org", "elders", "geld=nee"],
    ] {
        let (status, answer, err) = calc(args);
        assert_eq!(status, 2, "{args:?}: {err}");
        assert!(!err.is_empty(), "{args:?}");
        assert!(answer["uitkomst"].is_null(), "never a verdict on what was not understood: {answer}");
    }
}

#[test]
fn calc_for_people() {
    let mut args = vec!["calc", "geschenk", "geld=nee", "waarde=50"];
    args.extend(DAY);
    let run = wegwijs(&handbook("geschenk"), &args);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("Je mag het aannemen, maar meld het"), "{}", run.out);
    assert!(run.out.contains("Vertel je leidinggevende dat je het hebt aangenomen."), "{}", run.out);
}

/// Two dates, one of them six weeks after the other.
const VERLOF: &str = "\
titel: Wanneer begint mijn verlof?
soort: tijdlijn
vragen:
  begin:
    vraag: Wanneer begint het?
    type: datum
organisaties:
  dorp:
    document: dorp/lunchregeling
    stappen:
      begin-verlof:
        titel: Het begint
        wie: medewerker
        op: begin
        bron: vergoeding
      eind-verlof:
        titel: Het eindigt
        wie: medewerker
        op: begin + 6 weken
        bron: vergoeding
    voorbeelden:
      - naam: gewoon
        begin: 2025-01-06
        dan:
          begin-verlof: 2025-01-06
          eind-verlof: 2025-02-17
";

/// A timeline takes dates as people write them.
#[test]
fn calc_takes_dates_both_ways() {
    let copy = Copy::of("goed");
    copy.write("content/rekenhulpen/verlof.yaml", VERLOF);
    let steps = |day: &str| {
        let answer = format!("begin={day}");
        let run = wegwijs(copy.root(), &with_day(&["calc", "verlof", "--org", "dorp", &answer, "--json"]));
        assert_eq!(run.status, 0, "{day}: {}", run.err);
        let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        report["stappen"].clone()
    };
    let iso = steps("2025-01-06");
    assert_eq!(iso[0]["op"], "2025-01-06");
    assert_eq!(iso[1]["op"], "2025-02-17");
    for typed in ["6-1-2025", "06-01-2025", "6 januari 2025", "ma 6 jan 2025"] {
        assert_eq!(steps(typed), iso, "{typed}");
    }
    for wrong in ["begin=30-2-2025", "begin=6-1-25", "begin=morgen"] {
        let run = wegwijs(copy.root(), &with_day(&["calc", "verlof", "--org", "dorp", wrong]));
        assert_eq!(run.status, 2, "{wrong}: {run:?}");
    }
}

#[test]
fn find_gives_sections_with_their_addresses() {
    let site = handbook("geschenk");
    let run = wegwijs(&site, &with_day(&["find", "waarom een grens", "--org", "dorp", "--json"]));
    assert_eq!(run.status, 0, "{}", run.err);
    let hits: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let first = &hits[0];
    assert_eq!(first["url"], "dorp/geschenken/#waarom", "{hits}");
    assert_eq!(first["titel"], "Geschenken");
    assert_eq!(first["sectie"], "Waarom een grens?");
    assert_eq!(first["organisatie"], "dorp");
    assert_eq!(first["soort"], "pagina");
    assert!(first["score"].as_f64().unwrap() > 0.0);
    assert!(first["fragment"].as_str().unwrap().replace('\u{a0}', " ").contains("€ 50"), "{first}");

    // A word of the calculator leads to it.
    let run = wegwijs(&site, &with_day(&["find", "cadeau", "--org", "stad", "--json"]));
    let hits: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let kinds: Vec<&str> =
        hits.as_array().unwrap().iter().map(|hit| hit["soort"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"hulpmiddel"), "{hits}");

    let nothing = wegwijs(&site, &with_day(&["find", "xyzzy", "--json"]));
    assert_eq!((nothing.status, nothing.out.trim()), (0, "[]"));
    assert_eq!(wegwijs(&site, &with_day(&["find", "grens", "--org", "elders"])).status, 2);
    assert_eq!(wegwijs(&handbook("verwijzingen"), &with_day(&["find", "verlof"])).status, 1);
    let people = wegwijs(&site, &with_day(&["find", "waarom een grens"]));
    assert!(
        people.out.contains("Geschenken\n  Waarom een grens? · /dorp/geschenken/#waarom\n"),
        "{}",
        people.out
    );
}

#[test]
fn find_explains_where_points_come_from() {
    let site = handbook("geschenk");
    let run = wegwijs(&site, &with_day(&["find", "waarom een grens", "--org", "dorp", "--waarom"]));
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("grens (zeldzaamheid "), "{}", run.out);
    assert!(run.out.contains("grens · zelf · 1.00 · kop"), "{}", run.out);
    assert!(run.out.contains("samen, keer 1.00 voor de organisatie en 1.00 voor de soort"), "{}", run.out);
}

#[test]
fn find_asks_a_file_of_queries_and_names_what_is_missed() {
    let copy = Copy::of("geschenk");
    let toets = |queries: &str, json: bool| {
        copy.write("vragen.yaml", queries);
        let file = copy.root().join("vragen.yaml");
        let mut arguments = vec!["find", "--toets", file.to_str().unwrap()];
        arguments.extend(json.then_some("--json"));
        wegwijs(copy.root(), &with_day(&arguments))
    };
    let good = "- zoek: waarom een grens\n  doel: geschenk\n  organisatie: dorp\n  soort: vraag\n- zoek: vakantie\n  doel: verlof\n";
    let run = toets(good, false);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("vraag                  1      100%      100%      1.00"), "{}", run.out);
    assert!(run.out.contains("geen pagina: vakantie (alle)"), "{}", run.out);

    let run = toets("- zoek: xyzzy\n  doel: geschenk\n  soort: exact\n- zoek: qwertz\n", false);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("niet gevonden: xyzzy (alle), wel: /niets"), "{}", run.out);
    assert!(run.out.contains("niet gevonden: qwertz (alle)"), "{}", run.out);

    let json: serde_json::Value = serde_json::from_str(&toets(good, true).out).unwrap();
    assert_eq!(json["soorten"]["alles"]["vragen"], 1, "{json}");
    assert_eq!(json["vragen"][0]["plaats"], 1, "{json}");
    assert_eq!(json["vragen"][1]["pagina"], false, "{json}");

    let run = toets("- zoek: x\n  doel: '(('\n", false);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("W0374"), "{}", run.err);
    assert_eq!(wegwijs(copy.root(), &with_day(&["find", "--toets", "nergens.yaml"])).status, 2);
}

#[test]
fn find_reports_compounds_and_editors_have_the_last_word() {
    let copy = Copy::of("geschenk");
    copy.write(
        "content/dorp/verlof.md",
        "---\ntitel: Vakantieverlof\n---\n\nHet verlof in je vakantie. Een maatregel en een kerstborrel.\n",
    );
    let report = || wegwijs(copy.root(), &with_day(&["find", "--samenstellingen"]));
    let run = report();
    assert!(run.out.contains("vakantieverlof: vakantie + verlof\n"), "{}{}", run.out, run.err);
    assert!(!run.out.contains("maatregel:"), "{}", run.out);
    copy.write(
        "content/samenstellingen.yaml",
        "splits:\n  maatregel: [maat, regel]\nheel: [vakantieverlof]\n",
    );
    let run = report();
    assert!(run.out.contains("maatregel: maat + regel  (samenstellingen.yaml)"), "{}{}", run.out, run.err);
    assert!(!run.out.contains("vakantieverlof:"), "{}", run.out);
    copy.write(
        "content/samenstellingen.yaml",
        "splits:\n  maatregel: [maat, regels]\n  borrel: [bor, rel]\nheel: [borrel]\n",
    );
    let run = wegwijs(copy.root(), &with_day(&["check"]));
    assert_eq!(run.status, 1);
    assert!(run.err.contains("W0371") && run.err.contains("W0372"), "{}", run.err);
}

#[test]
fn synonyms_that_lead_nowhere_are_reported() {
    let copy = Copy::of("geschenk");
    copy.write("content/begrippen.yaml", "geschenk:\n  uitleg: Iets dat je krijgt.\n  synoniemen: [kado]\ndraaiorgel:\n  uitleg: Een orgel.\n  synoniemen: [pierement]\n");
    let run = wegwijs(copy.root(), &with_day(&["check"]));
    assert!(run.err.contains("W0373") && run.err.contains("`draaiorgel`"), "{}", run.err);
    assert!(!run.err.contains("`geschenk` leiden"), "{}", run.err);
    let run = wegwijs(copy.root(), &with_day(&["find", "kado", "--org", "dorp"]));
    assert!(run.out.contains("(via kado = geschenk)"), "{}", run.out);
}

#[test]
fn a_new_site_builds_clean() {
    let place = Copy::empty();
    let run = wegwijs(place.root(), &["new", "site", "mijn-handboek"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let site = place.root().join("mijn-handboek");
    for command in ["check", "build"] {
        let run = wegwijs(&site, &with_day(&[command, "--streng"]));
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{command}");
    }
    let start = place.read("mijn-handboek/public/index.html");
    assert!(start.contains("Handboek Voorbeeldstad"));
    let page = place.read("mijn-handboek/public/voorbeeldstad/regels/lunch/index.html");
    assert!(page.replace('\u{a0}', " ").contains("€ 15"), "{page}");
    // Never over something that is there.
    let again = wegwijs(place.root(), &["new", "site", "mijn-handboek"]);
    assert_eq!(again.status, 2, "{again:?}");
    assert!(again.err.contains("mijn-handboek"), "{}", again.err);
    // An empty folder will do.
    fs::create_dir(place.root().join("leeg")).unwrap();
    assert_eq!(wegwijs(place.root(), &["new", "site", "leeg"]).status, 0);
}

/// A server that is stopped when the test is done with it.
struct Server {
    child: Child,
    address: String,
    out: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(site: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wegwijs"))
            .current_dir(site)
            .args(["serve", "--poort", "0", "--datum", "2026-11-22"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        Self { child, address, out }
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }

    /// Waits for the next line on the terminal.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line
    }

    /// The next thing that the line for open pages says.
    fn events(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // What never comes ends the test instead of stopping it for ever.
        stream.set_read_timeout(Some(std::time::Duration::from_secs(60))).unwrap();
        let request = format!("GET /wegwijs-gebeurtenissen HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).unwrap();
        BufReader::new(stream)
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn serve_shows_the_site_and_what_is_wrong_with_it() {
    let copy = Copy::of("klein");
    let mut server = Server::start(copy.root());
    let start = server.get("/");
    assert!(start.starts_with("HTTP/1.1 200 OK\r\n"), "{start}");
    assert!(
        start.contains("Content-Security-Policy: default-src 'none'")
            && start.contains("Alleen deze pagina.")
    );
    assert!(server.get("/weg/").starts_with("HTTP/1.1 404"));
    assert!(server.get("/../wegwijs.yaml").starts_with("HTTP/1.1 404"));
    assert!(server.get("/alle-paginas").starts_with("HTTP/1.1 301"));
    assert!(server.ask("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n").starts_with("HTTP/1.1 405"));
    assert!(server.ask("GET / HTTP/1.1\r\nHost: handboek.example.nl\r\n\r\n").starts_with("HTTP/1.1 421"));
    assert_eq!(server.ask("\r\n\r\n"), "");

    let mut events = server.events();
    let first = events.next().unwrap();
    assert_eq!(first["fouten"], "");

    // A save: the page is new and open pages hear of it.
    copy.write("content/_index.md", "---\ntitel: Begin\n---\n\nEen nieuwe zin.\n");
    let second = events.find(|_| server.get("/").contains("Een nieuwe zin.")).unwrap();
    assert_ne!(second["versie"], first["versie"]);
    assert!(server.line().starts_with("Opnieuw gebouwd"));

    // A mistake: the last good site stays up, and open pages hear what is wrong.
    copy.write("content/_index.md", "---\ntitel: Begin\n---\n\nEen <b>fout</b>.\n");
    let third =
        events.find(|event| event["fouten"].as_str().is_some_and(|errors| errors.contains("W0301"))).unwrap();
    let errors = third["fouten"].as_str().unwrap();
    assert!(errors.contains("fout[W0301]") && errors.contains("content/_index.md:5:5"), "{errors}");
    assert!(server.get("/").contains("Een nieuwe zin."));

    // Mended.
    copy.write("content/_index.md", "---\ntitel: Begin\n---\n\nEen goede zin.\n");
    let fourth =
        events.find(|event| event["fouten"] == "" && server.get("/").contains("Een goede zin.")).unwrap();
    assert_ne!(fourth["versie"], third["versie"]);
    assert!(!copy.root().join("public").exists(), "serve never touches public/");
}

#[test]
fn serve_starts_with_a_broken_site() {
    let copy = Copy::of("klein");
    copy.write("content/_index.md", "---\ntitel: {{ kapot\n---\n");
    let server = Server::start(copy.root());
    let page = server.get("/");
    assert!(page.starts_with("HTTP/1.1 500"), "{page}");
    assert!(page.contains("W0101") && page.contains("Nog geen site"), "{page}");
}

#[test]
fn wrong_usage_is_explained_in_dutch() {
    let copy = Copy::of("goed");
    for (arguments, said) in [
        (&["bouw"][..], "Onbekende opdracht `bouw`. Zie wegwijs --help.\n"),
        (&["buid"], "Onbekende opdracht `buid`. Bedoel je `build`?\n"),
        (&["check", "--formaat"], "Onbekende optie `--formaat`. Bedoel je `--format`?\n"),
        (
            &["check", "--format", "xml"],
            "`xml` kan niet bij `--format <VORM>`. Kies uit: tekst, json, github.\n",
        ),
        (&["calc"], "Er ontbreekt iets: <HULPMIDDEL>. Zie wegwijs --help.\n"),
        (&["build", "--datum"], "Bij `--datum <DAG>` hoort een waarde. Zie wegwijs --help.\n"),
        (
            &["serve", "--poort", "x"],
            "`x` kan niet bij `--poort <POORT>`: geen heel getal dat hier past. Zie wegwijs --help.\n",
        ),
    ] {
        let run = wegwijs(copy.root(), arguments);
        assert_eq!((run.status, run.err.as_str()), (2, said), "{arguments:?}");
    }
    let help = wegwijs(copy.root(), &["--help"]);
    assert_eq!(help.status, 0);
    assert!(help.out.contains("Gebruik: wegwijs <OPDRACHT>") && help.out.contains("Opties:"), "{}", help.out);
}
