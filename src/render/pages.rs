//! The pages of a site: those that were written, and those that the generator makes from the model.

use calculators::views::CalculatorView;
use rayon::prelude::*;
use serde::Serialize;

use super::account::account;
use super::assets::Output;
use super::frame::{Subject, frame};
use super::register::register;
use super::view::{
    AllPages, CalculatorEntry, CalculatorGroup, CalculatorPage, Calculators, Change, Entry, Frame,
    GlossaryEntry, GlossaryPage, Link, LinkGroup, Moved, NotFound, Page as PageView, PageGroup, Particular,
    Place, Section, Site, SourceGroup, Sources, Start,
};
use super::{RELOAD_SCRIPT, Workshop, parts, view};
use crate::handbook::address::{self, relative};
use crate::handbook::official::{CHANGES, OfficialPage, Shows};
use crate::handbook::page::Page;
use crate::markdown::html::escape;
use crate::markdown::typography::capital;
use crate::markdown::{Document, Insertion};

type Rendered = Result<(String, Vec<u8>), tera::Error>;

/// All pages of the site, and the files beside them that other programs read. The bodies, which are those of the documents,
/// go as soon as they stand in their pages.
pub(super) fn write(
    shop: &Workshop,
    bodies: Vec<String>,
    documents: &[Document],
) -> Result<Output, tera::Error> {
    let press = Press { shop, site: site(shop) };
    let mut pages: Vec<Rendered> = bodies
        .into_par_iter()
        .enumerate()
        .map(|(number, body)| press.page(number, body, documents))
        .collect();
    for page in &shop.handbook.pages {
        for (alias, _) in &page.front.aliases {
            pages.push(press.moved(alias, page));
        }
    }
    let mut calls: Vec<(&str, &str)> = Vec::new();
    calls.extend(shop.bundles.keys().map(|(id, organisation)| (id.as_str(), organisation.as_str())));
    pages.extend(
        calls
            .par_iter()
            .map(|(id, organisation)| press.calculator(id, organisation, documents))
            .collect::<Vec<_>>(),
    );
    pages.extend(
        calls.par_iter().filter_map(|(id, organisation)| press.account(id, organisation)).collect::<Vec<_>>(),
    );
    pages.extend(press.overviews());
    pages.extend(press.choices());
    pages.push(press.all_pages());
    pages.extend(press.register());
    pages.push(press.sources(documents));
    pages.extend(press.glossary());
    pages.extend(press.contacts());
    pages.push(press.not_found());
    let mut out: Output = pages.into_iter().collect::<Result<_, _>>()?;
    if let Some(sitemap) = sitemap(shop, &out) {
        out.insert("sitemap.xml".to_owned(), sitemap.into_bytes());
    }
    Ok(out)
}

fn site(shop: &Workshop) -> Site {
    Site {
        name: shop.handbook.site.name.clone(),
        policy: view::CONTENT_SECURITY_POLICY.to_owned(),
        assets: shop.assets.clone(),
        reload: shop.live.then(|| RELOAD_SCRIPT.to_owned()),
    }
}

/// For other programs: all addresses in full, when the site knows its own.
fn sitemap(shop: &Workshop, out: &Output) -> Option<String> {
    let site = shop.handbook.site.address.as_ref()?;
    let moved: Vec<&str> = shop
        .handbook
        .pages
        .iter()
        .flat_map(|page| &page.front.aliases)
        .map(|(alias, _)| alias.as_str())
        .collect();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for file in out.keys() {
        let Some(address) = file.strip_suffix("index.html") else { continue };
        if !moved.contains(&address) {
            let url = escape(&format!("{}{}{address}", site.origin, site.prefix));
            xml.push_str(&format!("<url><loc>{url}</loc></url>\n"));
        }
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}

/// Renders pages with what they all share.
struct Press<'a> {
    shop: &'a Workshop<'a>,
    site: Site,
}

impl Press<'_> {
    fn render<T: Serialize>(&self, template: &str, address: &str, frame: &Frame, page: &T) -> Rendered {
        let mut context = self.shop.engine.context();
        context.insert("site", &self.site);
        context.insert("frame", frame);
        context.insert("page", page);
        let mut html = self.shop.engine.render(template, &context)?;
        // A text that grew has room left for a good part of itself, and of a large handbook ten thousand wait to be written.
        html.shrink_to_fit();
        let file =
            if address.ends_with(".html") { address.to_owned() } else { format!("{address}index.html") };
        Ok((file, html.into_bytes()))
    }

    /// A page that somebody wrote.
    fn page(&self, number: usize, body: String, documents: &[Document]) -> Rendered {
        let page = &self.shop.handbook.pages[number];
        let document = &documents[number];
        let has_calculator =
            document.insertions.iter().any(|insertion| matches!(insertion, Insertion::Calculator { .. }));
        let start = page.is_index()
            && page.folder().is_empty()
            && (page.address.is_empty() || page.organisation.is_some());
        let frame = frame(
            self.shop,
            &Subject {
                address: &page.address,
                title: &page.front.title,
                description: summary(document),
                organisation: page.organisation.as_deref(),
                number: Some(number),
                document: Some(document),
                has_calculator,
                above: Vec::new(),
            },
        );
        if start {
            let view = self.start(page, number, &body, documents);
            return self.render("start.html", &page.address, &frame, &view);
        }
        if let Some(official) = &page.official {
            return match official.shows {
                Shows::Documents => {
                    self.render("pagina.html", &page.address, &frame, &self.texts(page, number))
                }
                Shows::Text | Shows::Changes => {
                    let view = self.official(page, official, number, document, body)?;
                    self.render("officieel.html", &page.address, &frame, &view)
                }
            };
        }
        let rules = &self.shop.handbook.rules;
        let cited: Vec<_> = page.front.sources.iter().filter_map(|(id, _)| rules.document(id).ok()).collect();
        let warnings: Vec<String> = cited.iter().filter_map(|document| document.warning.clone()).collect();
        let view = PageView {
            title: page.front.title.clone(),
            body_html: body,
            banner: (!warnings.is_empty()).then(|| warnings.join(" ")),
            changes: self.changes(page.organisation.as_deref().unwrap_or(""), document),
            children: self.children(page, number, documents),
            sources: cited
                .iter()
                .map(|document| {
                    parts::document_source(self.shop, &document.id, &document.title, &page.address)
                })
                .collect(),
            owner: page.front.owner.clone(),
            checked: page.front.checked.map(|(date, _)| parts::day(date)),
            check_again: page.front.check_again.map(|(date, _)| parts::day(date)),
        };
        self.render("pagina.html", &page.address, &frame, &view)
    }

    /// The list of official texts of an organisation.
    fn texts(&self, page: &Page, number: usize) -> PageView {
        let children = self.shop.tree.children(number).iter().map(|&below| {
            let page_below = &self.shop.handbook.pages[below];
            let document = page_below.official.as_ref().map_or("", |official| official.document.as_str());
            let document = self.shop.documents.iter().find(|known| known.id == document);
            Entry {
                title: page_below.menu_title().to_owned(),
                url: relative(&page.address, &page_below.address),
                description: document.map(|known| {
                    let state = capital(&self.shop.engine.word(&format!("staat_{}", known.state)));
                    let version = self.shop.engine.word("bron_versie");
                    known
                        .version
                        .as_ref()
                        .map_or(format!("{state}."), |one| format!("{version} {one}. {state}."))
                }),
            }
        });
        PageView {
            title: page.front.title.clone(),
            body_html: format!("<p>{}</p>", escape(&self.shop.engine.word("officieel_uitleg"))),
            children: children.collect(),
            ..PageView::default()
        }
    }

    /// A page of official text, or of what changed in one.
    fn official(
        &self,
        page: &Page,
        official: &OfficialPage,
        number: usize,
        document: &Document,
        body_html: String,
    ) -> Result<view::Official, tera::Error> {
        let shop = self.shop;
        let known = shop.documents.iter().find(|known| known.id == official.document);
        let expired = known.is_some_and(|known| known.state == "vervallen");
        let word = match official.shows {
            Shows::Changes => "officieel_veranderd",
            _ if expired => "officieel_vervallen",
            _ => "officieel",
        };
        let version = official.version.clone().or_else(|| known.and_then(|known| known.version.clone()));
        let in_force = known.and_then(|known| known.in_force.clone());
        let state = known.map(|known| shop.engine.word(&format!("staat_{}", known.state)));
        let particulars =
            [("bron_versie", version), ("bron_in_werking", in_force), ("officieel_staat", state)];
        // Of the first page all of the document counts, of another only what is on it.
        let start = shop.handbook.texts.address(&official.document, "") == Some(page.address.as_str());
        let name = page.address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let on_it = |anchor: &str| anchor == name || document.pieces.iter().any(|piece| piece.id == anchor);
        let explained = parts::cited(
            shop,
            &official.document,
            |anchor| anchor.is_empty() && start || !anchor.is_empty() && on_it(anchor),
            &page.address,
        );
        let changes =
            format!("{}{CHANGES}/", shop.handbook.texts.address(&official.document, "").unwrap_or_default());
        let changes = shop.handbook.page_at_address(&changes).filter(|_| start);
        Ok(view::Official {
            title: page.front.title.clone(),
            heading: shop.engine.word(word),
            banner: known.and_then(|known| known.warning.clone()),
            document: Link {
                title: known.map_or_else(|| official.document.clone(), |known| known.title.clone()),
                url: relative(
                    &page.address,
                    &format!("{}#{}", address::SOURCES, parts::document_anchor(&official.document)),
                ),
            },
            lines: official.lines.map(|(first, last)| {
                let words = shop.engine.word("officieel_regels");
                words.replace("{van}", &first.to_string()).replace("{tot}", &last.to_string())
            }),
            particulars: particulars
                .into_iter()
                .filter_map(|(word, value)| Some(Particular { name: shop.engine.word(word), value: value? }))
                .collect(),
            explained_html: parts::cited_html(shop, &explained)?,
            explained,
            changes: changes.map(|page| Link { title: page.front.title.clone(), url: format!("{CHANGES}/") }),
            body_html,
            children: shop
                .tree
                .children(number)
                .iter()
                .filter(|below| {
                    changes.is_none_or(|page| page.address != shop.handbook.pages[**below].address)
                })
                .map(|&below| Entry {
                    title: shop.handbook.pages[below].front.title.clone(),
                    url: relative(&page.address, &shop.handbook.pages[below].address),
                    description: None,
                })
                .collect(),
        })
    }

    fn start(&self, page: &Page, number: usize, body: &str, documents: &[Document]) -> Start {
        let shop = self.shop;
        let at = |to: &str| relative(&page.address, to);
        let organisations = if page.organisation.is_none() {
            shop.handbook
                .site
                .organisations
                .iter()
                .map(|organisation| {
                    let address = format!("{}/", organisation.id);
                    Entry {
                        title: organisation.name.clone(),
                        url: at(&address),
                        description: shop
                            .handbook
                            .page_number(&address)
                            .and_then(|number| summary(&documents[number])),
                    }
                })
                .collect()
        } else {
            Vec::new()
        };
        let sections = if page.organisation.is_some() {
            shop.tree.children(number).iter().map(|&below| self.section(below, &page.address)).collect()
        } else {
            Vec::new()
        };
        let lead_end = body.find("</p>\n").map_or(0, |end| end + "</p>\n".len());
        let (lead, rest) = body.split_at(lead_end);
        Start {
            title: page.front.title.clone(),
            lead_html: lead.to_owned(),
            body_html: rest.to_owned(),
            organisations,
            calculators: self.featured(page),
            sections,
            changes: self.changes(page.organisation.as_deref().unwrap_or(""), &documents[number]),
        }
    }

    /// The calculators on a start page: those that `wegwijs.yaml` names, else all.
    fn featured(&self, page: &Page) -> Vec<Entry> {
        let site = &self.shop.handbook.site;
        let organisation = page.organisation.as_deref();
        let named: Vec<&str> = site.featured.iter().map(|(id, _)| id.as_str()).collect();
        let mut all = self.shop.handbook.rules.calculators();
        all.retain(|calculator| {
            organisation.is_none_or(|own| calculator.organisations.iter().any(|known| known == own))
        });
        if !named.is_empty() {
            all.retain(|calculator| named.contains(&calculator.id.as_str()));
            all.sort_by_key(|calculator| named.iter().position(|id| *id == calculator.id));
        }
        all.iter()
            .map(|calculator| {
                let own = match (organisation, calculator.organisations.as_slice()) {
                    (Some(own), _) => Some(own),
                    (None, [only]) => Some(only.as_str()),
                    (None, _) => None,
                };
                Entry {
                    title: calculator.title.clone(),
                    url: relative(&page.address, &address::calculator(own, &calculator.id)),
                    description: None,
                }
            })
            .collect()
    }

    /// A page with the pages below it.
    fn section(&self, number: usize, from: &str) -> Section {
        let page = &self.shop.handbook.pages[number];
        Section {
            title: page.menu_title().to_owned(),
            url: Some(relative(from, &page.address)),
            description: None,
            pages: self.shop.tree.children(number).iter().map(|&below| self.link(below, from)).collect(),
        }
    }

    fn link(&self, number: usize, from: &str) -> Link {
        let page = &self.shop.handbook.pages[number];
        Link { title: page.menu_title().to_owned(), url: relative(from, &page.address) }
    }

    /// The pages below the page of a folder.
    fn children(&self, page: &Page, number: usize, documents: &[Document]) -> Vec<Entry> {
        self.shop
            .tree
            .children(number)
            .iter()
            .map(|&below| Entry {
                title: self.shop.handbook.pages[below].front.title.clone(),
                url: relative(&page.address, &self.shop.handbook.pages[below].address),
                description: summary(&documents[below]),
            })
            .collect()
    }

    /// Values on a page that change later: of the facts in its text and of its calculators.
    fn changes(&self, organisation: &str, document: &Document) -> Vec<Change> {
        let rules = &self.shop.handbook.rules;
        let mut names: Vec<String> = Vec::new();
        for insertion in &document.insertions {
            match insertion {
                Insertion::Fact(name) => names.push(name.clone()),
                Insertion::Facts(list) => names.extend(list.iter().cloned()),
                Insertion::Calculator { id, organisation: named } => {
                    let whose = named.as_deref().unwrap_or(organisation);
                    names.extend(self.calculator_facts(id, whose));
                }
                Insertion::Comparison(id) => {
                    for organisation in &self.shop.handbook.site.organisations {
                        names.extend(self.calculator_facts(id, &organisation.id));
                    }
                }
                Insertion::Contact(_) | Insertion::Term(_) => {}
            }
        }
        let mut changes: Vec<Change> = Vec::new();
        for name in names {
            let Some(fact) = rules.fact(organisation, &name) else { continue };
            let Some((from, value)) = &fact.next_value else { continue };
            let day = parts::day(*from);
            let now = fact.text.as_deref().unwrap_or("nog geen waarde");
            let text = if value == "vervallen" {
                format!("Sinds {} vervalt dit: {} ({now}).", day.text, fact.description)
            } else {
                format!(
                    "Sinds {} geldt {value}. Op deze pagina staat nog {now}: {}.",
                    day.text, fact.description
                )
            };
            if !changes.iter().any(|known| known.text == text) {
                changes.push(Change { from: day, text });
            }
        }
        changes
    }

    /// The full names of the facts that a calculator uses.
    fn calculator_facts(&self, id: &str, organisation: &str) -> Vec<String> {
        let facts = self.shop.handbook.rules.program_facts(id, organisation);
        facts.into_iter().map(|(owner, name)| format!("{owner}/{name}")).collect()
    }

    /// A page that only says where it went.
    fn moved(&self, alias: &str, page: &Page) -> Rendered {
        let moved = Moved {
            title: page.front.title.clone(),
            url: relative(alias, &page.address),
            root: address::root(alias),
        };
        self.render("verhuisd.html", alias, &Frame::default(), &moved)
    }

    /// The page of a calculator for an organisation.
    fn calculator(&self, id: &str, organisation: &str, documents: &[Document]) -> Rendered {
        let shop = self.shop;
        let address = address::calculator(Some(organisation), id);
        let view = parts::calculator(shop, id, organisation, &address, true).unwrap_or_default();
        let frame = frame(
            shop,
            &Subject {
                address: &address,
                title: &view.title,
                description: None,
                organisation: Some(organisation),
                number: None,
                document: None,
                has_calculator: true,
                above: vec![
                    (shop.organisation_name(organisation), format!("{organisation}/")),
                    (shop.engine.word("hulpmiddelen"), address::calculators(Some(organisation))),
                ],
            },
        );
        let mut related = Vec::new();
        let mut comparison = None;
        for (page, text) in shop.handbook.pages.iter().zip(documents) {
            let link = || Link { title: page.front.title.clone(), url: relative(&address, &page.address) };
            for insertion in &text.insertions {
                match insertion {
                    Insertion::Calculator { id: other, .. }
                        if other == id && page.organisation.as_deref() == Some(organisation) =>
                    {
                        related.push(link());
                    }
                    Insertion::Comparison(other) if other == id && comparison.is_none() => {
                        comparison = Some(link())
                    }
                    _ => {}
                }
            }
        }
        let document = Document {
            insertions: vec![Insertion::Calculator { id: id.to_owned(), organisation: None }],
            ..Document::default()
        };
        let page = CalculatorPage {
            title: view.title.clone(),
            calculator_html: shop.engine.part("rekenhulp.html", "calculator", &view)?,
            related,
            comparison,
            account: Link {
                title: shop.engine.word("verantwoording_link"),
                url: relative(&address, &address::account(organisation, id)),
            },
            changes: self.changes(organisation, &document),
            sources: view.sources.clone(),
            owner: shop
                .handbook
                .rules
                .calculators()
                .into_iter()
                .find(|calculator| calculator.id == id)
                .and_then(|calculator| calculator.owner),
            checked: None,
            check_again: None,
        };
        self.render("rekenhulp-pagina.html", &address, &frame, &page)
    }

    /// The page of a calculator for whoever owns it. Search does not know it: readers need the calculator itself.
    fn account(&self, id: &str, organisation: &str) -> Option<Rendered> {
        let page = account(self.shop, id, organisation)?;
        let address = address::account(organisation, id);
        let above = vec![
            (self.shop.organisation_name(organisation), format!("{organisation}/")),
            (self.shop.engine.word("hulpmiddelen"), address::calculators(Some(organisation))),
            (page.calculator.title.clone(), address::calculator(Some(organisation), id)),
        ];
        let frame = self.plain_frame(&address, &page.title, Some(organisation), above);
        Some(self.render("rekenhulp-verantwoording.html", &address, &frame, &page))
    }

    /// The overviews of calculators: of the site, and of each organisation that has any.
    fn overviews(&self) -> Vec<Rendered> {
        let shop = self.shop;
        let organisations: Vec<Option<&str>> = std::iter::once(None)
            .chain(shop.handbook.site.organisations.iter().map(|organisation| Some(organisation.id.as_str())))
            .collect();
        let all = shop.handbook.rules.calculators();
        organisations
            .into_iter()
            .filter(|organisation| match organisation {
                Some(id) => shop.bundles.keys().any(|(_, organisation)| organisation == id),
                None => !shop.bundles.is_empty(),
            })
            .map(|organisation| {
                let address = address::calculators(organisation);
                let own: Vec<&CalculatorView> = all
                    .iter()
                    .filter(|calculator| {
                        organisation
                            .is_none_or(|own| calculator.organisations.iter().any(|known| known == own))
                    })
                    .collect();
                let page = Calculators {
                    title: shop.engine.word("hulpmiddelen"),
                    situations: self.by_situation(&own, organisation, &address),
                    groups: self.by_theme(&own, organisation, &address),
                };
                let above = organisation
                    .map(|id| vec![(shop.organisation_name(id), format!("{id}/"))])
                    .unwrap_or_default();
                let frame = self.plain_frame(&address, &page.title, organisation, above);
                self.render("rekenhulpen.html", &address, &frame, &page)
            })
            .collect()
    }

    /// Calculators under the situations they are for, in the order of `wegwijs.yaml`; a site without that list has
    /// them in the order in which calculators name them.
    fn by_situation(
        &self,
        own: &[&CalculatorView],
        organisation: Option<&str>,
        from: &str,
    ) -> Vec<LinkGroup> {
        let listed = &self.shop.handbook.site.situations;
        let mut situations: Vec<(&str, String)> =
            listed.iter().map(|(situation, heading)| (situation.as_str(), heading.clone())).collect();
        for situation in own.iter().flat_map(|calculator| &calculator.situations) {
            if !situations.iter().any(|(known, _)| known == situation) {
                situations.push((situation, format!("{} {situation}", self.shop.engine.word("handig_als"))));
            }
        }
        situations
            .into_iter()
            .map(|(situation, title)| {
                // Those that are made for it come before those that are also of use.
                let rank = |calculator: &&&CalculatorView| {
                    calculator.situations.iter().position(|named| named == situation)
                };
                let mut fitting: Vec<_> = own.iter().filter(|one| rank(one).is_some()).collect();
                fitting.sort_by_key(rank);
                let links = fitting.iter().map(|calculator| Link {
                    title: calculator.title.clone(),
                    url: relative(from, &address::calculator(organisation, &calculator.id)),
                });
                LinkGroup { title, links: links.collect() }
            })
            .filter(|group| !group.links.is_empty())
            .collect()
    }

    /// Calculators under their themes, in the order of `wegwijs.yaml`, those without a theme last; one group without
    /// a title where no calculator has a theme.
    fn by_theme(
        &self,
        own: &[&CalculatorView],
        organisation: Option<&str>,
        from: &str,
    ) -> Vec<CalculatorGroup> {
        let shop = self.shop;
        let mut themes: Vec<Option<&str>> =
            shop.handbook.site.themes.iter().map(|theme| Some(theme.as_str())).collect();
        let named = own.iter().flat_map(|calculator| &calculator.themes).map(|theme| Some(theme.as_str()));
        for theme in named.chain([None]) {
            if !themes.contains(&theme) {
                themes.push(theme);
            }
        }
        let mut groups: Vec<CalculatorGroup> = themes
            .into_iter()
            .map(|theme| CalculatorGroup {
                title: Some(theme.map_or_else(|| shop.engine.word("overige"), str::to_owned)),
                calculators: own
                    .iter()
                    .filter(|calculator| match theme {
                        Some(theme) => calculator.themes.iter().any(|named| named == theme),
                        None => calculator.themes.is_empty(),
                    })
                    .map(|calculator| self.calculator_entry(calculator, organisation, from))
                    .collect(),
            })
            .filter(|group| !group.calculators.is_empty())
            .collect();
        if own.iter().all(|calculator| calculator.themes.is_empty()) {
            groups.iter_mut().for_each(|group| group.title = None);
        }
        groups
    }

    fn calculator_entry(
        &self,
        calculator: &CalculatorView,
        organisation: Option<&str>,
        from: &str,
    ) -> CalculatorEntry {
        let shop = self.shop;
        let links = |id: &String| Link {
            title: shop.organisation_name(id),
            url: relative(from, &address::calculator(Some(id), &calculator.id)),
        };
        CalculatorEntry {
            title: calculator.title.clone(),
            url: relative(from, &address::calculator(organisation, &calculator.id)),
            kind: shop.engine.word(&format!("soort_{}", calculator.kind)),
            organisations: match organisation {
                Some(_) => Vec::new(),
                None => calculator.organisations.iter().map(links).collect(),
            },
        }
    }

    /// The page of each calculator where an organisation is chosen.
    fn choices(&self) -> Vec<Rendered> {
        let shop = self.shop;
        shop.handbook
            .rules
            .calculators()
            .into_iter()
            .map(|calculator| {
                let address = address::calculator(None, &calculator.id);
                let page = Start {
                    title: calculator.title.clone(),
                    organisations: calculator
                        .organisations
                        .iter()
                        .map(|id| Entry {
                            title: shop.organisation_name(id),
                            url: relative(&address, &address::calculator(Some(id), &calculator.id)),
                            description: None,
                        })
                        .collect(),
                    ..Start::default()
                };
                let above = vec![(shop.engine.word("hulpmiddelen"), address::calculators(None))];
                let frame = self.plain_frame(&address, &page.title, None, above);
                self.render("start.html", &address, &frame, &page)
            })
            .collect()
    }

    /// The frame of a page that the generator makes by itself.
    fn plain_frame(
        &self,
        address: &str,
        title: &str,
        organisation: Option<&str>,
        above: Vec<(String, String)>,
    ) -> Frame {
        frame(
            self.shop,
            &Subject {
                address,
                title,
                description: None,
                organisation,
                number: None,
                document: None,
                has_calculator: false,
                above,
            },
        )
    }

    fn all_pages(&self) -> Rendered {
        let shop = self.shop;
        let address = address::ALL_PAGES;
        let mut groups: Vec<PageGroup> = Vec::new();
        let start = shop.handbook.page_number("");
        for &top in start.map(|start| shop.tree.children(start)).unwrap_or_default() {
            let page = &shop.handbook.pages[top];
            let mut sections = Vec::new();
            self.sections_below(top, address, &mut sections);
            // The page of the group itself is its heading.
            if let Some(first) = sections.first_mut() {
                *first = Section { pages: std::mem::take(&mut first.pages), ..Section::default() };
            }
            sections.retain(|section| !section.title.is_empty() || !section.pages.is_empty());
            groups.push(PageGroup {
                title: page.front.title.clone(),
                id: page.address.trim_end_matches('/').to_owned(),
                url: Some(relative(address, &page.address)),
                sections,
            });
        }
        let calculators = shop.handbook.rules.calculators();
        let links: Vec<Link> = calculators
            .iter()
            .map(|calculator| Link {
                title: calculator.title.clone(),
                url: relative(address, &address::calculator(None, &calculator.id)),
            })
            .collect();
        if !links.is_empty() {
            groups.push(PageGroup {
                title: shop.engine.word("hulpmiddelen"),
                id: "hulpmiddelen".to_owned(),
                url: Some(relative(address, &address::calculators(None))),
                sections: vec![Section { pages: links, ..Section::default() }],
            });
        }
        let page = AllPages { title: shop.engine.word("alle_paginas"), groups };
        let frame = self.plain_frame(address, &page.title, None, Vec::new());
        self.render("alle-paginas.html", address, &frame, &page)
    }

    fn register(&self) -> Vec<Rendered> {
        let sheets = register(self.shop);
        let start = sheets.first().map_or_else(String::new, |sheet| sheet.page.title.clone());
        sheets
            .into_iter()
            .map(|sheet| {
                let inner = sheet.address != address::REGISTER;
                let above = inner.then(|| (start.clone(), address::REGISTER.to_owned()));
                let mut frame =
                    self.plain_frame(&sheet.address, &sheet.page.title, None, above.into_iter().collect());
                frame.previous = sheet.previous;
                frame.next = sheet.next;
                self.render("register.html", &sheet.address, &frame, &sheet.page)
            })
            .collect()
    }

    /// A page and each page below it that has pages of its own, as a section with its direct pages.
    fn sections_below(&self, number: usize, from: &str, sections: &mut Vec<Section>) {
        let children = self.shop.tree.children(number);
        let mut section = self.section(number, from);
        section.pages = children
            .iter()
            .filter(|&&below| self.shop.tree.children(below).is_empty())
            .map(|&below| self.link(below, from))
            .collect();
        sections.push(section);
        for &below in children {
            if !self.shop.tree.children(below).is_empty() {
                self.sections_below(below, from, sections);
            }
        }
    }

    fn sources(&self, documents: &[Document]) -> Rendered {
        let shop = self.shop;
        let address = address::SOURCES;
        let all = shop.handbook.rules.documents();
        let calculators = shop.handbook.rules.calculators();
        let groups =
            shop.handbook
                .site
                .organisations
                .iter()
                .map(|organisation| SourceGroup {
                    title: organisation.name.clone(),
                    id: organisation.id.clone(),
                    documents: all
                        .iter()
                        .filter(|document| document.organisation == organisation.id)
                        .map(|document| {
                            let pages = shop.handbook.pages.iter().zip(documents).filter(|(page, _)| {
                                page.front.sources.iter().any(|(id, _)| *id == document.id)
                            });
                            let mut used_by: Vec<Link> = pages
                                .map(|(page, _)| Link {
                                    title: page.front.title.clone(),
                                    url: relative(address, &page.address),
                                })
                                .collect();
                            used_by.extend(
                                calculators
                                    .iter()
                                    .filter(|calculator| calculator.documents.contains(&document.id))
                                    .map(|calculator| Link {
                                        title: calculator.title.clone(),
                                        url: relative(
                                            address,
                                            &address::calculator(Some(&organisation.id), &calculator.id),
                                        ),
                                    }),
                            );
                            self.document(document, used_by)
                        })
                        .collect(),
                })
                .filter(|group: &SourceGroup| !group.documents.is_empty())
                .collect();
        let page = Sources { title: shop.engine.word("bronnen"), groups };
        let frame = self.plain_frame(address, &page.title, None, Vec::new());
        self.render("bronnen.html", address, &frame, &page)
    }

    fn document(&self, document: &calculators::views::DocumentView, used_by: Vec<Link>) -> view::Document {
        let id = parts::document_anchor(&document.id);
        let particulars = [
            ("bron_versie", &document.version),
            ("bron_besluit", &document.decided),
            ("bron_in_werking", &document.in_force),
            ("bron_loopt_tot", &document.until),
            ("bron_herzien", &document.review),
        ];
        view::Document {
            title: document.title.clone(),
            url: self.shop.handbook.texts.address(&document.id, "").map(|at| relative(address::SOURCES, at)),
            state: document.state.clone(),
            particulars: particulars
                .into_iter()
                .filter_map(|(word, value)| {
                    value
                        .as_ref()
                        .map(|value| Particular { name: self.shop.engine.word(word), value: value.clone() })
                })
                .collect(),
            places: document
                .places
                .iter()
                .map(|place| Place {
                    id: format!("{id}-{}", place.id),
                    name: capital(&place.name),
                    url: self
                        .shop
                        .handbook
                        .texts
                        .address(&document.id, &place.id)
                        .map(|at| relative(address::SOURCES, at)),
                })
                .collect(),
            used_by,
            id,
        }
    }

    /// The glossary, if there is one.
    fn glossary(&self) -> Option<Rendered> {
        let shop = self.shop;
        let terms = &shop.handbook.glossary.terms;
        if terms.is_empty() {
            return None;
        }
        let address = address::GLOSSARY;
        let page = GlossaryPage {
            title: shop.engine.word("begrippen"),
            terms: terms
                .iter()
                .map(|term| GlossaryEntry {
                    id: term.id.clone(),
                    name: term.name.clone(),
                    abbreviation: term.abbreviation.clone(),
                    meaning: term.meaning.clone(),
                    synonyms: term.same.iter().chain(&term.synonyms).cloned().collect(),
                    organisation: term.organisation.as_ref().map(|id| shop.organisation_name(id)),
                })
                .collect(),
        };
        let frame = self.plain_frame(address, &page.title, None, Vec::new());
        Some(self.render("begrippen.html", address, &frame, &page))
    }

    /// The desks of each organisation that names any, and those that are the same for all.
    fn contacts(&self) -> Vec<Rendered> {
        let shop = self.shop;
        shop.handbook
            .with_desks()
            .map(|id| {
                let address = address::contact(id);
                let page = view::ContactPage {
                    title: shop.engine.word("contact"),
                    contacts: shop.handbook.desks(id).iter().map(parts::contact).collect(),
                };
                let organisation = shop.handbook.site.organisation(id);
                let above = organisation.map(|organisation| (organisation.name.clone(), format!("{id}/")));
                let frame = self.plain_frame(
                    &address,
                    &page.title,
                    organisation.map(|organisation| organisation.id.as_str()),
                    above.into_iter().collect(),
                );
                self.render("contacten.html", &address, &frame, &page)
            })
            .collect()
    }

    /// The page for an address where nothing is. It is shown at any depth, so all its links begin at the root.
    fn not_found(&self) -> Rendered {
        let shop = self.shop;
        let prefix = shop.handbook.site.address.as_ref().map_or("/", |site| site.prefix.as_str());
        let page = NotFound {
            title: shop.engine.word("niet_gevonden"),
            suggestions: shop
                .handbook
                .site
                .organisations
                .iter()
                .map(|organisation| Link {
                    title: organisation.name.clone(),
                    url: format!("{prefix}{}/", organisation.id),
                })
                .collect(),
        };
        let mut frame = self.plain_frame("", &page.title, None, Vec::new());
        frame.root = prefix.to_owned();
        frame.canonical = None;
        let rooted = |url: &mut String| *url = format!("{prefix}{}", url.trim_start_matches("./"));
        rooted(&mut frame.home);
        rooted(&mut frame.all_pages);
        rooted(&mut frame.register);
        frame.calculators.iter_mut().for_each(rooted);
        frame.sources.iter_mut().for_each(rooted);
        frame.organisations.iter_mut().for_each(|choice| rooted(&mut choice.url));
        frame.more.iter_mut().for_each(|link| rooted(&mut link.url));
        self.render("niet-gevonden.html", "404.html", &frame, &page)
    }
}

/// The first sentences of a page, without the words that open it.
fn summary(document: &Document) -> Option<String> {
    const LONGEST: usize = 200;
    let first = document.sections.first()?.text.lines().next()?;
    let text = first.strip_prefix("In het kort.").unwrap_or(first).trim();
    let mut out = String::new();
    for sentence in text.split_inclusive(['.', '?', '!']) {
        if !out.is_empty() && out.chars().count() + sentence.chars().count() > LONGEST {
            break;
        }
        out.push_str(sentence);
    }
    (!out.is_empty()).then(|| out.trim().to_owned())
}
