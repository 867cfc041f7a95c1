fn main() {
    let args: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&args[1]).unwrap();
    let source = import::read::read(&bytes, import::read::FileKind::Text).unwrap();
    let profile = import::Profile {
        title: "Document".into(),
        document: "x/doc".into(),
        parts: args
            .get(3)
            .map(|f| {
                std::fs::read_to_string(f)
                    .unwrap()
                    .lines()
                    .map(|l| {
                        let (a, b) = l.split_once('\t').unwrap();
                        import::Part { starts: b.into(), document: format!("x/{a}"), title: String::new() }
                    })
                    .collect()
            })
            .unwrap_or_default(),
    };
    let t = std::time::Instant::now();
    let made = import::import(&source, &profile);
    eprintln!("{:?}", t.elapsed());
    let audit = import::audit::audit(&source, &made.pages, &made.log);
    eprintln!(
        "words {} logged {} lost {} invented {}",
        audit.words,
        audit.logged,
        audit.lost.len(),
        audit.invented.len()
    );
    for l in audit.lost.iter().take(20) {
        eprintln!("lost {l:?}");
    }
    for l in audit.invented.iter().take(20) {
        eprintln!("invented {l:?}");
    }
    std::fs::create_dir_all(&args[2]).unwrap();
    for p in &made.pages {
        let f = format!("{}/{}", args[2], p.path);
        std::fs::create_dir_all(std::path::Path::new(&f).parent().unwrap()).unwrap();
        std::fs::write(f, p.file()).unwrap();
    }
    let mut s = String::new();
    for c in &made.log.changes {
        s.push_str(&format!("{}\t{}\t{}\t{}\n", c.line, c.rule.name(), c.before, c.after));
    }
    std::fs::write(format!("{}/log.tsv", args[2]), s).unwrap();
    let mut s = String::new();
    for p in &made.pages {
        if p.titled {
            s.push_str(&format!(
                "{}\tkop\t0\t{}\t{}\n",
                p.lines.0,
                p.anchor.clone().unwrap_or_default(),
                p.title
            ));
        }
        for a in &p.anchors {
            s.push_str(&format!(
                "{}\t{}\t0\t{}\t{}\n",
                a.line,
                if a.heading.is_empty() { "lid" } else { "kop" },
                a.id,
                a.heading
            ));
        }
    }
    std::fs::write(format!("{}/heads.tsv", args[2]), s).unwrap();
    let mut s = String::new();
    for d in &made.log.doubts {
        s.push_str(&format!("{}\t{}\t{}\n", d.line, d.word, d.maybe.join(" ")));
    }
    std::fs::write(format!("{}/doubts.tsv", args[2]), s).unwrap();
    let mut s = String::new();
    for m in &made.log.muddles {
        s.push_str(&format!("{}-{}\t{:?}\n", m.lines.0, m.lines.1, m.kind));
    }
    for m in &made.log.moves {
        s.push_str(&format!("{}\tverplaatst\t{}\t{}\n", m.line, m.words, m.before));
    }
    std::fs::write(format!("{}/muddles.tsv", args[2]), s).unwrap();
}
