// The script of /verify and of its saved copy: reads a receipt and verifies it with WebCrypto, without any request.

import { parsePromise } from '#app/domain/ledger/promise.ts';
import { type DecisionVerdict, verifyDecision } from '#app/domain/ledger/signed-decision.ts';
import { type PromiseSigned, type Verdict, verifyPromise, verifyReceipt } from '#app/domain/ledger/verify.ts';
import { longestReceipt, unpackReceipt } from './unpack-receipt.ts';

/** `browser`: the browser cannot check Ed25519 signatures. */
type Refused = Extract<Verdict, { ok: false }> | { ok: false; reason: 'browser' };
type VerifyMessages = {
  ok: string;
  bad: string;
  /** The stamp of a receipt that no witness saw, where the policy asks for none. */
  alone: string;
  /** The stamp of a receipt without a quorum of witnesses. */
  unwitnessed: string;
  reasons: Record<Refused['reason'], string>;
  /** Contains `{index}`, `{size}` and `{root}`. */
  included: string;
  /** Contains `{name}` and `{at}`. */
  seen: string;
  unseen: string;
  noQuorum: string;
  /** Said instead of "verified" by a page that was served while the witnesses' alarm was red; null otherwise. */
  alarm: string | null;
  /** `facts` contains `{origin}`, `{order}`, `{number}`, `{entries}` and `{by}`. */
  promise: Record<'signed' | 'facts' | 'late', string>;
  /** `passkey` contains `{origin}`, `together` `{count}`. */
  decision: Record<'passkey' | 'letter' | 'demonstration' | 'together' | 'waits' | 'bad', string>;
  locale: string;
};

const messages = JSON.parse(document.querySelector('#words')!.textContent) as VerifyMessages;
const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const [form, receipt, keys, file] = [
  find<HTMLFormElement>('form'),
  find<HTMLTextAreaElement>('receipt'),
  find<HTMLTextAreaElement>('keys'),
  find<HTMLInputElement>('file'),
];

async function openAddress(): Promise<void> {
  const packed = location.hash.slice(1);
  if (packed === '') return;
  await check(await unpackReceipt(packed).catch(() => packed.slice(0, longestReceipt)));
}
file.addEventListener('change', () => {
  const [chosen] = file.files ?? [];
  if (chosen) void checkFile(chosen);
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void check(receipt.value);
});
// A verdict holds only for the text it was given for, so any edit hides it.
form.addEventListener('input', () => {
  find('result').hidden = true;
});

async function check(pasted: string): Promise<void> {
  receipt.value = pasted;
  // Pasting may lose the last newline or add some.
  const text = `${pasted.replaceAll('\r\n', '\n').trim()}\n`;
  if (parsePromise(text)) return checkPromise(text);
  const verdict = await verifyReceipt(text, keys.value).catch((): Refused => ({ ok: false, reason: 'browser' }));
  const decided = verdict.ok
    ? await verifyDecision(verdict.entry).catch((): DecisionVerdict => ({ ok: false, reason: 'form' }))
    : null;
  show(verdict, decided);
}

/** A promise is never more than that: without a receipt its entries are promised, not entered. */
async function checkPromise(text: string): Promise<void> {
  const verdict = await verifyPromise(text, keys.value).catch((): Refused => ({ ok: false, reason: 'browser' }));
  find('result').hidden = false;
  find('stamp').textContent = verdict.ok ? messages.promise.signed : messages.bad;
  find('stamp').className = 'stamp bad';
  find('entry').textContent = '';
  find('facts').replaceChildren(...promiseFacts(verdict).map(paragraph));
  find('result').focus();
}

function promiseFacts(verdict: PromiseSigned | Refused): string[] {
  if (!verdict.ok) return [messages.reasons[verdict.reason]];
  const { origin, order, number, entries, by } = verdict.promise;
  const until = new Date(by).toLocaleString(messages.locale, { dateStyle: 'long', timeStyle: 'short' });
  const facts = messages.promise.facts
    .replace('{origin}', origin)
    .replace('{order}', order)
    .replace('{number}', String(number))
    .replace('{entries}', entries.map(({ index }) => index).join(', '))
    .replace('{by}', until);
  return [facts, ...(Date.parse(by) < Date.now() ? [messages.promise.late] : [])];
}

function show(verdict: Verdict | Refused, decided: DecisionVerdict | null): void {
  const isGood = verdict.ok && decided?.ok !== false;
  const hasQuorum = verdict.ok && verdict.hasQuorum && messages.alarm === null;
  const isWitnessed = hasQuorum && verdict.witnesses.length > 0;
  const unseen = hasQuorum ? messages.alone : messages.unwitnessed;
  const good = isWitnessed ? messages.ok : unseen;
  find('result').hidden = false;
  find('stamp').textContent = isGood ? good : messages.bad;
  find('stamp').className = isGood && hasQuorum ? 'stamp' : 'stamp bad';
  find('entry').textContent = verdict.ok ? JSON.stringify({ ...verdict.entry, ...verdict.opened }, null, 2) : '';
  find('facts').replaceChildren(
    ...[...factsOf(verdict), ...decisionFacts(decided, verdict.ok && verdict.entry.effect)].map(paragraph),
  );
  find('result').focus();
}

function factsOf(verdict: Verdict | Refused): string[] {
  if (!verdict.ok) return [messages.reasons[verdict.reason]];
  const { index, size, root, witnesses, hasQuorum } = verdict;
  const included = messages.included
    .replace('{index}', String(index))
    .replace('{size}', String(size))
    .replace('{root}', root);
  const seen = witnesses.map(({ name, seconds }) => {
    const at = new Date(seconds * 1000).toLocaleString(messages.locale, { dateStyle: 'long', timeStyle: 'short' });
    return messages.seen.replace('{name}', name).replace('{at}', at);
  });
  return [
    included,
    ...(seen.length > 0 ? seen : [messages.unseen]),
    ...(hasQuorum ? [] : [messages.noQuorum]),
    ...(messages.alarm === null ? [] : [messages.alarm]),
  ];
}

function decisionFacts(decided: DecisionVerdict | null, effect: unknown): string[] {
  if (!decided) return [];
  if (!decided.ok) return [messages.decision.bad];
  const { method, origin, together } = decided;
  return [
    messages.decision[method].replace('{origin}', origin ?? ''),
    ...(together > 1 ? [messages.decision.together.replace('{count}', String(together))] : []),
    ...(effect === 'waits-for-second' ? [messages.decision.waits] : []),
  ];
}

async function checkFile(chosen: File): Promise<void> {
  await check(await chosen.slice(0, longestReceipt).text());
}

function paragraph(text: string): HTMLElement {
  const p = document.createElement('p');
  p.textContent = text;
  return p;
}

addEventListener('hashchange', () => void openAddress());
void openAddress();
