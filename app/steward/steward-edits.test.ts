// Two stewards with the same page: the second reads what the first did, and undoes nothing.
import { expect, test } from 'vitest';
import { creditLimitOf } from '#app/domain/accounts/credit-limits.server.ts';
import { listRounds } from '#app/domain/rounds/rounds.server.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { type PageAction, sendForm } from '#tests/setup/offer-forms.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { action as receivablesAction } from './pages/receivables.tsx';
import { action as roundsAction } from './pages/rounds.tsx';
import { limitValues, roundValues } from './steward-edits.server.ts';

const [noe, anais] = ['noe@cooperative-112.example', 'anais@cooperative-112.example'];

async function open() {
  const town = await openTown();
  const round = () => listRounds(town).find(({ weekday }) => weekday === 1);
  const organisation = town.db.$client.prepare('select id from organisations limit 1').pluck().get() as string;
  /** A page as it was shown, to be sent with some fields typed over. */
  const openPage = (action: PageAction, kept: Record<string, string | number>, hidden: Record<string, string>) => {
    const texts = Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
    const shown = openEdit(kept);
    return (typed: Record<string, string>, email = noe) =>
      sendForm(town, action, { ...texts, ...hidden, shown, ...typed }, {}, email);
  };
  return {
    round,
    limit: () => creditLimitOf(town, organisation),
    openRound: () => openPage(roundsAction, roundValues(round()), { intent: 'set', weekday: '1' }),
    openLimit: () =>
      openPage(receivablesAction, limitValues(creditLimitOf(town, organisation)), { intent: 'limit', organisation }),
  };
}

test('two stewards change two fields of a round: both stay; one field is chosen', async () => {
  const { round, openRound } = await open();
  await openRound()({ kilos: '400', euros: '6', cutoffDays: '1', cutoffHour: '18' });
  const [first, second] = [openRound(), openRound()];
  expect((await first({ kilos: '500' })).status).toBe(303);
  expect((await second({ cutoffHour: '12' }, anais)).status).toBe(303);
  expect(round()).toMatchObject({ capacityGrams: 500_000, cutoffHour: 12, stopFeeCents: 600 });
  const { status, refused } = await second({ kilos: '450', cutoffHour: '12' }, anais);
  expect([status, refused?.conflicts?.kilos]).toEqual([409, { mine: '450', theirs: '500', seen: '500' }]);
  expect(refused?.errors.kilos).toMatch(/^(Noé|Anaïs) .+ a changé ce champ le /);
  expect(round()).toMatchObject({ capacityGrams: 500_000 });
});

test('a change of a round that has ended says who ended it, and writes nothing', async () => {
  const { round, openRound } = await open();
  await openRound()({ kilos: '400', euros: '6' });
  const older = openRound();
  await openRound()({ kilos: '' }, anais);
  const { status, refused } = await older({ cutoffHour: '9' });
  expect([status, round()]).toEqual([409, undefined]);
  expect(refused?.message).toMatch(/^Anaïs .+ a arrêté cette tournée le /);
});

test('a credit limit that another steward changed is not overwritten', async () => {
  const { limit, openLimit } = await open();
  const [first, second] = [openLimit(), openLimit()];
  expect((await first({ limit: '900' })).status).toBe(303);
  const { status, refused } = await second({ limit: '200' }, anais);
  expect([status, limit(), refused?.conflicts?.limit?.theirs]).toEqual([409, 90_000, '900']);
  expect(refused?.errors.limit).toMatch(/^Noé Petit a changé ce champ le /);
  expect((await second({ limit: '200', 'theirs.limit': '900', 'keep.limit': 'mine' }, anais)).status).toBe(303);
  expect(limit()).toBe(20_000);
});
