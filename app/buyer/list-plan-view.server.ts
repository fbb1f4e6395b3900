// The plan of a list for its page: the wishes of the address, our own plan at once, and the proof as far as it is there.

import { findListPlan, keyOfProblem } from '#app/domain/buying/kept-plans.server.ts';
import type { ListExplanation, ListPlan, WishName } from '#app/domain/buying/list-answer.ts';
import { shownLines } from '#app/domain/buying/list-line.ts';
import { type PlannedList, viewPlan } from '#app/domain/buying/list-plan.server.ts';
import { type ListSupply, supplyList, type UnmetReason } from '#app/domain/buying/list-supply.server.ts';
import { viewListLines } from '#app/domain/buying/list-view.server.ts';
import type { BuyingList } from '#app/domain/buying/lists.server.ts';
import { type ListWishes, prepareList } from '#app/domain/buying/solving/list-problem.ts';
import { planQuickly } from '#app/domain/buying/solving/quick-plan.ts';
import { priceReading, seesComposites } from '#app/domain/scoring/audience.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { basisOf } from '#app/domain/shared/price.ts';
import { isoDay } from '#app/http/form-fields.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** The fields of the page; empty where nothing is wished. */
const wishFields = ['by', 'deliveries', 'share', 'proven', 'mean', 'reused', 'budget'] as const;
export type PlanFields = Record<(typeof wishFields)[number], string>;

export type PlanState = 'proved' | 'waiting' | 'unproved' | 'stopped' | 'impossible' | 'none' | 'looking';
/** `key`: names what the plan is of. `above`: cents that the plan is above the bound at most. All cents excl. VAT. */
export type PlanOfList = {
  key: string;
  fields: PlanFields;
  seesScores: boolean;
  state: PlanState;
  plan: PlannedList | null;
  boundCents: number | null;
  aboveCents: number;
  explanation: ListExplanation;
  /** By the wish, or by the wishes that are dropped: the address of the plan with that change. */
  addresses: { drops: string[]; nearest: [WishName, number, string][] };
  unmet: { line: number; name: string; reason: UnmetReason | null; share: number }[];
};

/** The page of a list's plan. The solver is only asked; the page never waits for it. */
export function viewListPlan(ctx: RequestContext, list: BuyingList): PlanOfList {
  const fields = readFields(ctx.url.searchParams);
  const wishes = wishesOf(ctx, fields);
  const supply = supplyList(ctx, list.lines, { wishes, by: dayOf(ctx, fields.by) });
  const key = keyOfProblem(supply.problem, localDay(ctx.now, ctx.town));
  const found = findPlan(ctx, supply, key, list.id);
  const view = found.plan && viewPlan(ctx, supply, found.plan, basisOf(priceReading(ctx.audience)));
  const address = (changed: Partial<PlanFields>) => addressOf(list.id, { ...fields, ...changed });
  return {
    ...{ key, fields, seesScores: seesComposites(ctx.audience), state: found.state, plan: view },
    boundCents: found.boundCents,
    aboveCents: Math.max(0, (found.plan?.costCents ?? 0) - (found.boundCents ?? 0)),
    explanation: found.explanation,
    addresses: {
      drops: found.explanation.drops.map(({ wishes: dropped }) =>
        address(Object.fromEntries(dropped.map((one) => [one, '']))),
      ),
      nearest: Object.entries(found.explanation.nearest).map(([name, value]) => [
        name as WishName,
        value,
        address({ [name]: fieldOf(name, value) }),
      ]),
    },
    unmet: listUnmet(ctx, list, supply, view),
  };
}

type FoundPlan = {
  state: PlanState;
  plan: ListPlan | null;
  boundCents: number | null;
  explanation: ListExplanation;
};
const noExplanation: ListExplanation = { prices: {}, drops: [], nearest: {} };

function findPlan(ctx: RequestContext, { problem }: ListSupply, key: string, listId: string): FoundPlan {
  const nothing = { boundCents: null, explanation: noExplanation };
  if (problem.needs.length === 0) return { state: 'proved', plan: null, ...nothing };
  const kept = findListPlan(ctx, key);
  const explanation = kept?.explanation ?? noExplanation;
  if (kept?.answer.state === 'proved') return { ...nothing, state: 'proved', plan: kept.answer.plan, explanation };
  if (kept?.answer.state === 'stopped') {
    const { plan, boundCents } = kept.answer;
    return { state: 'stopped', plan, boundCents, explanation };
  }
  if (kept?.answer.state === 'impossible') return { ...nothing, state: 'impossible', plan: null, explanation };
  const { plan, boundCents } = planQuickly(prepareList(problem), problem.wishes);
  if (kept) return { ...nothing, state: plan ? 'unproved' : 'none', plan, boundCents };
  const isAsked = ctx.services.listSolver.ask({ key, problem, asker: listId });
  if (!plan) return { ...nothing, state: isAsked ? 'looking' : 'none', plan: null };
  return { ...nothing, state: isAsked ? 'waiting' : 'unproved', plan, boundCents };
}

function readFields(params: URLSearchParams): PlanFields {
  const value = (name: string) => (params.get(name) ?? '').trim().slice(0, 20);
  return {
    ...{ by: value('by'), deliveries: value('deliveries'), share: value('share'), proven: value('proven') },
    ...{ mean: value('mean'), reused: value('reused'), budget: value('budget') },
  };
}

/** Fields that say no number wish nothing. Scores are wished by those alone who see them. */
function wishesOf({ audience }: Pick<RequestContext, 'audience'>, fields: PlanFields): ListWishes {
  const number = (typed: string, max: number) => {
    const value = Number(typed.replace(',', '.').replace(/[\s\u00a0\u202f]/g, ''));
    return typed === '' || !Number.isFinite(value) || value < 0 || value > max ? undefined : value;
  };
  const deliveries = number(fields.deliveries, 100);
  const budget = number(fields.budget, 1e7);
  const [share, proven, mean] = seesComposites(audience)
    ? [number(fields.share, 100), number(fields.proven, 100) ?? 60, number(fields.mean, 100)]
    : [];
  return {
    ...(deliveries !== undefined && deliveries >= 1 && { deliveries: Math.floor(deliveries) }),
    ...(share &&
      proven !== undefined && { share: { permille: Math.round(share * 10), tenths: Math.round(proven * 10) } }),
    ...(mean && { mean: Math.round(mean * 10) }),
    ...(fields.reused !== '' && { reused: true as const }),
    ...(budget !== undefined && { budget: Math.round(budget * 100) }),
  };
}

/** A day from today on; null for none. */
function dayOf({ now, town }: RequestContext, typed: string): string | null {
  const day = isoDay.safeParse(typed);
  return day.success && day.data >= localDay(now, town) ? day.data : null;
}

/** The value of a wish as its field holds it. */
function fieldOf(name: string, value: number): string {
  if (name === 'deliveries') return String(value);
  return String(name === 'budget' ? value / 100 : value / 10);
}

export function addressOf(listId: string, fields: PlanFields): string {
  const filled = wishFields.flatMap((name) => (fields[name] === '' ? [] : [[name, fields[name]]]));
  return `/lists/${listId}/plan${filled.length > 0 ? `?${new URLSearchParams(filled)}` : ''}`;
}

/** Lines that are in no plan, or in part, in the order of the list. */
function listUnmet(
  ctx: RequestContext,
  list: BuyingList,
  supply: ListSupply,
  view: PlannedList | null,
): PlanOfList['unmet'] {
  const shares = new Map(view?.unmet.map(({ line, share }) => [line, share]));
  const names = new Map(viewListLines(ctx, list).map(({ id, offer, text }) => [id, offer?.name ?? text]));
  return shownLines(list.lines).flatMap(({ id, text }) => {
    const share = supply.unmet.has(id) ? 1 : (shares.get(id) ?? 0);
    const reason = supply.unmet.get(id) ?? (share === 1 ? 'minimum' : null);
    return share > 0 ? [{ line: id, name: names.get(id) || text, reason, share }] : [];
  });
}
