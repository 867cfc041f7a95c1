// Een checklist: de punten staan in de pagina, en dit zegt bij elk vinkje wat er nog mist. Vinkjes worden nergens bewaard.

/** What a checklist adds to a calculator. */
export function kind({ form, words, questions }) {
  const state = form.querySelector('.stand');
  const points = [...questions.values()].filter(({ box }) => box.matches('.punt'));
  // An outcome for somebody who has done nothing yet would only be a reproach.
  let asked = false;

  const count = (number, one, more) => (number === 1 ? words[one] : words[more].replace('{n}', number));

  /** How much is missing: what must be, and what is advised. */
  function standing({ mist }) {
    const missing = new Set(mist);
    const open = points.filter(({ box }) => missing.has(box.dataset.vraag));
    const must = open.filter(({ box }) => 'moet' in box.dataset).length;
    const advised = open.length - must;
    return [
      must ? count(must, 'nog_een_moet', 'nog_moeten') : words.alles_moet,
      advised ? count(advised, 'nog_een_advies', 'nog_advies') : '',
    ].filter(Boolean).join(' ');
  }

  return {
    answered(result) {
      // Before it is known which points count, there is no number.
      state.hidden = !result.uitkomst || !points.some(({ shown }) => shown);
      state.textContent = state.hidden ? '' : standing(result);
    },
    waits: () => (asked || points.some(({ shown, text }) => shown && text) ? undefined : true),
    says: () => state.textContent,
    submitted() { asked = true; },
    clear() { asked = false; },
  };
}
