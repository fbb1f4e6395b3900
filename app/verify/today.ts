// The script of /ledger/today: asks the log for its checkpoint and tiles, and proves from them that it begins with what
// was kept. Nothing that was pasted leaves the browser.
import type { KeptState } from '#app/domain/ledger/kept-judgement.server.ts';
import { mendCheckpoint } from '#app/domain/ledger/kept-text.ts';
import type { Head } from '#app/domain/ledger/note.ts';
import { parsePromise } from '#app/domain/ledger/promise.ts';
import { tileIndexPath } from '#app/domain/ledger/tile-path.ts';
import { continues, hasLeaf, openTiles } from '#app/domain/ledger/tile-proofs.ts';
import { verifyCheckpoint, verifyPromise } from '#app/domain/ledger/verify.ts';

type State = KeptState | 'unreachable' | 'browser';
/** `browserNote` contains `{tiles}` and `{size}`. */
type TodayMessages = { good: string; bad: string; states: Record<State, string>; browserNote: string };

const { messages, keys } = JSON.parse(document.querySelector('#today')!.textContent) as {
  messages: TodayMessages;
  keys: string;
};
const form = document.querySelector<HTMLFormElement>('form')!;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void check(new FormData(form).get('kept'));
});
form.addEventListener('input', () => {
  result().hidden = true;
});

const result = () => document.querySelector<HTMLElement>('#result')!;

type Seen = { state: State; size: number | null; tiles: number };

async function check(kept: FormDataEntryValue | null): Promise<void> {
  const text = `${(typeof kept === 'string' ? kept : '').replaceAll('\r\n', '\n').trim()}\n`;
  const seen = await judge(text).catch((error: unknown): Seen => {
    const state = error instanceof Unreachable ? 'unreachable' : 'browser';
    return { state, size: null, tiles: 0 };
  });
  show(seen);
}

class Unreachable extends Error {}

async function fetchBytes(path: string): Promise<Uint8Array> {
  const answer = await fetch(path, { cache: 'no-cache' }).catch(() => null);
  if (!answer?.ok) throw new Unreachable(path);
  return new Uint8Array(await answer.arrayBuffer());
}

async function judge(text: string): Promise<Seen> {
  const promise = parsePromise(text) ? await verifyPromise(text, keys) : null;
  if (promise && !promise.ok) return { state: promise.reason === 'form' ? 'form' : 'unsigned', size: null, tiles: 0 };
  const whole = promise ? null : mendCheckpoint(text);
  if (!promise && whole === null) return { state: 'form', size: null, tiles: 0 };
  const head = whole === null ? null : await verifyCheckpoint(whole, keys);
  if (whole !== null && !head) return { state: 'unsigned', size: null, tiles: 0 };
  const now = await verifyCheckpoint(new TextDecoder().decode(await fetchBytes('/ledger/checkpoint')), keys);
  if (!now) throw new Unreachable('checkpoint');
  let tiles = 0;
  const nodes = openTiles(now.size, (level, index, width) => {
    tiles++;
    return fetchBytes(`/ledger/tile/${level}/${tileIndexPath(index, width)}`);
  });
  const state = promise ? await keptPromise(promise.promise, now, nodes) : await keptHead(head!, now, nodes);
  return { state, size: now.size, tiles };
}

type Nodes = ReturnType<typeof openTiles>;

async function keptHead(head: Head, now: Head, nodes: Nodes): Promise<State> {
  if (head.size > now.size) return 'ahead';
  return (await continues(head, now, nodes)) ? 'inside' : 'other';
}

async function keptPromise(
  { entries, by }: NonNullable<ReturnType<typeof parsePromise>>,
  now: Head,
  nodes: Nodes,
): Promise<State> {
  const found = await Promise.all(entries.map(({ index, leaf }) => hasLeaf(index, leaf, now, nodes)));
  if (found.every(Boolean)) return 'kept';
  return Date.parse(by) > Date.now() ? 'due' : 'broken';
}

const good: readonly State[] = ['inside', 'kept'];

function show({ state, size, tiles }: Seen): void {
  const lines = [messages.states[state]];
  if (size !== null) lines.push(messages.browserNote.replace('{tiles}', String(tiles)).replace('{size}', String(size)));
  const stamp = document.querySelector('#stamp')!;
  stamp.textContent = good.includes(state) ? messages.good : messages.bad;
  stamp.className = good.includes(state) ? 'stamp' : 'stamp bad';
  document.querySelector('#facts')!.replaceChildren(
    ...lines.map((line) => {
      const p = document.createElement('p');
      p.textContent = line;
      return p;
    }),
  );
  result().hidden = false;
  result().focus();
}
