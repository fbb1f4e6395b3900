import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { toBasketPage } from '#app/domain/basket/basket-view.server.ts';
import { addToBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { LanguageProvider } from '#app/i18n/language.tsx';
import { catalogues } from '#app/i18n/messages.ts';
import type { RefusedForm } from '#app/ui/refused-form.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { offerId, openTown } from '#tests/setup/test-town.ts';
import { SupplierBasketPanel } from './supplier-basket.tsx';

const posted = vi.hoisted(() => ({ refused: undefined as RefusedForm | undefined }));
vi.mock('@remix-run/react', () => ({
  useFormAction: () => '/basket',
  useActionData: () => posted.refused,
  useRouteLoaderData: () => undefined,
}));

async function openLines() {
  const town = await openTown();
  const offers = ['chaise-de-bureau-remise-en-etat', 'table-de-reunion-180-cm'].map((slug) => offerId(town, slug));
  let basketId: string | null = null;
  for (const offer of offers) {
    const added = addToBasket(town.ctx(), basketId, offer, 2);
    if (!added.ok) throw new Error(added.reason);
    basketId = added.basketId;
  }
  const { suppliers } = toBasketPage(town.ctx(), viewBasket(town.ctx(), basketId, demoTown.hub, false));
  return { offers, suppliers };
}

async function render(refusedLine: number | null) {
  const { offers, suppliers } = await openLines();
  const values = { offer: String(offers[refusedLine ?? 0]), quantity: 'two' };
  posted.refused =
    refusedLine === null
      ? undefined
      : { intent: 'set', values, errors: { quantity: 'Un nombre entier.' }, message: null };
  const html = renderToStaticMarkup(
    <LanguageProvider value={{ locale: 'fr', messages: catalogues.fr }}>
      {suppliers.map((basket) => (
        <SupplierBasketPanel key={basket.supplier.id} basket={basket} />
      ))}
    </LanguageProvider>,
  );
  return { html, offers, forms: html.split('<form').slice(1) };
}

test('every form of a basket posts one intent, and Enter in a quantity never removes the line', async () => {
  const { forms } = await render(null);
  expect(forms.length).toBeGreaterThanOrEqual(5);
  for (const form of forms) expect(form.match(/name="intent"/g)).toHaveLength(1);
  for (const form of forms.filter((one) => one.includes('name="quantity"'))) {
    expect(form).toContain('name="intent" value="set"');
    expect(form.replace(/<noscript>.*?<\/noscript>/, '')).not.toContain('type="submit"');
  }
});

test('a refused quantity shows beside its own line, as it was typed', async () => {
  const { html, offers } = await render(1);
  expect(html).toMatch(new RegExp(`aria-describedby="quantity-${offers[1]}-error"[^>]*value="two"`));
  expect(html).toContain(`id="quantity-${offers[1]}-error">Un nombre entier.<`);
  expect(html).not.toContain(`quantity-${offers[0]}-error`);
  expect(html.match(/autofocus/gi)).toHaveLength(1);
});
