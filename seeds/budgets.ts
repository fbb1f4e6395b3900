// Cost centres of two organisations with the budgets of their years, which their past orders fill.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { requireReferences } from '#app/domain/accounts/required-references.server.ts';
import type { BasketView } from '#app/domain/basket/baskets.server.ts';
import { budgetYear, reviseBudget } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { addCostCentre, listOpenCentres } from '#app/domain/buying/cost-centres.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { OrderReferences } from '#app/domain/shared/order-references.ts';

type Centre = { code: string; name: string; food: boolean; euros: number };
type Centres = { basis: 'net' | 'gross'; centres: readonly Centre[]; references?: Omit<OrderReferences, 'costCentre'> };

/** By the place of the organisation among the hubs. A centre bears what is food, or all the rest. */
const plans: Readonly<Record<number, Centres>> = {
  0: {
    basis: 'net',
    centres: [
      { code: 'TL-10', name: 'Cuisine partagée', food: true, euros: 6000 },
      { code: 'TL-20', name: 'Ateliers et bureaux', food: false, euros: 9000 },
    ],
  },
  3: {
    basis: 'gross',
    centres: [
      { code: '60623', name: 'Cantine', food: true, euros: 14_000 },
      { code: '6067', name: 'Fournitures scolaires', food: false, euros: 4500 },
    ],
    references: { orderNumber: '', engagement: 'EJ2026-0147', serviceCode: 'ECOLE-LOIVRE' },
  },
};

/** Makes the cost centres of the hubs, by the ids of their admins, and allocates last year, this one and the next. */
export function openBudgets(town: Ctx, admins: readonly string[]): void {
  for (const [hub, userId] of admins.entries()) {
    const ctx: Ctx = { ...town, actor: { kind: 'user', userId } };
    const plan = plans[hub];
    const [organisation] = listOwnOrganisations(ctx);
    if (plan && organisation) openCentres(ctx, plan, organisation.id);
  }
}

function openCentres(ctx: Ctx, plan: Centres, organisationId: string): void {
  const thisYear = budgetYear(ctx, ctx.now);
  for (const { code, name, euros } of plan.centres) {
    const added = addCostCentre(ctx, organisationId, { code, name, basis: plan.basis });
    if (!added.ok) throw new Error(`seeds: cost centre ${code} ${added.reason}`);
    for (const year of [thisYear - 1, thisYear, thisYear + 1])
      reviseBudget(ctx, { costCentreId: added.id, year }, euros * 100, `Budget ${year}`);
  }
  if (plan.references) requireReferences(ctx, organisationId, ['serviceCode']);
}

/** The cost centre that bears a basket of a hub, with its references; none for a hub without budgets. */
export function bearerOf(
  ctx: Ctx,
  hub: number,
  organisationId: string,
  { suppliers }: BasketView,
): { costCentreId: string | null; references?: Omit<OrderReferences, 'costCentre'> } {
  const plan = plans[hub];
  if (!plan) return { costCentreId: null };
  const category = suppliers[0]?.lines[0]?.offer.category ?? 'food';
  const isFood = category === 'food' || category === 'meals';
  const code = plan.centres.find(({ food }) => food === isFood)?.code;
  const costCentreId = listOpenCentres(ctx, organisationId).find((centre) => centre.code === code)?.id ?? null;
  return { costCentreId, ...(plan.references && { references: plan.references }) };
}
