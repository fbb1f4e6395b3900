// The dates of a training as its seller sets them: what is refused, the list as a file, and the certificates.
import { expect, test } from 'vitest';
import { updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { listSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import type { FormRefusalData } from '#app/http/form-answer.ts';
import { camille, offerId, openTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/offers.$offerId.sessions._index.tsx';
import { action as decide } from './pages/offers.$offerId.sessions.$sessionId._index.tsx';
import { loader as certificates } from './pages/offers.$offerId.sessions.$sessionId.certificates[.]pdf.ts';
import { loader as participants } from './pages/offers.$offerId.sessions.$sessionId.participants[.]csv.ts';

const hugo = 'hugo@becane-commune.example';
const training = 'prise-en-main-du-velo-cargo';
const bySeats = {
  way: 'session' as const,
  prices: {},
  units: 6,
  min: 1,
  max: 96,
  buffer: 0,
  hours: [],
  cancellation: [],
};
type Answer = Response & { data: FormRefusalData; init: { status: number } };

async function open(email = hugo) {
  const town = await openTown();
  const id = offerId(town, training);
  const [offer] = findOffers(town, [id]);
  updateOffer(town.ctx(hugo), offer!, { bookingTerms: bySeats }, 'form');
  const headers = { cookie: await town.cookie(email) };
  const args = (init: RequestInit = {}, sessionId = '') =>
    ({
      request: new Request('http://halle.test/somewhere', { headers, ...init }),
      params: { slug: 'becane-commune', offerId: String(id), sessionId },
      context: {},
    }) as never;
  const post = async (act: typeof action, fields: Record<string, string>, sessionId = '') => {
    const body = new URLSearchParams(fields);
    return (await act(args({ method: 'POST', body }, sessionId)).catch((thrown: unknown) => thrown)) as Answer;
  };
  const today = localDay(town.ctx().now, town.town);
  const date = {
    day: addDays(today, 30),
    start: '09:00',
    end: '11:00',
    seats: '6',
    minimum: '3',
    decide_on: '',
    place: '',
  };
  return { town, id, args, post, today, date, list: () => listSessions(town.ctx(), id, today) };
}

test('a seller sets a date once, with the day of deciding three days before', async () => {
  const { post, date, list } = await open();
  expect((await post(action, date)).status).toBe(303);
  expect(list()).toMatchObject([
    { day: date.day, start: 36, end: 44, seats: 6, minimum: 3, decideOn: addDays(date.day, -3), state: 'open' },
  ]);
  const again = await post(action, date);
  expect([again.init.status, Object.keys(again.data.errors)]).toEqual([422, ['day']]);
  expect(list()).toHaveLength(1);
});

test.each([
  ['a day that there is not', { day: '2027-02-30' }, 'day'],
  ['a day that is over', { day: '2020-01-06' }, 'day'],
  ['no quarter-hour', { start: '9:07' }, 'start'],
  ['an end at its beginning', { end: '09:00' }, 'end'],
  ['a minimum above the seats', { minimum: '7' }, 'minimum'],
  ['no seat', { seats: '0' }, 'seats'],
  ['a day of deciding that is over', { decide_on: '2020-01-06' }, 'decide_on'],
])('%s is refused beside its field', async (_, typed, field) => {
  const { post, date, list } = await open();
  const answer = await post(action, { ...date, ...typed });
  expect([answer.init.status, Object.keys(answer.data.errors)]).toEqual([422, [field]]);
  expect(list()).toEqual([]);
});

test('a session is confirmed or called off by its own seller, and once', async () => {
  const { post, date, list } = await open();
  await post(action, date);
  const id = String(list()[0]!.id);
  expect((await post(decide, { intent: 'confirm' }, id)).status).toBe(303);
  expect(list()[0]).toMatchObject({ state: 'confirmed' });
  expect(await post(decide, { intent: 'confirm' }, '999999')).toMatchObject({ status: 404 });
  expect((await post(decide, { intent: 'call-off' }, id)).status).toBe(303);
  expect(list()[0]).toMatchObject({ state: 'called-off' });
  expect((await post(decide, { intent: 'call-off' }, id)).init.status).toBe(422);
});

test('the list of an empty session is a file with its head, and there are no certificates yet', async () => {
  const { args, post, date, list } = await open();
  await post(action, date);
  const id = String(list()[0]!.id);
  const text = await ((await participants(args({}, id))) as Response).text();
  expect(text).toMatch(/^\uFEFF?Nom;Commande;Place;Acheteur;Contact;Présent\r\n$/);
  const none = (await certificates(args({}, id)).catch((thrown: unknown) => thrown)) as Response;
  expect(none.status).toBe(404);
});

test('is closed to people of other suppliers', async () => {
  const { args, post, date, list } = await open(camille);
  expect((await loader(args()).catch((thrown: unknown) => thrown)) as Response).toMatchObject({ status: 404 });
  expect(await post(action, date)).toMatchObject({ status: 404 });
  expect(list()).toEqual([]);
});
