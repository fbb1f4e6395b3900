// The list of the decisions that are signed is whole: no form of stewards is left out.
import { expect, test } from 'vitest';
import { type Access, access, type Rules } from '#app/http/access.ts';
import { signedDecisions, unsigned } from '#app/http/signed-decisions.server.ts';
import { messages } from '#app/i18n/fr/index.ts';

test('every form of stewards is signed, or says why not', () => {
  const forms = Object.entries(access as Record<string, Rules>).flatMap(([route, { intents = {} }]) =>
    Object.entries(intents)
      .filter(([, rule]) => (['steward', 'administrator'] as Access[]).includes(rule))
      .map(([intent]) => `${route} ${intent}`),
  );
  const listed = (table: object) =>
    Object.entries(table as Record<string, object>).flatMap(([route, rows]) =>
      Object.keys(rows).map((intent) => `${route} ${intent}`),
    );
  const [signed, open] = [listed(signedDecisions), listed(unsigned)];
  expect(signed.filter((form) => open.includes(form))).toEqual([]);
  expect([...signed, ...open].sort()).toEqual(forms.sort());
  expect(signed.length).toBeGreaterThanOrEqual(25);
});

test('every act has its words', () => {
  const verbs = Object.values(signedDecisions as Record<string, Record<string, { verb: unknown }>>).flatMap((rows) =>
    Object.values(rows).flatMap(({ verb }) => (typeof verb === 'string' ? verb : [])),
  );
  expect(verbs.filter((verb) => !Object.hasOwn(messages.signing.verbs, verb))).toEqual([]);
});
