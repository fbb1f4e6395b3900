// Random histories of one offer: orders, expiries, returns, pages and tables opened and sent later, older files. After
// each step the stock is the sum of its movements and what a plain model says, and no field is lost.
import { expect, test } from 'vitest';
import { createOffer, findBySku, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { moveStock, releaseStock, reserveStock } from '#app/domain/catalogue/stock.server.ts';
import { exportOffers } from '#app/domain/imports/export.server.ts';
import { confirmImport } from '#app/domain/imports/imports.server.ts';
import { runImports } from '#app/domain/imports/run.server.ts';
import { action as tableAction } from '#app/seller/pages/offers._index.tsx';
import { action as offerAction } from '#app/seller/pages/offers.$offerId._index.tsx';
import { generator } from './setup/generator.ts';
import { importSetup, readIn } from './setup/imports.ts';
import { offerOf, openOfferPage, openTable, type Page, sendOfferPage, sendTable } from './setup/offer-forms.ts';
import { repetitions, seed } from './setup/repetitions.ts';

const histories = repetitions('HISTORIES', 100, 10_000);
const stepsOfOne = 14;

type Model = { stock: number; priceCents: number; leadDays: number; description: string };
type Opened = { page: Page; at: Model };

test(`no order is undone and no field is lost in ${histories} histories, seed ${seed}`, {
  timeout: 3_600_000,
}, async () => {
  const d = await importSetup();
  const { town, ctx, supplier } = d;
  // One offer alone, so that a file of it is short.
  const base = asDraft(
    offerOf(town, town.db.$client.prepare(`select id from offers where slug like 'carottes%'`).pluck().get() as number),
  );
  const sku = 'history';
  const id = createOffer(
    ctx,
    supplier,
    // Without a semicolon: the lines of the file are cut at each.
    {
      ...base,
      sku,
      descriptionFr: 'Lavées.',
      descriptionEn: '',
      stock: 0,
      attributes: { tested: 'yes' },
      priceTiers: [],
    },
    'form',
    'live',
  );
  const sum = town.db.$client.prepare('select sum(quantity) from stock_movements where offer_id = ?').pluck();
  const last = town.db.$client
    .prepare('select balance from stock_movements where offer_id = ? order by id desc limit 1')
    .pluck();
  const seen = { sold: 0, refused: 0, conflict: 0, tooLow: 0, returned: 0, typed: 0, imported: 0 };

  const isAllSeen = () => Object.values(seen).every((times) => times > 0);
  // A hundred histories may pass without a rare kind: up to ten times as many then look for it.
  for (let history = 0; history < histories || (history < 10 * histories && !isAllSeen()); history++) {
    town.db.$client.exec('delete from limit_counts'); // quicker than any person
    const below = generator(seed * 20_011 + history);
    moveStock(ctx, id, { kind: 'count', to: below(12) });
    const model: Model = { stock: offerOf(town, id).stock!, ...fieldsNow() };
    const taken = new Map<string, number>();
    let form: Opened | null = null;
    let table: Opened | null = null;
    let file: { text: string; at: Model } | null = null;

    for (let step = 0; step < stepsOfOne; step++) {
      const kind = below(9);
      if (kind <= 1) sell(below(4) + 1, `ord_${history}_${step}`);
      else if (kind === 2) putBack();
      else if (kind === 3) form = { page: openOfferPage(town, id), at: { ...model } };
      else if (kind === 4) table = { page: openTable(town, [id]), at: { ...model } };
      else if (kind === 5) file = { text: exported(), at: { ...model } };
      else if (kind === 6 && form) {
        await sendForm(form);
        form = null;
      } else if (kind === 7 && table) {
        await sendPrices(table);
        table = null;
      } else if (kind === 8 && file) {
        await sendFile(file);
        file = null;
      }
      const offer = offerOf(town, id);
      expect({ stock: offer.stock, ...fieldsNow() }, `history ${history}, step ${step}`).toEqual(model);
      expect([sum.get(id), last.get(id), offer.attributes]).toEqual([model.stock, model.stock, { tested: 'yes' }]);
    }

    function sell(quantity: number, orderId: string): void {
      const fits = quantity <= model.stock;
      expect(reserveStock(ctx, id, quantity, orderId)).toBe(fits);
      if (fits) {
        model.stock -= quantity;
        taken.set(orderId, (taken.get(orderId) ?? 0) + quantity);
      }
      seen[fits ? 'sold' : 'refused']++;
    }

    /** An order expires, is cancelled in part, or is returned; perhaps twice. */
    function putBack(): void {
      const [orderId, quantity] = [...taken][below(taken.size || 1)] ?? [];
      if (orderId === undefined || quantity === undefined) return;
      const asked = below(4) + 1;
      releaseStock(ctx, id, asked, orderId, below(2) ? 'return' : 'release');
      const back = Math.min(asked, quantity);
      model.stock += back;
      taken.set(orderId, quantity - back);
      seen.returned++;
    }

    async function sendForm({ page, at }: Opened): Promise<void> {
      const typed: Record<string, string> = {};
      const wanted: Partial<Model> = {};
      if (below(2)) {
        wanted.priceCents = 100 + below(900);
        typed.price = decimal(wanted.priceCents);
      }
      if (below(2)) {
        wanted.leadDays = below(9);
        typed.lead_days = String(wanted.leadDays);
      }
      if (below(3) === 0) {
        wanted.description = `Lavées, lot ${history}.${below(99)}`;
        typed.description_fr = wanted.description;
      }
      const stock = below(2) ? below(12) : at.stock;
      typed.stock = String(stock);
      await write(
        at,
        wanted,
        stock,
        (choice) => sendOfferPage(town, offerAction, id, page, { ...typed, ...choice }),
        (name) => name,
      );
    }

    async function sendPrices({ page, at }: Opened): Promise<void> {
      const wanted: Partial<Model> = below(2) ? { priceCents: 100 + below(900) } : {};
      const stock = below(2) ? below(12) : at.stock;
      const typed = {
        [`stock_${id}`]: String(stock),
        ...(wanted.priceCents === undefined ? {} : { [`price_${id}`]: decimal(wanted.priceCents) }),
      };
      await write(
        at,
        wanted,
        stock,
        (choice) => sendTable(town, tableAction, page, { ...typed, ...choice }),
        (name) => `${name}_${id}`,
      );
    }

    /** Sends what was typed over the page `at`; a conflict is answered by a choice, and the page is sent once more. */
    async function write(
      at: Model,
      wanted: Partial<Model>,
      stock: number,
      send: (choice: Record<string, string>) => ReturnType<typeof sendTable>,
      fieldOf: (name: string) => string,
    ): Promise<void> {
      const fields = { priceCents: 'price', leadDays: 'lead_days', description: 'description_fr' } as const;
      const names = ['priceCents', 'leadDays', 'description'] as const;
      const typed = names.filter((name) => wanted[name] !== undefined && wanted[name] !== at[name]);
      const conflicts = typed.filter((name) => at[name] !== model[name] && wanted[name] !== model[name]);
      let answer = await send({});
      expect(Object.keys(answer.refused?.conflicts ?? {}).sort()).toEqual(
        conflicts.map((name) => fieldOf(fields[name])).sort(),
      );
      const mine = below(2) === 0;
      if (conflicts.length > 0) {
        seen.conflict++;
        const choice = conflicts.flatMap((name) => {
          const field = fieldOf(fields[name]);
          return [
            [`theirs.${field}`, answer.refused!.conflicts![field]!.seen],
            [`keep.${field}`, mine ? 'mine' : 'theirs'],
          ];
        });
        answer = await send(Object.fromEntries(choice));
      }
      const change = stock - at.stock;
      if (change < 0 && model.stock + change < 0) {
        seen.tooLow++;
        expect(answer.status).toBe(422);
        return;
      }
      expect(answer.status).toBe(303);
      seen.typed++;
      model.stock += change;
      for (const name of typed) if (mine || !conflicts.includes(name)) Object.assign(model, { [name]: wanted[name] });
      if (below(2)) await send({}); // pressed twice; a new conflict is not decided again
    }

    /** A file from an older export: its stock is a difference, its price is what its preview shows. */
    async function sendFile({ text, at }: { text: string; at: Model }): Promise<void> {
      const stock = below(2) ? below(12) : at.stock;
      const [head = '', line = ''] = text.split('\r\n');
      const columns = head.replace('\uFEFF', '').split(';');
      const cells = line.split(';');
      cells[columns.indexOf('stock')] = String(stock);
      const before = { ...model };
      const read = await readIn(d, `${head}\n${cells.join(';')}\n`);
      if (!read.ok) throw new Error(read.reason);
      if (below(3) === 0) sell(1, `ord_${history}_file`);
      if (below(3) === 0) {
        updateOffer(ctx, offerOf(town, id), { leadDays: 10 + below(9) }, 'form');
        model.leadDays = offerOf(town, id).leadDays;
      }
      if (!confirmImport(ctx, read.current())) throw new Error('no preview');
      await runImports(ctx);
      seen.imported++;
      // A stock of which nothing is left to take changes nothing in the preview, and nothing after it.
      if (Math.max(0, before.stock + stock - at.stock) !== before.stock)
        model.stock = Math.max(0, model.stock + stock - at.stock);
      model.priceCents = at.priceCents;
      model.description = at.description;
      if (model.leadDays === before.leadDays) model.leadDays = at.leadDays;
    }
  }

  function fieldsNow() {
    const { priceCents, leadDays, description } = offerOf(town, id);
    return { priceCents, leadDays, description: description.fr };
  }

  function exported(): string {
    const [head, ...lines] = [...exportOffers(ctx, supplier.id)].join('').split('\r\n');
    return `${head}\r\n${lines.find((line) => line.startsWith(`${sku};`))}`;
  }

  expect(findBySku(ctx, supplier.id, [sku])).toHaveLength(1);
  for (const [name, times] of Object.entries(seen)) expect([name, times > 0]).toEqual([name, true]);
});

function decimal(cents: number): string {
  return (cents / 100).toFixed(2).replace('.', ',');
}
