// The page of one thing in several sizes: one address, one choice, and the chosen one in the basket.
import { expect, test } from 'vitest';
import { setOfferStatus } from '#app/domain/catalogue/listing.server.ts';
import { openFamily, familySlug as slug } from '#tests/setup/families.ts';
import type { TestTown } from '#tests/setup/test-town.ts';
import { action, loader } from './pages/offers.$slug.tsx';

type Page = {
  name: string;
  family: { chosen: string | null; variants: { label: string; soldOut: boolean }[] } | null;
  offer: { massGrams: number; price: { netCents: number } };
  linkPreview: { linkedData?: readonly object[] };
};

async function open(town: TestTown, path: string): Promise<Page | string | null> {
  const request = new Request(`${town.env.origin}${path}`);
  const params = { slug: new URL(request.url).pathname.split('/').at(-1)! };
  const answer = await (loader({ request, params, context: {} } as never) as Promise<Page>).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  return answer instanceof Response ? answer.headers.get('location') : answer;
}

async function add(town: TestTown, fields: Record<string, string>) {
  const body = new URLSearchParams({ intent: 'add', quantity: '1', ...fields });
  const request = new Request(`${town.env.origin}/offers/${slug}`, { method: 'POST', body });
  return (await action({ request, params: { slug }, context: {} } as never)) as
    | Response
    | { data: { errors: Record<string, string> } };
}

test('the first one’s address shows all of them, and that of another one leads there', async () => {
  const { town, ctx, offer, members } = await openFamily();
  const all = (await open(town, `/offers/${slug}`)) as Page;
  expect(all.name).toBe(offer.name.fr);
  expect(all.family).toMatchObject({
    chosen: null,
    variants: [{ label: 'S', soldOut: false }, { label: 'M', soldOut: true }, { label: 'L' }],
  });
  expect(all.linkPreview.linkedData?.[0]).toMatchObject({
    '@type': 'ProductGroup',
    hasVariant: members.map(({ name }) => ({ name: name.fr })),
  });
  expect(await open(town, `/offers/${slug}-l`)).toBe(`/offers/${slug}?variant=${slug}-l`);
  const large = (await open(town, `/offers/${slug}?variant=${slug}-l`)) as Page;
  expect(large.name).toBe(`${offer.name.fr}, L`);
  expect(large.offer.price.netCents).toBe(offer.priceCents + 300);
  setOfferStatus(ctx, members[2]!, 'archived');
  expect(await open(town, `/offers/${slug}-l`)).toBe(`/offers/${slug}`);
  expect(await open(town, `/offers/${slug}?variant=<b>`)).toMatchObject({ name: offer.name.fr });
});

test('the chosen one is in the basket by its name; none, or one that is sold out, is refused beside the choice', async () => {
  const { town, members } = await openFamily();
  for (const variant of ['', 'x', `${slug}-m`]) {
    const answer = await add(town, { variant });
    expect(answer instanceof Response ? answer.status : Object.keys(answer.data.errors)).toEqual(['variant']);
  }
  expect(await add(town, { variant: `${slug}-l` })).toMatchObject({ status: 303 });
  const added = town.db.$client.prepare('select offer_id from basket_lines order by added_at desc limit 1').pluck();
  expect(added.get()).toBe(members[2]!.id);
});
