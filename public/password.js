// Shows a password to its typist where scripts run; without them its button is not there. A sent form has it hidden
// again, so that the browser knows what to keep.

for (const button of document.querySelectorAll('button[data-shows]')) {
  const input = document.getElementById(button.getAttribute('data-shows') ?? '');
  const { show, hide } = button instanceof HTMLElement ? button.dataset : {};
  if (input instanceof HTMLInputElement && show && hide) {
    /** @param {boolean} isShown */
    const turn = (isShown) => {
      input.type = isShown ? 'text' : 'password';
      button.textContent = isShown ? hide : show;
    };
    button.addEventListener('click', () => turn(input.type === 'password'));
    input.form?.addEventListener('submit', () => turn(false));
    button.removeAttribute('hidden');
  }
}
