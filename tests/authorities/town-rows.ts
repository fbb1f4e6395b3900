// Rows that the seeded town has not: a visit, imports in three states, a bank statement, an item of each kind of the
// queue, a decision to sign, a list, a note of choice. Each with the page that shows it, and whose it is.

import { keepNote } from '#app/domain/buying/choice-notes.server.ts';
import { compareOffers } from '#app/domain/buying/comparison.server.ts';
import { createList } from '#app/domain/buying/lists.server.ts';
import { receiveBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import { invitePeerVisit } from '#app/domain/evidence/peer-visits.server.ts';
import { confirmImport, getImport, type ImportCtx, receiveFile } from '#app/domain/imports/imports.server.ts';
import { runImports } from '#app/domain/imports/run.server.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Services } from '#app/wiring.server.ts';
import { listValues, text } from '#db/rows.ts';
import type { Parameters } from '../../bin/growth-parameters.ts';

type Person = keyof Parameters['people'];
/** `as`: whose page it is; the signer is the steward, by passkey. */
export type RowPage = { route: string; name: string; path: string; as: Person | 'signer' };

const slug = 'atelier-rebond';
const chair = 'chaise-de-bureau-remise-en-etat';

/** Opens the rows; `sign` posts a decision of the steward on an item, and gives the address where it is signed. */
export async function openTownRows(
  services: Services,
  people: Parameters['people'],
  sign: (item: string) => Promise<string>,
): Promise<RowPage[]> {
  const { db, town, storage } = services;
  const ctxOf = (person: Person): Ctx => ({
    db,
    town,
    now: new Date(),
    locale: 'fr',
    actor: { kind: 'user', userId: people[person] },
  });
  const imports = await openImports({ ...ctxOf('seller'), storage, factors: services.rules.current.factors });
  const statement = receiveBankStatement(ctxOf('steward'), 'Date;Libellé;Montant\n23/11/2026;VIR HALLE;12,00\n').id;
  const items = [...Map.groupBy(listQueue(ctxOf('steward')), ({ kind }) => kind).values()].map(([first]) => first!);
  const evidence = items.find(({ kind }) => kind === 'evidence');
  if (!evidence) throw new Error('no evidence waits');
  const signing = await sign(evidence.item);
  const list = createList(ctxOf('buyer'), 'Bureau', { organisationId: null, changedBy: 'buy' });
  const note = noteOf(services, ctxOf('buyer'));
  if (!list.ok || !note.ok) throw new Error('no list or no note');
  return [
    { route: 'account/visits.$visitId', name: 'visit', path: `/visits/${openVisit(ctxOf('seller'))}`, as: 'buyer' },
    ...imports.map(
      ([name, id]): RowPage => ({
        route: 'seller/import.$importId._index',
        name: `import ${name}`,
        path: `/supplier/${slug}/import/${id}`,
        as: 'seller',
      }),
    ),
    {
      route: 'steward/receivables_.$statement',
      name: 'statement',
      path: `/steward/receivables/${statement}`,
      as: 'steward',
    },
    ...items.map(
      ({ kind, item }): RowPage => ({
        route: 'steward/items.$item',
        name: `item ${kind}`,
        path: `/steward/items/${item}`,
        as: 'steward',
      }),
    ),
    { route: 'steward/sign.$decision', name: 'sign', path: signing, as: 'signer' },
    { route: 'buyer/lists.$listId._index', name: 'list', path: `/lists/${list.id}`, as: 'buyer' },
    { route: 'buyer/compare.notes.$noteId', name: 'note', path: `/compare/notes/${note.id}`, as: 'buyer' },
  ];
}

/** A file of ours that was written, one that waits for an answer, and one of which no column is known yet. */
async function openImports(ctx: ImportCtx): Promise<[name: string, id: string][]> {
  const { supplier } = getOwnSupplier(ctx, slug);
  const receive = async (name: string, lines: string) => {
    const received = await receiveFile(ctx, supplier, { name, bytes: Buffer.from(lines) });
    if (!received.ok) throw new Error(`import ${received.reason}`);
    await runImports(ctx);
    return received.importId;
  };
  const head = 'sku;name_fr;description_fr;category;kind;price;vat;unit;stock;lead_days;mass_kg;thing';
  const row = (sku: string, price: string) =>
    `${sku};Tabouret d’atelier;Assise en bois;furniture;reused;${price};20;piece;3;2;4;stool`;
  const written = await receive('a.csv', [head, row('TAB-1', '24'), row('TAB-2', 'x')].join('\n'));
  confirmImport(ctx, getImport(ctx, supplier.id, written));
  await runImports(ctx);
  const preview = await receive('b.csv', [head, row('TAB-3', '25')].join('\n'));
  const mapping = await receive('c.csv', 'Nom;Tarif\nTabouret;24\n');
  return [
    [getImport(ctx, supplier.id, written).state, written],
    [getImport(ctx, supplier.id, preview).state, preview],
    [getImport(ctx, supplier.id, mapping).state, mapping],
  ];
}

function openVisit(ctx: Ctx): string {
  const { supplier } = getOwnSupplier(ctx, slug);
  const [criterion] = listValues(
    ctx.db,
    text,
    'select criterion_id from supplier_facts where supplier_id = ? and retired_at is null',
    supplier.id,
  );
  const suppliers: [string, string] = ['lucie@jardins-de-la-vesle.example', 'hugo@becane-commune.example'];
  const invited = invitePeerVisit(
    ctx,
    supplier,
    { [criterion!]: 50 },
    { suppliers, buyer: 'camille@le-hangar.example' },
    () => true,
  );
  if (!invited.ok) throw new Error(`visit ${invited.reason}`);
  return invited.visitId;
}

function noteOf({ rules }: Services, ctx: Ctx) {
  const reader = { ...ctx, ...rules.current, audience: 'professional', place: ctx.town.hub } as const;
  const comparison = compareOffers(reader, [chair, 'chaise-de-reunion-empilable'], 4);
  return keepNote(ctx, {
    comparison,
    offerId: comparison.offers[0]!.id,
    reason: 'Assise réglable.',
    organisationId: null,
  });
}
