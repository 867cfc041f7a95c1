//! Whether one day can be later than another, for any answers: what the proofs of timelines come down to.

use super::*;
use crate::checks::boxes::{Found, Witness};

/// A day, and so many days later.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Term {
    /// What an expression gives.
    Expr(ExprId, i128),
    /// A fixed day.
    Day(Date),
}

/// Tries answers on the real thing.
pub(crate) type Sure<'s> = &'s dyn Fn(&[(usize, Answer)]) -> bool;

/// What is asked.
pub(crate) struct Contest<'p> {
    pub(crate) program: &'p Program,
    pub(crate) stretch: Stretch,
    /// Only where these hold.
    pub(crate) only_if: &'p [Atom],
    /// No day is answered later than this.
    pub(crate) until: Option<Date>,
}

impl Contest<'_> {
    /// Answers with which `late` is later than `early`. `sure` tries them on the real thing.
    pub(crate) fn later(&self, late: Term, early: Term, sure: Sure<'_>) -> Found {
        let reach = Reach::new(self.program, self.stretch.day);
        let needs = |term: Term| match term {
            Term::Expr(expr, _) => reach.expr(expr),
            Term::Day(_) => 0,
        };
        // The day that decides which rules hold is one of this stretch.
        let day = self.program.rules_of.map_or(0, bit);
        let mut questions = reach.closed(needs(late) | needs(early) | reach.atoms(self.only_if) | day);
        loop {
            let mut all = questions;
            for (index, question) in self.program.questions.iter().enumerate() {
                if questions >> index.min(63) & 1 == 1 {
                    all |= reach.closed(reach.atoms(&question.only_if));
                }
            }
            if all == questions {
                break;
            }
            questions = all;
        }
        let bare = skeleton(self.program);
        let cutter = Cutter {
            program: self.program,
            reach: &reach,
            stretch: self.stretch,
            questions,
            atoms: Vec::new(),
            all: &[],
            pieces: Counter::new(MOST_PIECES),
            variants: RefCell::default(),
        };
        let members = cutter.members();
        let statuses: Vec<Vec<Status>> = members.iter().map(|index| cutter.statuses(*index)).collect();
        let ways = statuses.iter().try_fold(1_usize, |all, list| all.checked_mul(list.len().max(1)));
        if ways.is_none_or(|ways| ways > MOST_CHOICES) {
            return Found::Unproven(format!("{} hangen op te veel manieren samen", cutter.names(&members)));
        }
        let mut unproven = None;
        let mut picks = vec![0_usize; members.len()];
        loop {
            let chosen: Vec<(usize, &Status)> = members
                .iter()
                .zip(&picks)
                .zip(&statuses)
                .filter_map(|((index, pick), list)| Some((*index, list.get(*pick)?)))
                .collect();
            match self.choice(&cutter, &bare, &chosen, late, early, sure) {
                Found::Yes(witness) => return Found::Yes(witness),
                Found::No => {}
                Found::Unproven(why) => unproven = unproven.or(Some(why)),
            }
            let mut place = 0;
            loop {
                let (Some(pick), Some(list)) = (picks.get_mut(place), statuses.get(place)) else {
                    return unproven.map_or(Found::No, Found::Unproven);
                };
                *pick += 1;
                if *pick < list.len() {
                    break;
                }
                *pick = 0;
                place += 1;
            }
        }
    }

    fn choice(
        &self,
        cutter: &Cutter<'_, '_>,
        bare: &Program,
        chosen: &[(usize, &Status)],
        late: Term,
        early: Term,
        sure: Sure<'_>,
    ) -> Found {
        let variant = cutter.variant(bare, chosen);
        let program = variant.as_deref().unwrap_or(bare);
        let (world, numbers, fixed) = opened(program, self.stretch.day, chosen);
        let case = Case { cutter, program, world: RefCell::new(world), numbers, slacks: RefCell::default() };
        let mut leaves = Vec::new();
        for mut path in case.limited() {
            if let Some(until) = self.until {
                for (variable, index) in case.numbers.iter().enumerate() {
                    if program
                        .questions
                        .get(*index)
                        .is_some_and(|question| question.kind == QuestionKind::Date)
                    {
                        path.at_least_zero(&[(variable, -1)], day_number(until));
                    }
                }
            }
            for (path, truth) in case.all(self.only_if, &path) {
                if truth != Truth::Yes || !path.possible() {
                    continue;
                }
                for (path, early) in term(&case, early, &path) {
                    for (mut path, late) in term(&case, late, &path) {
                        if matches!(early, Sym::Lack(_)) || matches!(late, Sym::Lack(_)) {
                            continue;
                        }
                        let gap = match (as_sum(&late), as_sum(&early)) {
                            (Some(late), Some(early)) => difference(&late, &early),
                            _ => None,
                        };
                        if let Some(gap) = gap {
                            demand(&mut path, &gap, true, false);
                        }
                        if path.possible() {
                            leaves.push(path);
                        }
                    }
                }
            }
        }
        if cutter.pieces.get() == 0 {
            return Found::Unproven("er zijn te veel gevallen om ze allemaal na te gaan".to_owned());
        }
        let mut open = false;
        for path in leaves {
            let mut shown = None;
            let mut settled = false;
            {
                let mut attempt = |_: &World<'_>, numbers: &[(usize, Val)]| {
                    let answers = merged(&fixed, numbers);
                    let found = sure(&answers);
                    if found {
                        shown = Some(answers);
                    }
                    // Without a number there was only this to try.
                    settled |= numbers.is_empty();
                    found
                };
                case.witness(&path, &mut attempt);
            }
            if shown.is_none() && !settled {
                settled = case.every(&path, &mut |_, numbers| {
                    let answers = merged(&fixed, numbers);
                    let found = sure(&answers);
                    if found {
                        shown = Some(answers);
                    }
                    found
                });
            }
            if let Some(answers) = shown {
                return Found::Yes(Witness { answers, turns_on: u64::MAX });
            }
            if settled {
                continue;
            }
            match self.each_day(&case, &fixed, &path, sure) {
                Found::Yes(witness) => return Found::Yes(witness),
                Found::No => {}
                Found::Unproven(_) => open = true,
            }
        }
        if open {
            Found::Unproven(
                "de dagen hangen van meer dan één antwoord af en van maanden, werkdagen of een berekening"
                    .to_owned(),
            )
        } else {
            Found::No
        }
    }

    /// With one day to answer every day is tried. Months repeat every four years but for the years that are no
    /// leap year at the turn of a century: so four years, and the years around 2100, are all there is. Working days
    /// do not repeat: of those every year whose holidays are known is tried, and beyond it the reader is told.
    fn each_day(
        &self,
        case: &Case<'_, '_, '_, '_>,
        fixed: &[(usize, Answer)],
        path: &Path,
        sure: Sure<'_>,
    ) -> Found {
        let [only] = case.numbers.as_slice() else { return Found::Unproven(String::new()) };
        let question = self.program.questions.get(*only);
        if question.is_none_or(|question| question.kind != QuestionKind::Date) {
            return Found::Unproven(String::new());
        }
        let Some((low, high)) = path.range(0) else { return Found::No };
        let spans: Vec<(i32, i32)> = match &self.program.calendar {
            Some(calendar) if calendar.last_year() - calendar.first_year() < 200 => {
                vec![(calendar.first_year(), calendar.last_year())]
            }
            Some(_) => return Found::Unproven(String::new()),
            None => vec![(2023, 2030), (2088, 2105)],
        };
        for (first, last) in spans {
            let (Some(mut day), Some(last)) = (Date::from_ymd(first, 1, 1), Date::from_ymd(last, 12, 31))
            else {
                continue;
            };
            while day <= last {
                let number = day_number(day);
                if low.is_none_or(|low| low <= number) && high.is_none_or(|high| number <= high) {
                    let answers = merged(fixed, &[(*only, Val::Date(day))]);
                    if sure(&answers) {
                        return Found::Yes(Witness { answers, turns_on: u64::MAX });
                    }
                }
                let Some(next) = day.next_day() else { break };
                day = next;
            }
        }
        Found::No
    }
}

fn merged(fixed: &[(usize, Answer)], numbers: &[(usize, Val)]) -> Vec<(usize, Answer)> {
    let mut answers = fixed.to_vec();
    answers.extend(numbers.iter().map(|(index, val)| (*index, Answer::Is(val.clone()))));
    answers.sort_by_key(|(index, _)| *index);
    answers
}

fn term(case: &Case<'_, '_, '_, '_>, term: Term, path: &Path) -> Vec<(Path, Sym)> {
    match term {
        Term::Day(day) => vec![(path.clone(), Sym::Val(Val::Date(day)))],
        Term::Expr(expr, days) => case
            .sym(expr, path)
            .into_iter()
            .map(|(path, sym)| {
                let Some(mut sum) = as_sum(&sym) else { return (path, sym) };
                let moved = sum.constant.checked_add(number_of(days));
                match moved {
                    Some(constant) => {
                        sum.constant = constant;
                        (path, Sym::Sum(sum))
                    }
                    None => (path, Sym::Opaque),
                }
            })
            .collect(),
    }
}
