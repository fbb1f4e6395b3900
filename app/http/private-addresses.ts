// Addresses that robots are asked to leave alone: those of private wings, and those that the access table does not open.
import { access, type Rules } from './access.ts';

/** Wings of one person's pages: a robot finds nothing there, though a basket or a form opens to anyone. */
const privateWings: readonly string[] = ['buyer', 'account', 'seller', 'steward'];

type AddressRule = { address: string; isPrivate: boolean };

/** The address of each route of a table, with a leading `:` at its parameters. */
function addressRules(table: Readonly<Record<string, Rules>>): AddressRule[] {
  return Object.entries(table).flatMap(([route, { read }]) => {
    const [wing = '', ...rest] = route.split('/');
    if (rest.length === 0) return [];
    return { address: addressOf(wing, rest), isPrivate: read !== 'anyone' || privateWings.includes(wing) };
  });
}

/** `seller/offers.$offerId._index` stands at `/supplier/:slug/offers/:offerId` (app/routes.ts). */
function addressOf(wing: string, [folder = '', page]: readonly string[]): string {
  const before = { seller: page === undefined ? '/supplier/:slug' : '/supplier', steward: '/steward' };
  const segments = (page ?? folder)
    .replace(/\[\.\]/g, '\0')
    .split('.')
    .filter((segment) => segment !== '_index')
    .map((segment) => segment.replace(/_$/, '').replace(/^\$/, ':').replaceAll('\0', '.'));
  return [Reflect.get(before, wing) ?? '', ...segments].join('/') || '/';
}

/**
 * The shortest beginnings of addresses that cover every private route and no public one, in the order of the alphabet:
 * a whole first segment where all its routes are private.
 */
export function privatePrefixes(table: Readonly<Record<string, Rules>> = access): string[] {
  const rules = addressRules(table);
  const open = rules.filter(({ isPrivate }) => !isPrivate).map(({ address }) => address);
  const prefixes = rules
    .filter(({ isPrivate }) => isPrivate)
    .map(({ address }) => {
      const literal = address.split('/:')[0]!;
      const first = `/${address.split('/')[1]}`;
      return open.some((one) => one === first || one.startsWith(`${first}/`)) ? literal : first;
    });
  return [...new Set(prefixes)].sort();
}

/**
 * The `Disallow` values of robots.txt (RFC 9309). A value covers all that begins with it, so that one which a public
 * address begins with too (`/supplier` and `/suppliers`) is written by what may follow it.
 */
export function disallowedPaths(table: Readonly<Record<string, Rules>> = access): string[] {
  const open = addressRules(table).filter(({ isPrivate }) => !isPrivate);
  return privatePrefixes(table).flatMap((prefix) =>
    open.some(({ address }) => address.startsWith(prefix)) ? [`${prefix}$`, `${prefix}/`, `${prefix}?`] : [prefix],
  );
}
