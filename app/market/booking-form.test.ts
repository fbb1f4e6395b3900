// The form that books a time: what it refuses stands beside its field, and sent twice it books once.
import { expect, test } from 'vitest';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/offers.$slug.tsx';

const hall = 'grand-hangar-300-personnes-journee';
const bicycle = 'velo-cargo-electrique-a-la-journee';

function ask(town: TestTown, slug: string, fields: Record<string, string>, cookie = '') {
  const body = new URLSearchParams({ intent: 'book', units: '1', ...fields });
  const request = new Request(`${town.env.origin}/offers/${slug}`, { method: 'POST', body, headers: { cookie } });
  return action({ request, params: { slug }, context: {} } as never) as Promise<unknown>;
}

async function refusedFields(town: TestTown, slug: string, fields: Record<string, string>): Promise<string[]> {
  const answer = (await ask(town, slug, fields)) as { data?: { errors?: Record<string, string> } };
  return Object.keys(answer.data?.errors ?? {});
}

/** The first wholly free day from the tenth on that the page shows. */
async function freeDay(town: TestTown, slug: string): Promise<string> {
  const month = addDays(localDay(town.ctx().now, town.town), 40).slice(0, 7);
  const request = new Request(`${town.env.origin}/offers/${slug}?month=${month}`);
  const page = (await loader({ request, params: { slug }, context: {} } as never)) as {
    booking: { units: number; days: { day: string; open: boolean; free: number }[] };
  };
  const { units, days } = page.booking;
  return days.find(({ day, open, free }) => open && free === units && day.slice(8) >= '10')!.day;
}

test.each([
  ['a day that there is not', { day: '2027-02-30', start: '09:00', end: '12:00' }, 'day'],
  ['no day', { day: '', start: '09:00', end: '12:00' }, 'day'],
  ['a day that is over', { day: '2020-01-06', start: '09:00', end: '12:00' }, 'day'],
  ['no quarter-hour', { day: 'free', start: '9:07', end: '12:00' }, 'start'],
  ['an end at its start', { day: 'free', start: '09:00', end: '09:00' }, 'end'],
  ['a time before it opens', { day: 'free', start: '02:00', end: '06:00' }, 'start'],
  ['more than there are', { day: 'free', start: '09:00', end: '13:00', units: '2' }, 'units'],
])('%s is refused beside its field', async (_, fields, field) => {
  const town = await openTown();
  const day = fields.day === 'free' ? await freeDay(town, hall) : fields.day;
  expect(await refusedFields(town, hall, { ...fields, day })).toEqual([field]);
});

test('days in another order and fewer things than asked for are refused beside their fields', async () => {
  const town = await openTown();
  const day = await freeDay(town, bicycle);
  expect(await refusedFields(town, bicycle, { from: day, to: addDays(day, -1) })).toEqual(['to']);
  expect(await refusedFields(town, bicycle, { from: day, to: day, units: '99' })).toEqual(['units']);
});

test('a form that is sent twice books its time once', async () => {
  const town = await openTown();
  const day = await freeDay(town, hall);
  const first = (await ask(town, hall, { day, start: '09:00', end: '13:00' })) as Response;
  const cookie = first.headers.getSetCookie()[0]!.split(';')[0]!;
  const again = (await ask(town, hall, { day, start: '09:00', end: '13:00' }, cookie)) as Response;
  expect([first.status, again.status]).toEqual([303, 303]);
  const lines = town.db.$client.prepare("select quantity from basket_lines where booked_time <> ''").pluck();
  expect(lines.all()).toEqual([1]);
});
