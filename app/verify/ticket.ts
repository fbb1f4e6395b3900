// "Verify now" on an order's ticket: each line's receipt, from its link to /verify, is recomputed with WebCrypto and held
// against the policy of the page, without any request. The sentences are in the page.
import { verifyReceipt } from '#app/domain/ledger/verify.ts';
import type { HeadTrust } from '#app/domain/ledger/witness-alarm.server.ts';
import { unpackReceipt } from './unpack-receipt.ts';

const ticket = document.querySelector<HTMLElement>('[data-policy]')!;
const button = ticket.querySelector<HTMLButtonElement>('[data-verify]')!;
const print = ticket.querySelector<HTMLButtonElement>('[data-print]')!;
const verdict = ticket.querySelector<HTMLElement>('[role=status][data-verdict]')!;

/** Shows the page's sentence for an outcome. */
function show(kind: HeadTrust | 'bad', reason = ''): void {
  const template = ticket.querySelector<HTMLTemplateElement>(`template[data-verdict=${kind}]`)!;
  verdict.replaceChildren(template.content.cloneNode(true));
  for (const { lastChild } of verdict.childNodes)
    if (lastChild) lastChild.nodeValue = lastChild.nodeValue?.replace('#', reason) ?? null;
}

async function verifyLines(): Promise<void> {
  const { policy = '' } = ticket.dataset;
  let trust = ticket.dataset.trust as HeadTrust;
  for (const { hash } of ticket.querySelectorAll<HTMLAnchorElement>('a[href^="/verify#"]')) {
    const receipt = await unpackReceipt(hash.slice(1)).catch(() => '');
    const line = await verifyReceipt(receipt, policy);
    if (!line.ok) return show('bad', line.reason);
    if (!line.hasQuorum) trust = 'unwitnessed';
  }
  show(trust);
}

async function answerPress(): Promise<void> {
  const name = button.textContent;
  button.disabled = true;
  button.textContent = button.dataset.verify ?? name;
  await verifyLines().finally(() => {
    button.disabled = false;
    button.textContent = name;
  });
}

button.addEventListener('click', () => void answerPress());
print.addEventListener('click', () => window.print());
for (const one of [button, print]) one.hidden = false;
