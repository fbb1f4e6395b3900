// The forms of a supplier's offers as a browser opens and sends them, for tests of what an older page may write.
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { openEdit } from '#app/http/edit-form.ts';
import type { supplierFormAction } from '#app/http/form-action.server.ts';
import type { FormRefusalData } from '#app/http/form-answer.ts';
import { offerValues } from '#app/seller/offer-form.server.ts';
import type { TestTown } from './test-town.ts';

export const lucie = 'lucie@jardins-de-la-vesle.example';
const slug = 'jardins-de-la-vesle';

export type Page = { kept: Record<string, string>; shown: string };
/** The action of a page: a test imports it, because nothing else may import a page. */
export type PageAction = ReturnType<typeof supplierFormAction>;
export type Answer = { status: number; refused: FormRefusalData | null };

export function offerOf({ db }: Pick<TestTown, 'db'>, id: number): Offer {
  return findOffers({ db }, [id])[0]!;
}

/** Opens the form of an offer: its fields, and the originals that it will post. */
export function openOfferPage(town: TestTown, id: number): Page {
  const offer = offerOf(town, id);
  const values = offerValues(asDraft(offer), offer.ownStatus, 'fr');
  const { status: _, stock_exported: _s, ...kept } = values;
  const shown = openEdit(values);
  return {
    kept: Object.fromEntries(Object.entries(kept).filter(([name, text]) => text || !/^day\d/.test(name))),
    shown,
  };
}

/** Opens the table with some offers. */
export function openTable(town: TestTown, ids: readonly number[]): Page {
  const kept = Object.fromEntries(
    ids.flatMap((id) => {
      const values = offerValues(asDraft(offerOf(town, id)), 'live', 'fr');
      return [
        [`price_${id}`, values.price!],
        [`stock_${id}`, values.stock!],
      ];
    }),
  );
  return { kept, shown: openEdit(kept) };
}

/** Sends a page as it was shown, with some fields typed over. */
export async function sendOfferPage(
  town: TestTown,
  action: PageAction,
  id: number,
  { kept, shown }: Page,
  typed: Record<string, string>,
  email = lucie,
): Promise<Answer> {
  const fields = { ...kept, details_shown: '1', shown, ...typed, intent: 'save' };
  return sendForm(town, action, fields, { offerId: String(id) }, email);
}

export async function sendTable(
  town: TestTown,
  action: PageAction,
  { kept, shown }: Page,
  typed: Record<string, string>,
  email = lucie,
): Promise<Answer> {
  return sendForm(town, action, { ...kept, shown, ...typed, intent: 'table' }, {}, email);
}

const cookies = new WeakMap<TestTown, Map<string, Promise<string>>>();

/** Sends the fields of a form to the action of its page, signed in with an e-mail address. */
export async function sendForm(
  town: TestTown,
  action: PageAction,
  fields: Record<string, string>,
  params: Record<string, string>,
  email: string,
): Promise<Answer> {
  const known = cookies.get(town) ?? new Map<string, Promise<string>>();
  cookies.set(town, known);
  const cookie = known.get(email) ?? town.cookie(email);
  known.set(email, cookie);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const request = new Request('http://halle.test/somewhere', {
    method: 'POST',
    headers: { cookie: await cookie },
    body,
  });
  const answer = await action({ request, params: { slug, ...params }, context: {} });
  if (answer instanceof Response) return { status: answer.status, refused: null };
  return { status: answer.init?.status ?? 200, refused: answer.data };
}
