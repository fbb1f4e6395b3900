import { expect, test } from 'vitest';
import { mondayOf, weekOfDay } from '#app/domain/calendar/iso-week.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import type { FormRefusalData } from '#app/http/form-answer.ts';
import { action as buy, loader as readOffer } from '#app/market/pages/offers.$slug.tsx';
import { loader as readSeasons } from '#app/market/pages/seasons.tsx';
import { lucie } from '#tests/setup/offer-forms.ts';
import { offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/offers.$offerId.season.tsx';

type Refused = { data: FormRefusalData };
const slug = 'jardins-de-la-vesle';
const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';

async function open() {
  const town = await openTown();
  const headers = { cookie: await town.cookie(lucie) };
  const args = (init: RequestInit = {}) => ({
    request: new Request('http://halle.test/somewhere', { headers, ...init }),
    params: { slug, offerId: String(offerId(town, carrots)) },
    context: {},
  });
  const post = async (intent: string, fields: Record<string, string | number>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ intent, ...fields })) body.append(name, String(value));
    return (await action(args({ method: 'POST', body }))) as Response & Refused;
  };
  return { town, args, post, weeks: comingMondays(town) };
}

function comingMondays(town: TestTown): string[] {
  const first = mondayOf(localDay(town.ctx().now, town.town));
  return Array.from({ length: 6 }, (_, i) => addDays(first, 7 * i));
}

const errorsOf = (answer: Refused) => Object.keys(answer.data.errors);
const weekOf = (monday: string) => weekOfDay(monday).week;

test('a seller enters ranges with lists; what is no range is refused beside its field', async () => {
  const { post, args, weeks } = await open();
  expect(errorsOf(await post('season', { from_1: 22 }))).toEqual(['to_1']);
  expect(errorsOf(await post('season', { from_1: 22, to_1: 54 }))).toEqual(['from_1']);
  expect(errorsOf(await post('season', { from_1: 'mai', to_1: 30 }))).toEqual(['from_1']);
  expect(errorsOf(await post('season', { from_1: 22, to_1: 30, from_2: 30, to_2: 31 }))).toEqual(['from_1']);
  expect(errorsOf(await post('forecast', { first: weeks[1]!, last: weeks[2]!, packs: 5 }))).toEqual(['last']); // no season
  expect((await post('season', { from_1: 45, to_1: 12 })).status).toBe(303);
  expect((await loader(args())).values).toEqual({ from_1: 45, to_1: 12 });
  expect((await post('season', {})).status).toBe(303);
  expect((await loader(args())).values).toEqual({});
});

test('a forecast is offered to buyers week by week, on its page and in the town’s calendar', async () => {
  const { town, post, args, weeks } = await open();
  const [, , first, last] = weeks;
  await post('season', { from_1: weekOf(first!), to_1: weekOf(last!) });
  expect(errorsOf(await post('forecast', { first: first!, last: last!, packs: '3,5' }))).toEqual(['packs']);
  expect(errorsOf(await post('forecast', { first: '2027-02-30', last: last!, packs: 3 }))).toEqual(['first']);
  expect((await post('forecast', { first: first!, last: last!, packs: 30 })).status).toBe(303);
  expect((await loader(args())).harvests.map(({ monday, expected, left }) => [monday, expected, left])).toEqual([
    [first, 30, 30],
    [last, 30, 30],
  ]);
  const page = (path: string, init?: RequestInit) => ({
    request: new Request(`${town.env.origin}${path}`, init),
    params: { slug: carrots },
    context: {},
  });
  const offer = (await readOffer(page(`/offers/${carrots}`) as never)) as Awaited<ReturnType<typeof readOffer>>;
  expect(offer.offer.state).toBe('out-of-season');
  expect(offer.season?.today).toEqual({ inSeason: false, returns: first, ends: null });
  const order = async (fields: Record<string, string>) =>
    (await buy(
      page(`/offers/${carrots}`, {
        method: 'POST',
        body: new URLSearchParams({ intent: 'preorder', ...fields }),
      }) as never,
    )) as Response & Refused;
  expect(errorsOf(await order({ week: '', packs: '3' }))).toEqual(['week']);
  expect(errorsOf(await order({ week: weeks[1]!, packs: '3' }))).toEqual(['week']);
  expect(errorsOf(await order({ week: first!, packs: '31' }))).toEqual(['packs']);
  expect(errorsOf(await order({ week: first!, packs: '0.5' }))).toEqual(['packs']);
  expect((await order({ week: first!, packs: '30' })).headers.get('location')).toBe('/basket');
  const { families } = (await readSeasons(page('/seasons') as never)) as Awaited<ReturnType<typeof readSeasons>>;
  const produce = families
    .flatMap((family) => family.produce)
    .find(({ offers }) => offers.some((one) => one.slug === carrots));
  expect(produce?.months.length).toBe(12);
});
