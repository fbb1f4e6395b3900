// Flash: the message that a page shows once after a redirect. A key and its parameters travel in a short-lived cookie, never a
// sentence; what does not parse shows nothing.
import { z } from 'zod';
import { maxTimeLength } from '#app/domain/calendar/booked-time.ts';
import { readEmail } from '#app/domain/shared/identifiers/email.ts';
import type { Messages } from '#app/i18n/messages.ts';

export type FlashKey = keyof Messages['flash'];
type FlashParameters = { [K in FlashKey]: Parameters<Messages['flash'][K]> };
type FlashMessages = { [K in FlashKey]: (...values: FlashParameters[K]) => string };
/** A key with the parameters of its sentence: `['order.cancelled', 1250, 'online']`. */
export type Flash = { [K in FlashKey]: [key: K, ...FlashParameters[K]] }[FlashKey];

const none = z.tuple([]);
const scores = z.tuple([z.int().min(0).max(1000), z.int().min(0).max(1000)]);
const count = z.int().nonnegative();
const named = z.tuple([z.string().max(160)]);
const refund = z.tuple([z.int().nonnegative(), z.enum(['online', 'account'])]);

const parametersOf: { [K in FlashKey]: z.ZodType<FlashParameters[K]> } = {
  'books.agreed': z.tuple([z.iso.datetime()]),
  'books.differ': z.tuple([count]),
  'books.case-changed': none,
  'text.contested': none,
  'text.withdrawn': none,
  'text.not-now': none,
  'text.pending': none,
  'queue.decided': none,
  'queue.decided-together': z.tuple([count]),
  'queue.decided-last': none,
  'receivables.changed': none,
  'receivables.statement': z.tuple([count]),
  'receivables.statement-changed': none,
  'receivables.statement-undone': none,
  'vat.changed': none,
  'vat.planned': z.tuple([z.iso.date()]),
  'vat.withdrawn': none,
  'vat.not-planned': none,
  'supplier.not-now': none,
  'steward.file-broken': none,
  'identity.asked': none,
  'steward.not-now': none,
  'steward.waits-for-second': none,
  'steward.proposal-ended': none,
  'part.handed-over': z.tuple([count]),
  'lending.out': none,
  'lending.claimed': none,
  'lending.claim-dropped': none,
  'lending.contested': none,
  'lending.back': z.tuple([count]),
  'lending.inspected': none,
  'lending.missed': none,
  'lending.lost': none,
  'lending.replaced': none,
  'lending.undone': none,
  'lending.not-now': none,
  'lending.word-kept': none,
  'part.weighed': none,
  'part.undone': none,
  'part.amounts-changed': none,
  'order.received': none,
  'order.received-later': none,
  'order.free-later': none,
  'order.new-code': none,
  'part.took-back': none,
  'part.gave-up': none,
  'part.refused': none,
  'part.returned': none,
  'part.kept': none,
  'part.not-now': none,
  'offer.pictured': none,
  'offers.changed': z.tuple([count]),
  'evidence.sent': scores,
  'evidence.declared': scores,
  'evidence.not-now': none,
  'visit.not-now': none,
  saved: none,
  'order.payment-down': none,
  'order.payment-refused': none,
  'order.credit': none,
  'order.overdue': none,
  'closure.decided': z.tuple([count]),
  'order.cancelled': refund,
  'order.proposal-accepted': refund,
  'order.proposal-refused': none,
  'order.proposal-late': none,
  'order.proposal-no-stock': none,
  'order.return-asked': none,
  'order.not-now': none,
  'order.too-late': none,
  'order.seats-begun': none,
  'order.return-open': none,
  'account.opened': none,
  'account.letter-sent': none,
  'account.browser-known': none,
  'account.password-renewed': none,
  'account.password-changed': none,
  'account.email-asked': none,
  'account.email-changed': none,
  'account.closed': none,
  'passkey.added': none,
  'passkey.named': none,
  'passkey.removed': none,
  'passkey.refused': none,
  'passkey.counter': none,
  'code.sent': none,
  'decision.ended': none,
  'decision.not-signed': none,
  'session.ended': none,
  'role.invited': z.tuple([z.enum(['sent', 'proposed'])]),
  'role.accepted': none,
  'session.others-ended': none,
  'basket.removed': z.tuple([z.int().positive(), z.int().positive(), z.string().max(maxTimeLength)]),
  'basket.not-restored': none,
  'basket.gone': none,
  'basket.plans-changed': none,
  'basket.returned': z.tuple([count]),
  'basket.missing': z.tuple([z.int().positive()]),
  'claim.reported': none,
  'offer.reported': none,
  'offer.noticed': none,
  'offer.notices-full': none,
  'offer.can-be-had': none,
  'search.saved': none,
  'search.full': none,
  'search.bad': none,
  'compare.added': z.tuple([count]),
  'compare.full': none,
  'compare.gone': none,
  'compare.removed': none,
  'compare.cleared': none,
  'list.kept': none,
  'list.full': none,
  'list.line-removed': z.tuple([z.int().positive()]),
  'list.removed': z.tuple([z.string().max(120), z.string().max(80)]),
  'list.planned': z.tuple([count, z.string().max(300), z.string().max(1500)]),
  'list.plan-undone': none,
  'list.plan-changed': none,
  'list.read': z.tuple([count]),
  'list.in-basket': z.tuple([count, z.string().max(300)]),
  'note.deleted': none,
  'note.attached': none,
  'note.not-now': none,
  'search.removed': z.tuple([z.string().max(120), z.string().max(80)]),
  'team.not-now': none,
  'team.invited': z.tuple([z.string().refine((address) => readEmail(address).ok)]),
  'team.joined': named,
  'team.taken': named,
  'team.declined': none,
  'organisation.siret-asked': none,
  'team.left': named,
  'team.offered': named,
};

/** Over https the name that a browser lets only this host set: no sister host writes what a page says. */
const hostName = '__Host-halle-flash';
const plainName = 'halle-flash';
const flashNames = [hostName, plainName];
/** The cookies of a request, and whether the town is reached over https. */
type Carried = { cookies: ReadonlyMap<string, string>; secure: boolean };

function nameOf(secure: boolean): string {
  return secure ? hostName : plainName;
}
const lifeSeconds = 60;
/** Room for the longest parameters; a longer cookie is not ours. */
const maxLength = 1000;

/** The `Set-Cookie` that carries a flash to the next page. */
export function flashCookie(flash: Flash, secure: boolean): string {
  return cookie(Buffer.from(JSON.stringify(flash)).toString('base64url'), lifeSeconds, secure);
}

/** The `Set-Cookie` that ends a flash: it is read once. */
export function endedFlashCookie(secure: boolean): string {
  return cookie('', 0, secure);
}

export function hasFlash({ cookies, secure }: Carried): boolean {
  return cookies.has(nameOf(secure));
}

/** The sentence of the request's flash; null if there is none, or if its key or a parameter is not ours. */
export function flashSentence({ cookies, secure }: Carried, messages: FlashMessages): string | null {
  const [key, ...parameters] = decoded(cookies.get(nameOf(secure)) ?? '');
  if (typeof key !== 'string' || !Object.hasOwn(parametersOf, key)) return null;
  return sentence(key as FlashKey, parameters, messages);
}

/** The parameters of the request's flash if it has this key, for a page that offers to undo what the flash says. */
export function flashParameters<K extends FlashKey>({ cookies, secure }: Carried, key: K): FlashParameters[K] | null {
  const [own, ...parameters] = decoded(cookies.get(nameOf(secure)) ?? '');
  if (own !== key) return null;
  const schema: z.ZodType<FlashParameters[K]> = parametersOf[key];
  return schema.safeParse(parameters).data ?? null;
}

/** A page that shows or ends a flash belongs to one visit: no cache keeps it, not even the browser's own. */
export function changesFlash(headers: Headers): boolean {
  return headers.getSetCookie().some((set) => flashNames.some((name) => set.startsWith(`${name}=`)));
}

function sentence<K extends FlashKey>(key: K, parameters: unknown[], messages: FlashMessages): string | null {
  const schema: z.ZodType<FlashParameters[K]> = parametersOf[key];
  const parsed = schema.safeParse(parameters);
  return parsed.success ? messages[key](...parsed.data) : null;
}

function decoded(value: string): unknown[] {
  if (value === '' || value.length > maxLength) return [];
  try {
    const parsed: unknown = JSON.parse(Buffer.from(value, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return []; // written by hand: no flash
  }
}

function cookie(value: string, seconds: number, secure: boolean): string {
  return `${nameOf(secure)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
