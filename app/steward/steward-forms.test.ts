// The steward's forms whose answer carries figures: the reconciliation, the bank statement, the decision.
import { expect, test } from 'vitest';
import { listRounds } from '#app/domain/rounds/rounds.server.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { action as booksAction } from './pages/books.tsx';
import { action as decideAction } from './pages/items.$item.tsx';
import { action as receivablesAction } from './pages/receivables.tsx';
import { action as statementAction } from './pages/receivables_.$statement.tsx';
import { action as roundsAction } from './pages/rounds.tsx';

type Refused = { data: { errors: Record<string, string>; message: string | null; values: Record<string, string> } };

/** Posts a form as the steward Noé. */
async function open() {
  const town = await openTown();
  const headers = { cookie: await town.cookie('noe@cooperative-112.example') };
  const post = async (
    action: typeof booksAction,
    fields: Record<string, string>,
    params: Record<string, string> = {},
  ) => {
    const body = new URLSearchParams(fields);
    const request = new Request('http://halle.test/steward?kind=evidence', { method: 'POST', headers, body });
    return (await action({ request, params, context: {} })) as Response & Refused;
  };
  return { town, post };
}

test('says after the redirect in how much the books differ', async () => {
  const { post } = await open();
  const answer = await post(booksAction, { intent: 'reconcile' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/steward/books']);
  expect(flashOf(answer)).toMatch(/^\d+\sdifférences, ouvertes comme dossiers ci-dessous\.$/);
});

test('says that a case has changed when another steward was first', async () => {
  const { post } = await open();
  const answer = await post(booksAction, { intent: 'put-away', case: 'none' });
  expect(flashOf(answer)).toBe('Ce dossier a changé entre-temps. Rien n’a été fait.');
});

test('shows a bank statement line by line before anything is entered', async () => {
  const { town, post } = await open();
  const entries = () => town.db.$client.prepare('select count(*) from book_entries').pluck().get();
  const before = entries();
  const lines = '2026-11-23;VIR INCONNU;;12,00;41,20\r\n\r\n2026-11-24;PRLV AUTRE;3,00;;38,20';
  const read = await post(receivablesAction, { intent: 'statement', lines });
  const path = read.headers.get('location')!;
  expect([read.status, path]).toEqual([303, expect.stringMatching(/^\/steward\/receivables\/bst_/)]);
  const params = { statement: path.split('/').at(-1)! };
  const guess = { column0: 'date', column1: 'label', column2: 'ignored', column3: 'ignored', column4: 'ignored' };
  const asked = await post(statementAction, { intent: 'columns', ...guess }, params);
  expect(asked.data.message).toBe(
    'Il faut une colonne date, une colonne libellé, et soit une colonne montant, soit une colonne crédit.',
  );
  const chosen = { ...guess, column2: 'debit', column3: 'credit', column4: 'balance' };
  expect((await post(statementAction, { intent: 'columns', ...chosen }, params)).status).toBe(303);
  const { data } = await post(statementAction, { intent: 'enter', line: 'none' }, params);
  expect(data.message).toBe('Aucune ligne cochée ne peut être enregistrée. Voici où en est le relevé.');
  expect(flashOf(await post(statementAction, { intent: 'undo' }, params))).toBe(
    'Ce relevé a changé d’état entre-temps. Rien n’a été fait.',
  );
  expect(entries()).toBe(before);
});

test('refuses a limit that is empty or too high, and enters nothing when an amount has changed', async () => {
  const { town, post } = await open();
  const organisation = town.db.$client.prepare('select id from organisations limit 1').pluck().get() as string;
  for (const limit of ['', '100000,01'])
    expect((await post(receivablesAction, { intent: 'limit', organisation, limit })).data.errors).toEqual({
      limit: 'Donnez un montant entre 0 et 100 000 euros.',
    });
  expect(flashOf(await post(receivablesAction, { intent: 'limit', organisation, limit: '900,50' }))).toBe(
    'Enregistré.',
  );
  const received = await post(receivablesAction, { intent: 'received', order: 'ord_none', cents: '100' });
  expect(flashOf(received)).toBe('Ce montant a changé entre-temps. Rien n’a été fait.');
});

test('ends a round by an empty capacity, whatever its other fields are', async () => {
  const { town, post } = await open();
  const set = { intent: 'set', weekday: '2', kilos: '500', euros: '8,5', cutoffDays: '1', cutoffHour: '18' };
  const stored = () => listRounds(town.ctx()).find(({ weekday }) => weekday === 2)?.capacityGrams;
  expect((await post(roundsAction, set)).status).toBe(303);
  expect(stored()).toBe(500_000);
  const refused = await post(roundsAction, { ...set, euros: '900', cutoffHour: '25' });
  expect(Object.keys(refused.data.errors)).toEqual(['euros', 'cutoffHour']);
  expect((await post(roundsAction, { ...set, kilos: ' ', euros: 'x' })).status).toBe(303);
  expect(stored()).toBeUndefined();
});

test('the hours of a round are read as people type them', async () => {
  const { town, post } = await open();
  const set = { intent: 'set', weekday: '2', kilos: '500', euros: '8,5', cutoffDays: '1', cutoffHour: '18' };
  const stored = () => listRounds(town.ctx()).find(({ weekday }) => weekday === 2)?.hours;
  for (const [typed, hours] of [
    ['9 h - 12 h', '09:00-12:00'],
    ['14:00–17:30', '14:00-17:30'],
    ['from 8 to 10', '08:00-10:00'],
    ['', ''],
  ]) {
    expect((await post(roundsAction, { ...set, hours: typed! })).status).toBe(303);
    expect(stored()).toBe(hours);
  }
  for (const hours of ['matin', '12:00-9:00', '9:75-10:00', '1-2-3'])
    expect(Object.keys((await post(roundsAction, { ...set, hours })).data.errors)).toEqual(['hours']);
});

test('asks for a choice and goes on to the next item of the same filter', async () => {
  const { town, post } = await open();
  const id = town.db.$client.prepare("select id from evidence where state = 'submitted' limit 1").pluck().get();
  const item = `evidence:${id}`;
  const undecided = await post(decideAction, { intent: 'decide', reason: 'x' }, { item });
  expect(undecided.data.errors).toEqual({ choice: 'Choisissez une des réponses.' });
  const unreasoned = await post(decideAction, { intent: 'decide', choice: 'refuse', reason: ' ' }, { item });
  expect(Object.keys(unreasoned.data.errors)).toEqual(['reason']);
  const decided = await post(decideAction, { intent: 'decide', choice: 'refuse', reason: 'Illisible.' }, { item });
  expect(decided.headers.get('location')).toMatch(/^\/steward(\/items\/evidence:\w+)?\?kind=evidence$/);
  expect(flashOf(decided)).toMatch(/^Décidé\./);
  const again = await post(decideAction, { intent: 'decide', choice: 'refuse', reason: 'Illisible.' }, { item });
  expect(flashOf(again)).toBe('Quelqu’un a décidé entre-temps. Rien n’a été fait.');
});
