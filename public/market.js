// What the market adds where scripts run: suggestions while typing (a combobox after the ARIA practices), searches of this
// device, forms that send only what they ask, and filters that follow a change. Everything works without it.

/** @typedef {{ name: string, items: { label: string, href: string }[] }} Group */

const recentKey = 'halle.searches';
const mostRecent = 5;
const waitMs = 120;

/** @returns {string[]} */
function recent() {
  try {
    const held = JSON.parse(localStorage.getItem(recentKey) ?? '[]');
    return Array.isArray(held) ? held.filter((words) => typeof words === 'string') : [];
  } catch {
    return []; // no storage, or something else wrote there
  }
}

/** @param {string[]} words */
function keepRecent(words) {
  try {
    if (words.length === 0) localStorage.removeItem(recentKey);
    else localStorage.setItem(recentKey, JSON.stringify(words.slice(0, mostRecent)));
  } catch {
    // a browser that keeps nothing has no recent searches
  }
}

/** @param {HTMLElement} box */
function suggestIn(box) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector('input[name=q]'));
  const panel = document.createElement('div');
  const list = document.createElement('div');
  const forget = document.createElement('button');
  const status = document.createElement('p');
  let chosen = -1;
  let timer = 0;
  /** @type {AbortController | null} */
  let asking = null;

  panel.className = 'suggestions';
  panel.hidden = true;
  list.id = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.getAttribute('aria-label') ?? '');
  forget.type = 'button';
  forget.textContent = box.dataset.forget ?? '';
  forget.addEventListener('click', () => {
    keepRecent([]);
    close();
    input.focus();
  });
  status.setAttribute('role', 'status');
  panel.append(list, forget, status);
  box.append(panel);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  }))
    input.setAttribute(name, value);

  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll('[role=option]')]);

  /** @param {number} to */
  function choose(to) {
    const all = options();
    chosen = all.length === 0 ? -1 : (to + all.length + 1) % (all.length + 1);
    if (chosen === all.length) chosen = -1;
    for (const [i, option] of all.entries()) option.setAttribute('aria-selected', String(i === chosen));
    const option = all[chosen];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  }

  function close() {
    panel.hidden = true;
    chosen = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  /**
   * @param {Group[]} groups
   * @param {string} said how many, in words; seen when there are none
   */
  function show(groups, said) {
    list.replaceChildren(
      ...groups.map(({ name, items }, g) => {
        const group = document.createElement('div');
        group.setAttribute('role', 'group');
        group.setAttribute('aria-labelledby', `suggestions-${g}`);
        const title = document.createElement('p');
        title.id = `suggestions-${g}`;
        title.textContent = name;
        group.append(
          title,
          ...items.map(({ label, href }, i) => {
            const option = document.createElement('a');
            option.id = `suggestion-${g}-${i}`;
            option.href = href;
            option.textContent = label;
            option.setAttribute('role', 'option');
            option.setAttribute('aria-selected', 'false');
            option.tabIndex = -1;
            return option;
          }),
        );
        return group;
      }),
    );
    chosen = -1;
    forget.hidden = true;
    panel.hidden = groups.length === 0 && said === '';
    status.textContent = said;
    status.className = groups.length === 0 ? '' : 'sr-only';
    input.setAttribute('aria-expanded', String(groups.length > 0));
    input.removeAttribute('aria-activedescendant');
  }

  function showRecent() {
    const items = recent().map((words) => ({ label: words, href: `/offers?q=${encodeURIComponent(words)}` }));
    show(items.length === 0 ? [] : [{ name: box.dataset.recent ?? '', items }], '');
    forget.hidden = items.length === 0;
  }

  async function ask() {
    asking?.abort();
    const words = input.value.trim();
    if (words.length < 2) return words === '' ? showRecent() : close();
    asking = new AbortController();
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(words)}&lang=${document.documentElement.lang}`, {
        signal: asking.signal,
      });
      if (!answer.ok) return close();
      const { groups, status: said } = await answer.json();
      if (document.activeElement === input) show(groups, said);
    } catch {
      // another letter was typed, or the network is away: the search itself still works
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, waitMs);
  });
  input.addEventListener('focus', () => input.value.trim() === '' && showRecent());
  input.addEventListener('click', () => panel.hidden && ask());
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (panel.hidden) ask();
      else choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Escape' && !panel.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      options()[chosen]?.click();
    }
  });
  box.addEventListener('focusout', (event) => {
    if (!box.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  // A press on a suggestion must not take the focus before the click arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  input.form?.addEventListener('submit', () => {
    const words = input.value.trim();
    if (words !== '') keepRecent([words, ...recent().filter((one) => one !== words)]);
  });
  if (document.activeElement === input && input.value.trim() === '') showRecent();
}

/** A slider says where it stands while it moves. */
function tellSlider(/** @type {HTMLInputElement} */ slider) {
  const words = /** @type {HTMLElement | null} */ (slider.closest('label')?.querySelector('[data-some]') ?? null);
  const tell = () => {
    const { none = '', some = '' } = words?.dataset ?? {};
    const said = slider.value === '0' ? none : some.replace('#', slider.value);
    if (words) words.textContent = said;
    slider.setAttribute('aria-valuetext', said);
  };
  slider.addEventListener('input', tell);
  slider.form?.addEventListener('reset', () => setTimeout(tell));
  tell();
}

/** A form sends every field; this one only those that ask something, so that the address stays short. */
function sendPlain(/** @type {HTMLFormElement} */ form) {
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of [...formData])
      if (value === '' || (name.endsWith('_min') && value === '0')) formData.delete(name);
  });
}

/** Choosing a filter asks at once, and the page comes back where it was, with the focus where it was. */
function followChanges(/** @type {HTMLFormElement} */ form) {
  const placeKey = 'halle.scroll';
  const place = sessionStorage.getItem(placeKey);
  sessionStorage.removeItem(placeKey);
  let timer = 0;
  if (place !== null) {
    const { y, open, name, value } = JSON.parse(place);
    const filters = form.querySelector('details');
    if (filters && open) filters.open = true;
    const same = [...form.elements].filter((field) => field.getAttribute('name') === name);
    const field = same.find((one) => one.getAttribute('value') === value) ?? same[0];
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
    scrollTo({ top: y, behavior: 'instant' });
  }
  form.addEventListener('change', (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.type === 'search') return;
    clearTimeout(timer);
    // Arrow keys move a slider step by step.
    timer = window.setTimeout(
      () => {
        const open = form.querySelector('details')?.open;
        const { name } = field;
        sessionStorage.setItem(
          placeKey,
          JSON.stringify({ y: scrollY, open, name, value: field.getAttribute('value') }),
        );
        form.requestSubmit();
      },
      field.type === 'range' ? 500 : 0,
    );
  });
}

// Coming back, a browser keeps what was chosen on the page that was left; the address says what was asked.
addEventListener('pageshow', ({ persisted }) => {
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  if (!persisted && way?.type !== 'back_forward') return;
  for (const form of document.querySelectorAll('form[data-plain]')) /** @type {HTMLFormElement} */ (form).reset();
  void countBasket();
});

/** Asks for the page again, for the number of lines in its basket: what is shown may be from before the last one. */
async function countBasket() {
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [now, shown] = [page, document].map((one) => one.querySelector('.basket-link'));
  if (now && shown) shown.replaceWith(now);
}

for (const box of document.querySelectorAll('[data-suggest]')) suggestIn(/** @type {HTMLElement} */ (box));
for (const slider of document.querySelectorAll('input[type=range]'))
  tellSlider(/** @type {HTMLInputElement} */ (slider));
for (const form of document.querySelectorAll('form[data-plain]')) sendPlain(/** @type {HTMLFormElement} */ (form));
for (const form of document.querySelectorAll('form[data-follow]')) followChanges(/** @type {HTMLFormElement} */ (form));
for (const button of document.querySelectorAll('[data-shows]'))
  button.closest('form')?.addEventListener('input', () => {
    button.textContent = /** @type {HTMLElement} */ (button).dataset.shows ?? '';
  });
