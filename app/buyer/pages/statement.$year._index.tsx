import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { StatementPage } from '#app/buyer/statement-page.tsx';
import { statementOf } from '#app/buyer/statement-view.server.ts';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { agecLineKeys } from '#app/domain/catalogue/agec-lines.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { answerPurchase, enterGift, findPurchaseAnswer } from '#app/domain/reporting/declaration-facts.server.ts';
import { type Buyer, listStatementLines, listYears } from '#app/domain/reporting/year-statement.server.ts';
import { viewYear } from '#app/domain/reporting/year-view.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { optionalEuros, requiredText, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';

export const meta = pageMeta;

export const loader = routeHandler('buyer/statement.$year._index', (ctx, { params }: LoaderFunctionArgs) => {
  const { buyer, year } = statementOf(ctx, params.year);
  const { statement, declarations } = viewYear(ctx, buyer, year);
  return {
    title: ctx.t.statement.title(year),
    pageTitle: pageTitle(ctx.t.statement.title(year), { of: buyer.organisation?.name }),
    of: buyer.organisation?.id ?? 'me',
    buyer: buyer.organisation?.name ?? requireUser(ctx).name,
    buyers: listOwnOrganisations(ctx).map(({ id, name }) => ({ id, name })),
    years: listYears(ctx, buyer),
    statement,
    declarations,
    isPublic: buyer.organisation?.kind === 'public',
    hasSiret: Boolean(buyer.organisation?.siret),
    size: ledgerSize(ctx),
  };
});

const answered = z.object({ entry: wholeNumber(0, Number.MAX_SAFE_INTEGER), answer: requiredText(60) });

export const action = formAction('buyer/statement.$year._index', {
  'food-family': { schema: answered, run: (ctx, input, params) => saveAnswer(ctx, params.year, 'family', input) },
  'agec-line': { schema: answered, run: (ctx, input, params) => saveAnswer(ctx, params.year, 'line', input) },
  gift: {
    schema: z.object({ line: z.enum(agecLineKeys, 'choice'), amount: optionalEuros }),
    run: (ctx, input, params) => {
      const { buyer, year } = statementOf(ctx, params.year);
      enterGift(ctx, buyer, year, input.line, input.amount ?? 0);
      return goTo(pathOf(buyer, year), ['saved']);
    },
  },
});

function saveAnswer(
  ctx: RequestContext,
  typedYear: string | undefined,
  kind: 'family' | 'line',
  { entry, answer }: z.output<typeof answered>,
): FormAnswer {
  const { buyer, year } = statementOf(ctx, typedYear);
  const found = findPurchaseAnswer(kind, answer);
  if (!found) return invalidInput({ answer: ctx.t.formErrors.choice });
  answerPurchase(ctx, buyer, listStatementLines(ctx, buyer, year), entry, found);
  return goTo(pathOf(buyer, year), ['saved']);
}

function pathOf({ organisation }: Buyer, year: number): string {
  return `/statement/${year}?of=${organisation?.id ?? 'me'}`;
}

export default function YearStatementPage() {
  return <StatementPage page={useLoaderData<typeof loader>()} />;
}
