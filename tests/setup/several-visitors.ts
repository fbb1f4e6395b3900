// Two people, a basket, a visitor with a choice and strangers read the same pages in turns, and each sees their own. Asked of
// the app by itself and through caches of others.
import { expect } from 'vitest';

const pages = [
  '/',
  '/offers',
  '/offers?q=chaise',
  '/suppliers',
  '/suppliers/atelier-rebond',
  '/method',
  '/observatory',
];
const offer = '/offers/chaise-de-bureau-remise-en-etat';

const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]!);

/** Posts a form and returns the cookies that the answer sets. */
async function post(origin: string, path: string, fields: Record<string, string>, cookie = ''): Promise<string[]> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(origin + path, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
  await answer.arrayBuffer();
  return cookiesOf(answer);
}

/** The cookies of a person of the demonstration who signed in. */
export async function signInAs(origin: string, email: string): Promise<string> {
  return (await post(origin, '/sign-in', { email, password: 'la-halle-du-112', to: '/' })).join('; ');
}

/** Asks at `origin`; `ownOrigin` is the app's printed one, where people sign in. */
export async function expectOwnPages(origin: string, ownOrigin = origin): Promise<void> {
  const first = await signInAs(ownOrigin, 'camille@le-hangar.example');
  const second = await signInAs(ownOrigin, 'karim@incubateur-112.example');
  const basket = (await post(ownOrigin, offer, { intent: 'add', quantity: '1' })).find((one) =>
    one.includes('basket'),
  )!;
  const choice = (await post(ownOrigin, '/preferences', { audience: 'consumer', to: '/' }))[0]!;
  const flash = `halle-flash=${Buffer.from('["saved"]').toString('base64url')}`;
  const visitors: Record<string, { cookie?: string; language: string; shows: RegExp; hides: RegExp }> = {
    'a stranger': { language: 'fr', shows: /Se connecter/, hides: /Se déconnecter|Panier, 1/ },
    'an English stranger': { language: 'en', shows: /Sign in/, hides: /Sign out|Se connecter/ },
    'the first person': { cookie: first, language: 'fr', shows: /Se déconnecter/, hides: /Se connecter/ },
    'the second person': { cookie: second, language: 'en', shows: /Sign out/, hides: /Sign in/ },
    'a basket': { cookie: basket, language: 'fr', shows: /Panier, 1/, hides: /Se déconnecter/ },
    'a choice': { cookie: choice, language: 'fr', shows: /Se connecter/, hides: /Se déconnecter|Panier, 1/ },
    'a flash': { cookie: flash, language: 'fr', shows: /class="notice/, hides: /Se déconnecter/ },
  };
  const plain = new Map<string, string>();
  for (let round = 0; round < 3; round++)
    for (const path of [...pages, offer])
      for (const [name, { cookie, language, shows, hides }] of Object.entries(visitors)) {
        const headers = { 'accept-language': language, ...(cookie && { cookie }) };
        const answer = await fetch(origin + path, { headers, redirect: 'manual' });
        const html = await answer.text();
        const said = `${name} at ${path}, round ${round}`;
        expect([said, answer.status, shows.test(html), hides.test(html)]).toEqual([said, 200, true, false]);
        const isPublic = answer.headers.get('cache-control')!.startsWith('public');
        expect([said, isPublic]).toEqual([said, cookie === undefined]);
        if (cookie !== undefined) continue;
        expect([said, answer.headers.get('set-cookie'), answer.headers.get('x-request-id')]).toEqual([
          said,
          null,
          null,
        ]);
        expect(answer.headers.get('content-security-policy')).not.toContain('nonce');
        expect([said, html]).toEqual([said, plain.get(`${language} ${path}`) ?? html]);
        plain.set(`${language} ${path}`, html);
      }
}
