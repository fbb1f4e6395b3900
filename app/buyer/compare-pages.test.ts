import { expect, test } from 'vitest';
import { comparedCookie, readComparedOffers, readCookies } from '#app/http/cookies.ts';
import { flashOf } from '#tests/setup/forms.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/compare.tray.tsx';

async function openTray() {
  const town = await openTown();
  const live = town.db.$client.prepare(`select slug from offers where status = 'live' order by id limit 5`).pluck();
  let cookie = '';
  const post = async (form: Record<string, string>) => {
    const request = new Request('http://halle.test/compare/tray', {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { cookie },
    });
    const answer = (await action({ request, params: {}, context: {} })) as Response;
    const set = answer.headers.getSetCookie().find((one) => one.startsWith('halle-compared='));
    if (set) cookie = set.split(';', 1)[0]!;
    return answer;
  };
  const shown = async () => {
    const request = new Request('http://halle.test/compare/tray', { headers: { cookie } });
    return (await loader({ request, params: {}, context: {} })).offers.map(({ slug }) => slug);
  };
  return { town, post, shown, live: live.all() as string[] };
}

test('ticks four offers at most, and goes back to the page of the button', async () => {
  const { post, shown, live } = await openTray();
  for (const offer of live.slice(0, 4)) {
    const answer = await post({ intent: 'add', offer, to: '/offers?q=chaise' });
    expect(answer.headers.get('location')).toBe('/offers?q=chaise');
  }
  expect(flashOf(await post({ intent: 'add', offer: live[4]!, to: '/' }))).toMatch(/^Quatre offres au plus/);
  expect(flashOf(await post({ intent: 'add', offer: live[0]!, to: '/' }))).toMatch(/^À comparer/);
  expect(await shown()).toEqual(live.slice(0, 4));
  await post({ intent: 'remove', offer: live[1]! });
  expect(await shown()).toEqual([live[0], live[2], live[3]]);
  await post({ intent: 'clear', to: 'https://elsewhere.example/' });
  expect(await shown()).toEqual([]);
});

test('ticks nothing that is not on sale, and leads to no other site', async () => {
  const { post, shown } = await openTray();
  const answer = await post({ intent: 'add', offer: 'none', to: '//elsewhere.example' });
  expect([answer.headers.get('location'), flashOf(answer)]).toEqual([
    '/compare/tray',
    'Cette offre n’est plus en vente.',
  ]);
  expect(await shown()).toEqual([]);
});

test('reads its cookie back, and nothing that is not ours', () => {
  const set = comparedCookie([3, 12], false).split(';', 1)[0]!;
  expect(readComparedOffers(readCookies(set), false)).toEqual([3, 12]);
  for (const value of ['', '0', '1.', '1.2.3.4.5', 'a', '1.-2', '1e3', '99999999999'])
    expect([value, readComparedOffers(new Map([['halle-compared', value]]), false)]).toEqual([value, []]);
});
