// The values that fill the addresses of the growth measure: of people who have bought and sold much.
import { localDay } from '#app/domain/shared/context.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import type { Db } from '#db/client.ts';
import { listValues, text } from '#db/rows.ts';

type Values = Record<string, string | undefined>;

export type Parameters = {
  people: { buyer: string; seller: string; steward: string };
  values: Values;
  byRoute: Record<string, Values>;
  /** Further queries of a route, without the question mark. */
  queries: Record<string, string[]>;
  onlyWithQuery: ReadonlySet<string>;
};

export function findParameters(db: Db): Parameters {
  const first = (sql: string, ...of: unknown[]) => listValues({ $client: db.$client }, text, sql, ...of)[0];
  const person = (email: string) => first('select id from users where email = ?', email)!;
  const [buyer, seller] = [person('camille@le-hangar.example'), person('nadia@atelier-rebond.example')];
  const supplier = first("select id from suppliers where slug = 'atelier-rebond'")!;
  const month = localDay(new Date(Date.now() - 45 * 864e5), loadTown({ db })).slice(0, 7);
  const sold = first(
    'select order_id from order_parts where supplier_id = ? and handed_over_at is not null order by handed_over_at desc',
    supplier,
  );
  const sellerValues = { slug: 'atelier-rebond', orderId: sold };
  const bought = `select id from orders where user_id = ? and state = 'paid' order by paid_at desc limit 1 offset 3`;
  const orderId = first(bought, buyer);
  return {
    people: { buyer, seller, steward: person('anais@cooperative-112.example') },
    values: {
      slug: 'atelier-rebond',
      supplierId: first('select supplier_id from order_parts where order_id = ?', orderId),
      orderId,
      organisationId: first('select organisation_id from memberships where user_id = ?', buyer),
      month,
      year: month.slice(0, 4),
      line: '1',
      supplier: 'atelier-rebond',
      offerId: first('select cast(id as text) from offers where supplier_id = ? order by id', supplier),
      criterion: first('select criterion_id from supplier_facts where supplier_id = ?', supplier),
      document: 'privacy',
      item: first("select 'text:' || id from pending_texts where state = 'waiting'"),
    },
    byRoute: {
      ...Object.fromEntries(
        ['seller/orders.$orderId._index', 'seller/orders.$orderId.hand-over'].map((route) => [route, sellerValues]),
      ),
      'market/offers.$slug': { slug: first('select slug from offers where supplier_id = ? order by id', supplier) },
      'api/api.v1.offers.$slug': { slug: first('select slug from offers where supplier_id = ? order by id', supplier) },
      'buyer/invoices.$invoiceId[.]pdf': { invoiceId: first('select id from invoices where order_id = ?', orderId) },
      'seller/contributions.$invoiceId[.]pdf': {
        invoiceId: first('select id from contribution_invoices where supplier_id = ? order by month desc', supplier),
      },
      'buyer/statement.$year.$file': { file: 'statement.json' },
      'town/open-data.$file': { file: 'categories.csv' },
      'town/ledger.tile.$': { '*': '0/000' },
      'town/factors.$id': { id: 'it.monitor_new' },
      'town/evidence.$id': { id: first("select id from evidence where state = 'accepted'") },
      'town/$': { '*': 'nowhere' },
      'api/api.$': { '*': 'nowhere' },
    },
    queries: {
      'market/offers._index': ['q=chaise&in_stock=1', 'view=map'],
      'api/api.v1.offers._index': ['q=bois'],
      'market/compare': ['offer=1&offer=2'],
      'market/suggest': ['q=cha'],
      'buyer/orders._index': ['show=open', 'page=2'],
      'buyer/orders.accounting[.]csv': [`month=${month}`],
      'buyer/orders.month[.]zip': [`month=${month}`],
      'buyer/statement.$year.entries': ['page=3'],
      'town/open-data.$file': ['version='],
      'seller/orders.slips': [`order=${sold}`],
      'seller/orders._index': ['page=2'],
      'seller/offers._index': ['q=chaise'],
      'steward/_index': ['kind=text'],
      'steward/suppliers._index': ['q=atelier'],
    },
    onlyWithQuery: new Set(['buyer/orders.accounting[.]csv', 'buyer/orders.month[.]zip']),
  };
}
