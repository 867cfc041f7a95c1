// Een quiz: een situatie, een kleur, en meteen waarom. Het antwoord staat al in de pagina, ook voor wie geen script heeft.

/** What a quiz adds to a calculator. */
export function kind({ form, words, questions, update }) {
  const situations = [...questions.values()].filter(({ box }) => box.matches('.situatie'));
  let judged = new Map();
  let news = '';

  /** In words whether a choice was right. */
  function verdict({ oordeel, kleur_naam }) {
    return oordeel === 'anders' ? words.quiz_anders.replace('{kleur}', kleur_naam) : words[oordeel === 'goed' ? 'quiz_goed' : 'quiz_kan_ook'];
  }

  // Buttons, not radio buttons: with arrow keys somebody would choose everything that is passed.
  form.addEventListener('click', (event) => {
    const button = event.target.closest('.kleur');
    if (!button) return;
    event.preventDefault();
    const question = questions.get(button.closest('.situatie').dataset.vraag);
    if (question.text) return;
    question.text = button.value;
    question.left = true;
    news = question.box.dataset.vraag;
    update();
  });

  return {
    answered({ situaties }) {
      judged = new Map(situaties?.map((each) => [each.id, each]));
      const next = situations.findIndex(({ text }) => !text);
      for (const [index, question] of situations.entries()) {
        const { box, inputs } = question;
        const judgement = judged.get(box.dataset.vraag);
        box.hidden = next >= 0 && index > next;
        question.shown = !box.hidden;
        for (const button of inputs) {
          if (judgement) button.setAttribute('aria-disabled', 'true');
          else button.removeAttribute('aria-disabled');
        }
        const answer = box.querySelector('.antwoord');
        answer.hidden = !judgement;
        answer.open = Boolean(judgement);
        const place = answer.querySelector('.antwoord-oordeel');
        place.textContent = judgement ? verdict(judgement) : '';
        place.dataset.oordeel = judgement?.oordeel ?? '';
      }
    },
    /** What was chosen and whether it was right: on paper. */
    answer({ box }) {
      const chosen = box.querySelector('[aria-pressed=true]').textContent.trim();
      return `${chosen}. ${verdict(judged.get(box.dataset.vraag))}`;
    },
    says({ scherm }) {
      const answer = questions.get(news)?.box.querySelector('.antwoord');
      news = '';
      if (!answer) return '';
      return `${answer.querySelector('.antwoord-oordeel').textContent} ${answer.querySelector('.antwoord-waarom').textContent} ${scherm.zin ?? ''}`;
    },
    clear() { judged = new Map(); },
  };
}
