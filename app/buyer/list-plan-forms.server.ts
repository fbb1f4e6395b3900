// The forms of a list that is pasted, chosen for and planned: each calls one verb and turns its result into an answer.
import { z } from 'zod';
import type { BuyingLine } from '#app/domain/buying/list-line.ts';
import { maxListLines, shownLines } from '#app/domain/buying/list-line.ts';
import { type BasketBefore, putPlanIntoBasket, takePlanOut } from '#app/domain/buying/list-plan.server.ts';
import { splitList, splitListFile } from '#app/domain/buying/list-text.ts';
import { addLines, getList, mayChangeList, replaceLine } from '#app/domain/buying/lists.server.ts';
import { chooseOffer, readLines } from '#app/domain/buying/read-list.server.ts';
import { parseQuery } from '#app/domain/search/query.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { viewListPlan } from './list-plan-view.server.ts';

type Pasted = { text: string; file: File | null };

/** Adds the lines of a text and of a file, all or none; what was typed stays in a form that is refused. */
export async function pasteLines(ctx: RequestContext, id: string, { text, file }: Pasted): Promise<FormAnswer> {
  const { paste } = ctx.t.listPlan;
  const list = getList(ctx, id);
  if (!mayChangeList(ctx, list)) throw new Forbidden(`list ${id} is changed by others`);
  const fromFile = file ? splitListFile(Buffer.from(await file.arrayBuffer())) : [];
  if (fromFile === null) return invalidInput({ file: paste.workbook });
  const texts = [...splitList(text), ...fromFile];
  if (texts.length === 0) return invalidInput({ text: paste.empty });
  const all = shownLines(list.lines).length + texts.length;
  if (all > maxListLines) return invalidInput({ text: paste.full(all) });
  const added = addLines(ctx, id, await readLines(ctx, marketOf(ctx), texts));
  return added.ok ? goTo(`/lists/${id}`, ['list.read', texts.length]) : invalidInput({ text: paste.full(all) });
}

/** The market's search without filters, for whom the reader buys. */
function marketOf({ services, locale, audience, place }: RequestContext) {
  const settings = { locale, audience, near: place, perPage: 60, maxPerPage: 60 };
  const parsed = parseQuery(new URLSearchParams(), settings);
  if (!parsed.ok) throw new Error(`an empty search is refused: ${parsed.parameter}`);
  return { engine: services.search, query: parsed.query };
}

/** Makes of a line to choose for the thing of the chosen offer. */
export function chooseForLine(ctx: RequestContext, id: string, lineId: number, offerId: number): FormAnswer {
  const line: BuyingLine | undefined = getList(ctx, id).lines.find((one) => one.id === lineId);
  const chosen = line && chooseOffer(ctx, line, offerId);
  if (!chosen) return invalidInput({ offer: ctx.t.formErrors.choice });
  replaceLine(ctx, id, lineId, chosen);
  return goTo(`/lists/${id}`);
}

/** Puts the plan of this address into the basket, if it is still the one that was shown. */
export function putPlan(ctx: RequestContext, id: string, { key, cents }: { key: string; cents: number }): FormRedirect {
  const page = viewListPlan(ctx, getList(ctx, id));
  const back = `${ctx.url.pathname}${ctx.url.search}`;
  if (!page.plan || page.key !== key || page.plan.totals.totalCents !== cents) return goTo(back, ['list.plan-changed']);
  const { basketId, before, left } = putPlanIntoBasket(ctx, page.plan, ctx.basketId);
  const cookies = basketId ? [basketCookie(basketId, ctx.secure)] : [];
  const kept = before.map(({ offerId, packs }) => `${offerId}:${packs}`).join(',');
  return goTo(back, ['list.planned', before.length, left.join(', ').slice(0, 300), kept], cookies);
}

export const packsBefore = z
  .string('text')
  .regex(/^(?:\d{1,12}:\d{1,4}(?:,|$)){1,100}$/)
  .transform(
    (typed): BasketBefore =>
      typed
        .split(',')
        .filter(Boolean)
        .map((one) => ({ offerId: Number(one.split(':')[0]), packs: Number(one.split(':')[1]) })),
  );

export function undoPlan(ctx: RequestContext, before: BasketBefore): FormRedirect {
  takePlanOut(ctx, ctx.basketId, before);
  return goTo(`${ctx.url.pathname}${ctx.url.search}`, ['list.plan-undone']);
}
