// The script of the few pages where a passkey is made or used. Without it, or in a browser without WebAuthn, the form
// stays hidden and the way by password is the whole page.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]'))
  if (browserSupportsWebAuthn()) openForm(form);

function openForm(form: HTMLFormElement): void {
  const answer = form.querySelector<HTMLInputElement>('[data-passkey-answer]');
  const failure = form.querySelector<HTMLElement>('[data-passkey-failure]');
  if (!answer || !failure) return;
  form.hidden = false;
  let isAsking = false;
  form.addEventListener('submit', (event) => {
    if (answer.value !== '') return; // signed: the form may leave
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    failure.hidden = true;
    void ask(form)
      .then((signed) => {
        answer.value = JSON.stringify(signed);
        form.requestSubmit(event.submitter);
      })
      .catch(() => {
        failure.hidden = false;
        failure.focus();
      })
      .finally(() => {
        isAsking = false;
      });
  });
  // Back after sending shows the page as it was left, with an answer that is used up.
  addEventListener('pageshow', () => {
    answer.value = '';
  });
}

/** Asks the authenticator with the options in the page, or before sign-in with new ones of this moment. */
async function ask({ dataset: { passkey, options, optionsFrom } }: HTMLFormElement): Promise<unknown> {
  const json: unknown = optionsFrom ? await (await fetch(optionsFrom)).json() : JSON.parse(options ?? 'null');
  if (passkey === 'create')
    return startRegistration({ optionsJSON: json as Parameters<typeof startRegistration>[0]['optionsJSON'] });
  return startAuthentication({ optionsJSON: json as Parameters<typeof startAuthentication>[0]['optionsJSON'] });
}
