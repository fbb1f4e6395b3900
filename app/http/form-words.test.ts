// Words that every object knows, in each field of each form: none may reach an object as its key. A table answers
// `constructor` with a function, which is then written or throws long after the form was taken.

import { expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { hashPreview, previewOrder } from '#app/domain/checkout/order-preview.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { statutoryTextsFor } from '#app/domain/shared/legal-texts.server.ts';
import { long, seed } from '#tests/setup/repetitions.ts';
import { camille, checkoutOf, offerId, openTown, placeAndStart, type TestTown } from '#tests/setup/test-town.ts';
import { type Access, access, type RouteName, type Rules } from './access.ts';

type Form = { schema: ZodType | ((town: TestTown['town']) => ZodType) };
type Action = ((args: never) => Promise<unknown>) & { forms?: Form | Record<string, Form> };
const modules = import.meta.glob<{ action?: Action }>(['../*/pages/*.{ts,tsx}', '../seller/joining/*.tsx']);
const nameOf = (path: string) =>
  path
    .replace('../', '')
    .replace('/pages/', '/')
    .replace(/\.tsx?$/, '') as RouteName;

const words = ['__proto__', 'constructor', 'toString'];
const chair = 'chaise-de-bureau-remise-en-etat';

/** People who pass each rule. */
const actors: Record<Access, string> = {
  anyone: camille,
  stripe: camille,
  'signed-in': camille,
  member: 'lucie@jardins-de-la-vesle.example',
  prepare: 'lucie@jardins-de-la-vesle.example',
  sell: 'lucie@jardins-de-la-vesle.example',
  prove: 'lucie@jardins-de-la-vesle.example',
  account: 'lucie@jardins-de-la-vesle.example',
  own: 'lucie@jardins-de-la-vesle.example',
  'prepare or sell': 'lucie@jardins-de-la-vesle.example',
  colleague: camille,
  admin: camille,
  steward: 'anais@cooperative-112.example',
  administrator: 'anais@cooperative-112.example',
};

/** Plausible texts: a field gets the first that its own schema takes, so that the others reach the verb. */
const plausible = [
  '1',
  'yes',
  'Un texte assez long, de quatre-vingts signes au moins, pour une note ou une histoire.',
  '2026-12-24',
  'a@b.fr',
  '51183',
  '03 26 00 11 22',
  '12,50',
  'fr',
  'Un mot',
];
/** Fields of forms whose data makes them. */
const madeFields = ['category', 'details_shown', 'kind', 'unit', 'criterion', 'choice', 'value', 'displacement-1'];

type Def = {
  type: string;
  shape?: Record<string, ZodType>;
  in?: ZodType;
  innerType?: ZodType;
  entries?: Record<string, string>;
};
const defOf = (schema: ZodType) => schema.def as unknown as Def;

function shapeOf(schema: ZodType): Record<string, ZodType> {
  const { shape, in: inner, innerType } = defOf(schema);
  return shape ?? (inner ? shapeOf(inner) : innerType ? shapeOf(innerType) : {});
}

function plausibleText(field: ZodType): string {
  const choices = Object.values(defOf(field).entries ?? {});
  return [...choices, ...plausible].find((text) => field.safeParse(text).success) ?? '1';
}

/** The bodies of one form: each field in turn with each word, all fields at once, and the words as names. */
function* hostileBodies(schema: ZodType): Generator<[string, string][]> {
  const shape = shapeOf(schema);
  const valid = Object.entries(shape).map(([name, field]) => [name, plausibleText(field)] as [string, string]);
  const names = [...new Set([...Object.keys(shape), ...madeFields])];
  for (const word of words) {
    for (const name of names) yield [...valid.filter(([own]) => own !== name), [name, word]];
    yield names.map((name) => [name, word]);
    yield [...valid, ...words.map((name): [string, string] => [name, word])];
  }
}

async function openPages() {
  const town = await openTown();
  const { orderId } = await placeAndStart(town, { 'carottes-de-plein-champ-cagette-de-10-kg': 2 });
  const added = addToBasket(town.ctx(), null, offerId(town, chair), 2);
  const supplier = town.db.$client.prepare(`select id from suppliers where slug = 'jardins-de-la-vesle'`).pluck().get();
  const offer = town.db.$client.prepare('select id from offers where supplier_id = ? limit 1').pluck().get(supplier);
  const params = {
    slug: 'jardins-de-la-vesle',
    offerId: String(offer),
    importId: 'imp_NONE',
    criterion: 'env.packaging_reuse',
    orderId,
    supplier: 'jardins-de-la-vesle',
    item: 'evidence:evd_NONE',
    token: 'none',
  };
  return { town, params, basketId: added.ok ? added.basketId : '' };
}

/** The ordinary run posts another twelfth each time. */
const part = long ? 1 : 12;

test(`no form answers 500 to words that every object knows, seed ${seed}`, async () => {
  const { town, params, basketId } = await openPages();
  const { $client } = town.db;
  const wrong: string[] = [];
  let [bodies, posts] = [seed, 0];
  for (const [path, load] of Object.entries(modules)) {
    const { action } = await load();
    if (!action?.forms) continue;
    const rules: Rules = access[nameOf(path)];
    const declared = action.forms;
    const forms = 'schema' in declared ? [[null, declared] as const] : Object.entries(declared);
    for (const [intent, form] of forms as [string | null, Form][]) {
      const { intents = {} } = rules;
      const rule = (intent ? new Map(Object.entries(intents)).get(intent) : undefined) ?? rules.write ?? 'anyone';
      const headers = { cookie: `${await town.cookie(actors[rule])}; halle-basket=${basketId}` };
      const schema = typeof form.schema === 'function' ? form.schema(town.town) : form.schema;
      for (const fields of hostileBodies(schema)) {
        if (bodies++ % part > 0) continue;
        const body = new URLSearchParams([...(intent ? [['intent', intent]] : []), ...fields]);
        const request = new Request('http://halle.test/somewhere', { method: 'POST', body, headers });
        $client.exec('begin');
        try {
          const answer = await action({ request, params, context: {} } as never).catch((thrown: unknown) => thrown);
          posts++;
          if (answer instanceof Error)
            wrong.push(`${path} ${intent} ${body}: ${answer.stack?.split('\n').slice(0, 3).join(' ')}`);
          if (answer instanceof Response && answer.status >= 500)
            wrong.push(`${path} ${intent} ${body}: ${answer.status}`);
        } finally {
          if ($client.inTransaction) $client.exec('rollback');
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(posts, 'V1.3.3 V15.3.6').toBeGreaterThan(1000 / part);
});

test.each(words)('freezes no answer of the buyer that is %s', async (word) => {
  const { town, basketId } = await openPages();
  const { action } = await modules['../buyer/pages/checkout.tsx']!();
  const { town: record } = town;
  const offer = offerId(town, chair);
  const fr = (await import('#app/i18n/fr/index.ts')).messages;
  const { termsVersion } = await import('#app/buyer/checkout-terms.server.ts');
  const texts = statutoryTextsFor({ consumer: true, alcohol: false }, localDay(new Date(), record));
  const preview = previewOrder(town.ctx(), basketId, record.hub, termsVersion(fr, texts));
  const body = new URLSearchParams({
    address: '1 rue',
    insee: '51183',
    name: 'C',
    email: camille,
    phone: '0326000000',
    terms: 'yes',
    confirmed: hashPreview(preview),
    [`displacement-${offer}`]: word,
  });
  const headers = { cookie: `${await town.cookie(camille)}; halle-basket=${basketId}` };
  const request = new Request('http://halle.test/checkout', { method: 'POST', body, headers });
  const answer = (await action!({ request, params: {}, context: {} } as never)) as Response;
  expect(answer.status).toBe(303);
  const id = town.db.$client.prepare('select id from orders order by rowid desc limit 1').pluck().get() as string;
  expect(
    findOrder(town, id)!.lines.map(({ impactInput }) => impactInput.displacementPermille),
    'V1.5.2',
  ).toEqual([null]);
});

test.each([Number.NaN, 0.5, Object, 'constructor', {}])(
  'refuses to freeze %s where a whole number stands',
  async (odd) => {
    const { town, basketId } = await openPages();
    const input = checkoutOf(town.ctx(), basketId, { displacement: { [offerId(town, chair)]: odd as never } });
    expect(() => placeOrder(town.ctx(), input), 'V15.3.5').toThrow(/whole number/);
  },
);
