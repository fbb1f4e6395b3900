import { expect, test } from 'vitest';
import { z } from 'zod';
import { messages } from '#app/i18n/fr/index.ts';
import type { RefusedForm } from '#app/ui/refused-form.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { camille, openTown } from '#tests/setup/test-town.ts';
import { openEdit } from './edit-form.ts';
import { formAction } from './form-action.server.ts';
import { type FormRefusalData, goTo, invalidForm, invalidInput } from './form-answer.ts';
import {
  decimalBetween,
  eitherForm,
  email,
  isoDay,
  noFields,
  optionalDecimal,
  optionalEuros,
  optionalFile,
  optionalText,
  requiredText,
  rowId,
  ticked,
  tickedList,
  wholeNumber,
} from './form-fields.ts';

type Refused = { data: FormRefusalData; init: { status: number } };

/** Posts fields in that order to an action; signed in if there is a cookie. */
async function post<T>(
  action: (args: never) => Promise<T>,
  fields: [string, string | File][],
  { cookie = '', context = {} }: { cookie?: string; context?: { refused?: boolean } } = {},
): Promise<Response & Refused> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const request = new Request('http://halle.test/somewhere', { method: 'POST', body, headers: { cookie } });
  const args = { request, params: { orderId: 'ord_1' }, context };
  return (await action(args as never).catch((thrown: unknown) => thrown)) as Response & Refused;
}

const fields = z.object({ name: requiredText(5), email, note: optionalText(20), terms: z.literal('yes', 'terms') });
const signUp = formAction('account/sign-up', {
  schema: fields,
  run: (_, input) => (input.name === 'taken' ? invalidInput({ name: 'Déjà pris.' }) : goTo('/', ['saved'], ['a=b'])),
});

test('gives the work what the schema read, and answers with a redirect, its flash and its cookies', async () => {
  await openTown();
  const seen: unknown[] = [];
  const action = formAction('account/sign-up', {
    schema: fields,
    run(_, input, params) {
      seen.push(input, params);
      return goTo('/next', ['saved'], ['a=b']);
    },
  });
  const context = {};
  const answer = await post(
    action,
    [
      ['name', ' Ann '],
      ['email', 'Ann@Example.org'],
      ['terms', 'yes'],
    ],
    { context },
  );
  expect(seen).toEqual([{ name: 'Ann', email: 'ann@example.org', note: '', terms: 'yes' }, {}]);
  expect([answer.status, answer.headers.get('location'), flashOf(answer)]).toEqual([303, '/next', 'Enregistré.']);
  expect(answer.headers.getSetCookie()[0]).toBe('a=b');
  expect(context, 'V8.2.3 V15.3.3').toEqual({});
});

test('answers a refused form with 422, what was typed, and sentences by field in page order', async () => {
  await openTown();
  const context: { refused?: boolean } = {};
  const answer = await post(
    signUp,
    [
      ['email', 'nobody'],
      ['name', 'far too long'],
      ['note', 'kept\r\nas typed'],
      ['password', 'never sent back'],
      ['invitation-token', 'never sent back'],
      ['picture', new File(['x'], 'x.png')],
    ],
    { context },
  );
  expect(answer.init.status).toBe(422);
  const { long, terms } = messages.formErrors;
  expect(Object.entries(answer.data.errors)).toEqual([
    ['email', messages.identifiers.email.at],
    ['name', long],
    ['terms', terms],
  ]);
  expect(answer.data.values).toEqual({ email: 'nobody', name: 'far too long', note: 'kept\nas typed' });
  expect([answer.data.intent, answer.data.message, context.refused], 'V2.2.2').toEqual([null, null, true]);
});

test('refuses a file and a second value where text is expected', async () => {
  await openTown();
  const answer = await post(signUp, [
    ['name', new File(['x'], 'name.txt')],
    ['email', 'ann@example.org'],
    ['note', 'a'],
    ['note', 'b'],
    ['terms', 'yes'],
  ]);
  expect([answer.init.status, answer.data.errors]).toEqual([
    422,
    { name: messages.formErrors.text, note: messages.formErrors.text },
  ]);
  expect(JSON.stringify(answer.data), 'V1.1.1 V15.3.7').not.toContain('object File');
});

test('answers what the work refuses in the same shape', async () => {
  await openTown();
  const typed: [string, string][] = [
    ['name', 'taken'],
    ['email', 'ann@example.org'],
    ['terms', 'yes'],
  ];
  const byField = await post(signUp, typed);
  expect([byField.init.status, byField.data.errors]).toEqual([422, { name: 'Déjà pris.' }]);
  const tooMany = formAction('account/sign-up', { schema: fields, run: () => invalidForm('Trop.', 429) });
  const whole = await post(tooMany, typed);
  expect([whole.init.status, whole.data.errors, whole.data.message]).toEqual([429, {}, 'Trop.']);
  expect(whole.data.values.name).toBe('taken');
});

test('sends back what the work left of a field', async () => {
  await openTown();
  const rest = { ...invalidInput({ note: 'À voir.' }, 'Une ligne lue.'), corrected: { note: 'b' } };
  const half = formAction('account/sign-up', { schema: fields, run: () => rest });
  const answer = await post(half, [
    ['name', 'Ann'],
    ['email', 'ann@example.org'],
    ['note', 'a\nb'],
    ['terms', 'yes'],
  ]);
  expect([answer.data.message, answer.data.errors, answer.data.values.note]).toEqual([
    'Une ligne lue.',
    { note: 'À voir.' },
    'b',
  ]);
  expect(answer.data.values.name).toBe('Ann');
});

test('reads one of two forms, as the posted fields say', () => {
  const kilos = { kilos: decimalBetween(1, 9, 'roundKilos'), hour: wholeNumber(0, 24) };
  const form = eitherForm(({ kilos }) => kilos === '', z.object({ kilos: z.literal('') }), z.object(kilos));
  expect(form.parse({ kilos: '', hour: 'x' })).toEqual({ kilos: '' });
  expect(form.parse({ kilos: '2,5', hour: '7' })).toEqual({ kilos: 2.5, hour: 7 });
  const { issues } = form.safeParse({ kilos: '10', hour: 'x' }).error!;
  expect(issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['kilos', 'roundKilos'],
    ['hour', 'whole'],
  ]);
});

test('refuses a listed intent that is posted twice, an unlisted one, and any on a route with one form', async () => {
  const town = await openTown();
  const cookie = await town.cookie(camille);
  const done = { schema: noFields, run: () => goTo('/') };
  const order = formAction('buyer/orders.$orderId._index', {
    pay: done,
    'to-basket': done,
    again: done,
    accept: done,
    return: done,
    refuse: { schema: noFields, run: (_, __, { orderId }) => goTo(`/orders/${orderId}`) },
    received: done,
    'new-code': done,
    'attach-note': done,
    'say-condition': done,
    'pay-claim': done,
    'contest-claim': done,
    'name-seats': done,
  });
  const status = async (...intents: (string | File)[]) =>
    (
      await post(
        order,
        intents.map((intent) => ['intent', intent]),
        { cookie },
      )
    ).status;
  expect((await post(order, [['intent', 'refuse']], { cookie })).headers.get('location')).toBe('/orders/ord_1');
  expect(await status('pay', 'pay')).toBe(400);
  expect(await status('pay', 'no-such-intent')).toBe(400);
  expect(await status('no-such-intent')).toBe(400);
  expect(await status('constructor')).toBe(400);
  expect(await status('')).toBe(400);
  expect(await status()).toBe(400);
  expect(await status(new File(['pay'], 'pay'))).toBe(400);
  expect((await post(signUp, [['intent', 'save']])).status).toBe(400);
  expect((await post(signUp, [['intent', '']])).status).toBe(400);
});

test('a missing or additional intent, or one on a route with one form, does not compile', () => {
  const done = { schema: noFields, run: () => goTo('/') };
  // @ts-expect-error the table lists four intents
  formAction('market/searches', { save: done });
  formAction('market/searches', { save: done, remove: done, mail: done, unwait: done });
  // @ts-expect-error the table does not list the fifth
  formAction('market/searches', { save: done, remove: done, mail: done, unwait: done, publish: done });
  // @ts-expect-error a route with one form
  formAction('account/sign-up', { save: done });
  // @ts-expect-error the schema gives a number
  formAction('account/sign-up', { schema: z.object({ n: wholeNumber(0, 9) }), run: (_, { n }) => goTo(n) });
  const twin: RefusedForm = {} as FormRefusalData;
  const back: FormRefusalData = twin;
  expect(back).toEqual({});
});

test.each([
  [wholeNumber(1, 9), '5', 5],
  [wholeNumber(1, 9), '0', 'whole'],
  [wholeNumber(1, 9), '', 'whole'],
  [wholeNumber(1, 9), '1e0', 'whole'],
  [wholeNumber(1, 9, 'number'), 'NaN', 'number'],
  [wholeNumber(1, 9), undefined, 'required'],
  [decimalBetween(0, 200), ' 1 200,5 ', 'number'],
  [decimalBetween(0, 200), '12,5', 12.5],
  [decimalBetween(0, 200), '-1', 'number'],
  [decimalBetween(0, 200), '', 'required'],
  [decimalBetween(0, 200), undefined, 'required'],
  [optionalDecimal, '', null],
  [optionalDecimal, '1 200,5', 1200.5],
  [optionalDecimal, '1e3', 'number'],
  [optionalDecimal, undefined, 'required'],
  [optionalEuros, '', null],
  [optionalEuros, '12,5 €', 1250],
  [optionalEuros, '12,505', 'euros'],
  [optionalEuros, '-1', 'euros'],
  [isoDay, '2026-12-24', '2026-12-24'],
  [isoDay, '2026-02-30', 'day'],
  [isoDay, '', 'day'],
  [rowId, '', 'required'],
  [rowId, 'x'.repeat(81), 'long'],
  [ticked, undefined, false],
  [ticked, 'on', true],
  [tickedList, undefined, []],
  [tickedList, 'a', ['a']],
  [tickedList, ['a', 'b'], ['a', 'b']],
  [tickedList, new File([], ''), 'choice'],
  [optionalFile, new File([], ''), null],
  [optionalFile, 'x', 'file'],
  [optionalText(3), '   ', ''],
  [optionalText(3), ' abcd ', 'long'],
])('reads what a field may hold, and names what it may not: %#', (schema, posted, expected) => {
  const { success, data, error } = schema.safeParse(posted);
  expect(success ? data : error!.issues[0]!.message, 'V1.4.2').toEqual(expected);
});

test('answers 409 with both texts when another person changed the same field, until one is chosen', async () => {
  await openTown();
  const written: unknown[] = [];
  const saved = { name: 'Bea', note: 'later' };
  const action = formAction('account/sign-up', {
    schema: z.object({ name: requiredText(5), note: optionalText(20) }),
    editing: () => ({ now: saved, lastChange: () => ({ name: 'Nadia', at: '2026-11-30T09:12:00.000Z' }) }),
    run(_, input, _params, { changed }) {
      written.push(input, changed);
      return goTo('/next');
    },
  });
  const shown = openEdit({ name: 'Ann', note: 'first' });
  const typed: [string, string][] = [
    ['shown', shown],
    ['name', 'Cid'],
    ['note', 'first'],
  ];
  const { data, init } = await post(action, typed);
  expect([init.status, written]).toEqual([409, []]);
  expect(data.errors).toEqual({
    name: 'Nadia a changé ce champ le 30 novembre 2026 à 10:12, après l’ouverture de cette page.',
  });
  expect(data.conflicts).toEqual({ name: { mine: 'Cid', theirs: 'Bea', seen: 'Bea' } });
  expect(data.values).toMatchObject({ shown, name: 'Cid' });
  const answer = await post(action, [...typed, ['theirs.name', 'Bea'], ['keep.name', 'mine']]);
  expect([answer.status, written]).toEqual([303, [{ name: 'Cid', note: 'later' }, ['name']]]);
});
