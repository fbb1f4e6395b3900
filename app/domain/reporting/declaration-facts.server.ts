// Statements of people for the declarations of public buyers: answers about purchases that no table decides, gifts, and
// shares of the annex. Owns purchase_answers, declared_gifts and agec_shares.

import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import { findPublicFacts } from '#app/domain/accounts/public-organisations.server.ts';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { type AgecLine, agecLineKeys } from '#app/domain/catalogue/agec-lines.ts';
import { type FoodFamily, foodFamilies } from '#app/domain/catalogue/food.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { certificatesMark, listCertificates } from '#app/domain/suppliers/certificates.server.ts';
import { preparedSql } from '#db/client.ts';
import { getRow, integer, listRows, nullable, text } from '#db/rows.ts';
import { type AskedShares, type DeclaringBuyer, declaresAgec } from './agec.ts';
import type { askedFoodShares } from './canteen-food.ts';
import type { FoodFacts } from './declared-food.ts';
import type { AgecFacts } from './declared-goods.ts';
import { moveYears } from './kept-years.server.ts';
import { sameGoods } from './reached-share.ts';
import { type StatementLine, yearStart } from './statement-lines.server.ts';

/** The organisation that declares; null for a person, who declares nothing. */
type Declarer = { organisation: Pick<Organisation, 'id' | 'insee'> | null };
export type DeclarationFacts = { agec: AgecFacts; food: FoodFacts; declares: boolean; canteenSiret: string | null };

/** Everything that the declarations of a buyer's year rest on beside its entries. */
export function declarationFacts(
  ctx: Pick<Ctx, 'db'>,
  { organisation }: Declarer,
  year: number,
  lines: readonly StatementLine[],
): DeclarationFacts {
  const stated = organisation ? findPublicFacts(ctx, organisation.id) : { nature: null, canteenSiret: null };
  const answers = listAnswers(ctx, lines);
  const buyer: DeclaringBuyer = stated.nature ?? 'other';
  return {
    agec: { answers, gifts: organisation ? listGifts(ctx, organisation.id, year) : [], shares: listAgecShares(ctx) },
    food: {
      answers,
      certificates: listCertificates(ctx, new Set(lines.map(({ supplierId }) => supplierId))),
      where: foodPlace(buyer, organisation?.insee ?? ''),
    },
    declares: declaresAgec(buyer),
    canteenSiret: stated.canteenSiret,
  };
}

/** The place whose shares of food are asked: by the commune, and for the State and its establishments everywhere on the mainland. */
export function foodPlace(buyer: DeclaringBuyer, insee: string): keyof typeof askedFoodShares {
  const overseas: Record<string, keyof typeof askedFoodShares> = {
    971: 'overseas',
    972: 'overseas',
    973: 'overseas',
    974: 'overseas',
    975: 'saint-pierre-et-miquelon',
    976: 'mayotte',
    978: 'overseas',
  };
  const there = new Map(Object.entries(overseas)).get(insee.slice(0, 3));
  return there ?? (buyer === 'state' || buyer === 'national-establishment' ? 'state' : 'mainland');
}

const answer = { key: text, foodFamily: nullable(text), agecLine: nullable(text) };

function listAnswers({ db }: Pick<Ctx, 'db'>, lines: readonly StatementLine[]) {
  const rows = listRows(
    db,
    answer,
    `select order_id || ' ' || line as key, food_family as foodFamily, agec_line as agecLine
     from purchase_answers
     where order_id in (select value from json_each(?))`,
    JSON.stringify([...new Set(lines.map(({ entry }) => entry.order))]),
  );
  return new Map(rows.map(({ key, ...answered }) => [key, answered]));
}

function listGifts({ db }: Pick<Ctx, 'db'>, organisationId: string, year: number) {
  return listRows(
    db,
    { agecLine: text, cents: integer },
    'select agec_line as agecLine, cents from declared_gifts where organisation_id = ? and year = ?',
    organisationId,
    year,
  );
}

const share = { line: text, from: integer, reuse: nullable(integer), recycled: nullable(integer), source: text };

/** The shares that stewards entered, by line and year. */
export function listAgecShares({ db }: Pick<Ctx, 'db'>): (AskedShares & { line: string; source: string })[] {
  return listRows(
    db,
    share,
    `select agec_line as line, from_year as "from", reuse, recycled, source
     from agec_shares
     order by agec_line, from_year`,
  );
}

/** `outside` of a canteen; `none`: no line of the article. */
export type PurchaseAnswer = { foodFamily: FoodFamily | 'outside' } | { agecLine: AgecLine | 'none' };

/** Answers for all lines of the year that are the same goods of the same supplier as the entry at `index`. */
export function answerPurchase(
  ctx: Ctx,
  { organisation }: Declarer,
  lines: readonly StatementLine[],
  index: number,
  answered: PurchaseAnswer,
): void {
  const by = requireUserId(ctx);
  if (!organisation) throw new Forbidden('organisations alone declare');
  const asked = lines.find((line) => line.index === index);
  if (!asked) throw new NotFound(`entry ${index}`);
  const same = lines.filter((line) => sameGoods(line) === sameGoods(asked));
  const column = 'foodFamily' in answered ? 'food_family' : 'agec_line';
  const upserts = {
    food_family: `insert into purchase_answers (order_id, line, food_family, answered_by, answered_at)
      select json_extract(value, '$[0]'), json_extract(value, '$[1]'), ?, ?, ? from json_each(?) where true
      on conflict (order_id, line) do update
      set food_family = excluded.food_family, answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
    agec_line: `insert into purchase_answers (order_id, line, agec_line, answered_by, answered_at)
      select json_extract(value, '$[0]'), json_extract(value, '$[1]'), ?, ?, ? from json_each(?) where true
      on conflict (order_id, line) do update
      set agec_line = excluded.agec_line, answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
  };
  inTransaction(ctx, ({ db }) => {
    preparedSql(db, upserts[column]).run(
      'foodFamily' in answered ? answered.foodFamily : answered.agecLine,
      by,
      isoUtc(ctx.now),
      JSON.stringify(same.map(({ entry }) => [entry.order, entry.line])),
    );
    moveYears(ctx, { side: 'buyer', id: organisation.id }, yearStart(ctx, Number(asked.paidOn.slice(0, 4))));
    recordAudit(ctx, `answerPurchase:${column}`, `${asked.entry.order} ${asked.entry.line}`);
  });
}

/** The value of the goods given to an organisation in a year, in cents; 0 takes the gift away. */
export function enterGift(ctx: Ctx, { organisation }: Declarer, year: number, agecLine: AgecLine, cents: number): void {
  const by = requireUserId(ctx);
  if (!organisation) throw new Forbidden('organisations alone declare');
  inTransaction(ctx, ({ db }) => {
    if (cents === 0)
      preparedSql(db, 'delete from declared_gifts where organisation_id = ? and year = ? and agec_line = ?').run(
        organisation.id,
        year,
        agecLine,
      );
    else
      preparedSql(
        db,
        `insert into declared_gifts (organisation_id, year, agec_line, cents, entered_by, entered_at)
         values (?, ?, ?, ?, ?, ?)
         on conflict (organisation_id, year, agec_line) do update
         set cents = excluded.cents, entered_by = excluded.entered_by, entered_at = excluded.entered_at`,
      ).run(organisation.id, year, agecLine, cents, by, isoUtc(ctx.now));
    moveYears(ctx, { side: 'buyer', id: organisation.id }, yearStart(ctx, year));
    recordAudit(ctx, `enterGift:${year}:${agecLine}`, organisation.id);
  });
}

/** Deletes the gifts that an organisation declared, in the caller's transaction. */
export function eraseGifts({ db }: Pick<Ctx, 'db'>, organisationId: string): void {
  preparedSql(db, 'delete from declared_gifts where organisation_id = ?').run(organisationId);
}

/** Enters the shares of a line that stand in the annex, from a year on, in whole percent, with where they were read. */
export function enterAgecShare(ctx: Ctx, entered: AskedShares & { line: AgecLine; source: string }): void {
  requireRole(ctx, 'steward');
  const by = requireUserId(ctx);
  inTransaction(ctx, ({ db }) => {
    preparedSql(
      db,
      `insert into agec_shares (agec_line, from_year, reuse, recycled, source, entered_by, entered_at)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (agec_line, from_year) do update
       set reuse = excluded.reuse, recycled = excluded.recycled, source = excluded.source,
         entered_by = excluded.entered_by, entered_at = excluded.entered_at`,
    ).run(entered.line, entered.from, entered.reuse, entered.recycled, entered.source, by, isoUtc(ctx.now));
    recordAudit(ctx, `enterAgecShare:${entered.from}`, entered.line);
  });
}

const mark = { changed: nullable(text), count: integer };

/** Changes with what the declarations of a buyer rest on beside its entries, its answers and its gifts, which move its years. */
export function declarationMark(ctx: Pick<Ctx, 'db'>, { organisation }: Declarer): string {
  if (!organisation) return '';
  const shares = getRow(ctx.db, mark, 'select max(entered_at) as changed, count(*) as count from agec_shares');
  return JSON.stringify([organisation.insee, findPublicFacts(ctx, organisation.id), shares, certificatesMark(ctx)]);
}

/** Whether a posted word is a family or a line of the tables; null for another one. */
export function findPurchaseAnswer(kind: 'family' | 'line', word: string): PurchaseAnswer | null {
  if (kind === 'family') {
    const foodFamily = word === 'outside' ? word : foodFamilies.find((one) => one === word);
    return foodFamily ? { foodFamily } : null;
  }
  const agecLine = word === 'none' ? word : agecLineKeys.find((one) => one === word);
  return agecLine ? { agecLine } : null;
}
