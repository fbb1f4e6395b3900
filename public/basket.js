// The basket where scripts run: a change is sent in place, and the page that answers is laid over the one that is shown, so
// that focus, scrolling and what a person is typing stay. Everything works without it.

const pauseMs = 600;
const parts = ['header.top', 'body > [role=status]', 'main'];

/** @type {Promise<unknown>} One change after the other: the last answer is the basket as it is. */
let sending = Promise.resolve();
/** @type {WeakMap<HTMLFormElement, number>} */
const pauses = new WeakMap();

/** The live region; it stands empty in the page from the start, because one that comes with its text is mostly not read. */
const liveRegion = () => /** @type {HTMLElement | null} */ (document.querySelector('[data-total]'));

/** @param {EventTarget | null} target */
function formOf(target) {
  const form = target instanceof Element ? target.closest('form') : null;
  return form?.closest('[data-basket]') ? form : null;
}

/** @param {HTMLFormElement} form */
function stopPause(form) {
  clearTimeout(pauses.get(form));
  pauses.delete(form);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [button]
 */
function send(form, button = null) {
  stopPause(form);
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form, button)));
  sending = sending.then(() => change(form.action, body)).catch(() => location.assign('/basket'));
}

/**
 * @param {string} action
 * @param {URLSearchParams} body
 */
async function change(action, body) {
  document.querySelector('[data-basket]')?.setAttribute('aria-busy', 'true');
  const answer = await fetch(action, { method: 'POST', body });
  if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const before = said();
  const undo = /** @type {HTMLButtonElement | null} */ (document.querySelector('button[value=restore]'));
  const restored = undo?.form && new FormData(undo.form).get('offer');
  document.title = page.title;
  for (const part of parts) {
    const [shown, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (shown && fresh) lay(fresh, shown);
  }
  tell(before, said());
  giveFocus(restored ? String(restored) : null);
}

/** What the basket says of itself, for the sentence that a screen reader hears. */
function said() {
  const { total = '', lines = '0', choices = '' } = liveRegion()?.dataset ?? {};
  return { total, lines: Number(lines), choices };
}

/**
 * @param {ReturnType<typeof said>} before
 * @param {ReturnType<typeof said>} now
 */
function tell(before, now) {
  const region = liveRegion();
  const isSame = before.total === now.total && before.lines === now.lines && before.choices === now.choices;
  if (region && !isSame)
    region.textContent = now.lines < before.lines ? `${region.dataset.removed} ${now.total}` : now.total;
}

/**
 * After a refusal the focus goes to the field, after a removal to its undo, and after the undo to the line again.
 * @param {string | null} restored
 */
function giveFocus(restored) {
  const main = document.querySelector('main');
  const undo = /** @type {HTMLElement | null} */ (document.querySelector('button[value=restore]'));
  const refused = /** @type {HTMLElement | null} */ (main?.querySelector('[autofocus]') ?? null);
  if (refused) refused.focus();
  else if (undo && restored === null) undo.focus();
  else if (!undo && restored !== null) document.getElementById(`quantity-${restored}`)?.focus();
}

/**
 * Makes `shown` like `fresh` and keeps every element that is in both.
 * @param {Element} fresh
 * @param {Element} shown
 */
function lay(fresh, shown) {
  // A fold stays as the person left it.
  const isFold = (/** @type {string} */ name) => name === 'open' && shown instanceof HTMLDetailsElement;
  for (const { name } of [...shown.attributes])
    if (!fresh.hasAttribute(name) && !isFold(name)) shown.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (shown.getAttribute(name) !== value && !isFold(name)) shown.setAttribute(name, value);
  // A field that the person is in keeps what is typed; any other shows what the basket holds now.
  if (shown instanceof HTMLInputElement && shown !== document.activeElement) shown.value = shown.defaultValue;
  if (shown instanceof HTMLInputElement && shown.type === 'radio') shown.checked = shown.defaultChecked;
  if (shown.matches('[data-total], noscript, script')) return;
  const left = [...shown.childNodes];
  for (const child of [...fresh.childNodes]) {
    const at = left.findIndex((one) => isSame(one, child));
    if (at < 0) {
      shown.insertBefore(document.importNode(child, true), left[0] ?? null);
      continue;
    }
    for (const gone of left.splice(0, at)) gone.remove();
    const kept = left.shift();
    if (kept instanceof Element) lay(/** @type {Element} */ (child), kept);
    else if (kept && kept.nodeValue !== child.nodeValue) kept.nodeValue = child.nodeValue;
  }
  for (const gone of left) gone.remove();
}

/**
 * Whether two nodes are the same thing of the basket: a line or a supplier by its key, a field by its id.
 * @param {Node} one
 * @param {Node} other
 */
function isSame(one, other) {
  if (one.nodeName !== other.nodeName) return false;
  if (!(one instanceof Element)) return true;
  return ['data-key', 'id'].every(
    (name) => one.getAttribute(name) === /** @type {Element} */ (other).getAttribute(name),
  );
}

document.addEventListener('submit', (event) => {
  const form = formOf(event.target);
  if (form?.method !== 'post') return;
  event.preventDefault();
  send(form, event.submitter);
});

// The quantity is sent when the person has finished: on Enter, on leaving the field, or after a pause. Every key would
// send the 1 of "12". Zero removes the line and an empty field is not finished: a pause does not send them.
document.addEventListener('input', ({ target }) => {
  const form = formOf(target);
  if (!form || !(target instanceof HTMLInputElement) || target.name !== 'quantity') return;
  stopPause(form);
  const pause = window.setTimeout(() => Number(target.value) > 0 && send(form), pauseMs);
  pauses.set(form, pause);
});
document.addEventListener('focusout', ({ target }) => {
  const form = formOf(target);
  if (!form || !(target instanceof HTMLInputElement) || target.name !== 'quantity') return;
  const { value, defaultValue, validity } = target;
  if (value === '' && validity.valid) target.value = defaultValue;
  else if (pauses.has(form) && value !== defaultValue) return send(form);
  stopPause(form);
});
