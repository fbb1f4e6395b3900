import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { mappedColumns } from '#app/domain/catalogue/cells.ts';
import { categories, offerKinds, vatRates } from '#app/domain/catalogue/offer.ts';
import { matchThing, type Thing } from '#app/domain/catalogue/things.server.ts';
import {
  cancelImport,
  confirmImport,
  defaultsOf,
  getImport,
  type Import,
  listImportRows,
  maxRows,
  openHead,
  startReading,
} from '#app/domain/imports/imports.server.ts';
import { answerThings, listThingQuestions } from '#app/domain/imports/thing-questions.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { noFields, textFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ImportMapping } from '#app/seller/import-mapping.tsx';
import { rowMessage } from '#app/seller/import-messages.ts';
import { ImportPreview } from '#app/seller/import-preview.tsx';
import { ImportProgress } from '#app/seller/import-progress.tsx';
import { type AskedThing, ImportThings } from '#app/seller/import-things.tsx';
import { thingChoices } from '#app/seller/offer-form.server.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { lacksOffers, lacksRows } from '#app/seller/supplier-budget.server.ts';
import { thingFieldName } from '#app/seller/thing-field.tsx';

export const meta = pageMeta;

const outcomes = ['refuse', 'create', 'change', 'same'] as const;
const perPage = 100;

export const loader = supplierRouteHandler(
  'seller/import.$importId._index',
  async (ctx, { supplier, roles }, { params }) => {
    const offerImport = getImport(ctx, supplier.id, params.importId ?? '');
    const outcome = outcomes.find((known) => known === ctx.url.searchParams.get('outcome'));
    const after = integerParam(ctx.url.searchParams.get('after'), 0, maxRows) ?? 0;
    const shown = ['preview', 'done', 'cancelled'].includes(offerImport.state);
    const rows = shown ? listImportRows(ctx, offerImport.id, { outcome, after, limit: perPage }) : [];
    return {
      ...sellerHeader({ supplier, roles }, offerImport.fileName, { state: ctx.t.imports.states[offerImport.state] }),
      offerImport: publicPart(offerImport),
      head:
        offerImport.state === 'mapping' ? await openHead({ ...ctx, storage: ctx.services.storage }, offerImport) : null,
      defaults: defaultsOf(offerImport, supplier),
      questions: offerImport.state === 'preview' ? questionsOf(ctx, offerImport, supplier) : [],
      things: offerImport.state === 'preview' ? thingChoices(ctx) : [],
      outcome: outcome ?? null,
      next: rows.length === perPage ? rows.at(-1)!.row : null,
      rows: rows.map((row) => ({
        row: row.row,
        sku: row.sku,
        name: row.name,
        outcome: row.outcome,
        messages: rowMessage(row, ctx.t, ctx.locale),
      })),
    };
  },
);

function questionsOf(ctx: RequestContext, offerImport: Import, supplier: OwnSupplier['supplier']): AskedThing[] {
  const nameOf = ({ name }: Thing) => translated(name, ctx.locale);
  return listThingQuestions(ctx, offerImport, defaultsOf(offerImport, supplier)).map(
    ({ term, rows, example, meant, answer }) => {
      return { term, rows, example, meant: meant.map(nameOf), answer: answer ? nameOf(answer) : '' };
    },
  );
}

function publicPart({ fileKey: _, createdBy: _c, supplierId: _s, ...offerImport }: Import) {
  return offerImport;
}

const saleStates = ['live', 'draft'] as const;
/** The defaults, and for each column of ours (`map_price`) the header of the file that it is read from. */
const mapping = z
  .object({
    kind: z.enum(offerKinds, 'choice'),
    category: z.enum(categories, 'choice'),
    vat: z.enum(vatRates.map(String), 'choice'),
    status: z.enum(saleStates, 'choice'),
  })
  .catchall(z.string('text'));

/**
 * Each step is a guarded transition: pressed twice or too late, it changes nothing and the page shows the current
 * state.
 */
export const action = supplierFormAction('seller/import.$importId._index', {
  read: { schema: mapping, run: (ctx, own, input, { importId }) => readFile(ctx, own, importId, input) },
  things: { schema: textFields, run: (ctx, own, input, { importId }) => answer(ctx, own, importId, input) },
  confirm: { schema: noFields, run: (ctx, own, _, { importId }) => confirm(ctx, own, importId) },
  cancel: { schema: noFields, run: (ctx, own, _, { importId }) => cancel(ctx, own, importId) },
});

function readFile(ctx: RequestContext, own: OwnSupplier, importId: string, input: z.infer<typeof mapping>) {
  const { kind, category, vat, status } = input;
  const mapped = mappedColumns.flatMap((column) => {
    const header = input[`map_${column}`];
    return header ? [[column, header] as const] : [];
  });
  const defaults = { '=kind': kind, '=category': category, '=vat': vat, '=status': status };
  const asked = { ...Object.fromEntries(mapped), ...defaults };
  const offerImport = getImport(ctx, own.supplier.id, importId);
  const started = startReading(ctx, offerImport, asked, () => !lacksRows(ctx, own.supplier));
  if (started.ok) return toImport(own, importId);
  const { imports, limits } = ctx.t;
  return invalidForm(started.reason === 'rows' ? limits.budgets.refused.rows : imports.refusals.busy, 409);
}

/** The typed things, by `thing_` and the word that they answer. */
function answer(ctx: RequestContext, own: OwnSupplier, importId: string, input: Record<string, string>): FormAnswer {
  const offerImport = getImport(ctx, own.supplier.id, importId);
  const errors = new Map<string, string>();
  const answers = new Map<string, string | null>();
  for (const { term } of listThingQuestions(ctx, offerImport, defaultsOf(offerImport, own.supplier))) {
    const typed = findOwnValue(input, thingFieldName(term))?.trim();
    const thing = typed ? matchThing(typed) : null;
    if (thing === undefined) errors.set(thingFieldName(term), ctx.t.imports.things.unknown);
    else if (typed !== undefined) answers.set(term, thing);
  }
  if (errors.size > 0) return invalidInput(Object.fromEntries(errors));
  answerThings(ctx, offerImport, answers);
  return toImport(own, importId);
}

function confirm(ctx: RequestContext, own: OwnSupplier, importId: string): FormAnswer {
  const offerImport = getImport(ctx, own.supplier.id, importId);
  return inTransaction(ctx, () => {
    const { refused } = ctx.t.limits.budgets;
    if (lacksOffers(ctx, own.supplier, offerImport.toCreate)) return invalidForm(refused.offers);
    confirmImport(ctx, offerImport);
    return toImport(own, importId);
  });
}

async function cancel(ctx: RequestContext, own: OwnSupplier, importId: string) {
  const offerImport = getImport(ctx, own.supplier.id, importId);
  await cancelImport({ ...ctx, storage: ctx.services.storage }, offerImport);
  return toImport(own, importId);
}

function toImport({ supplier }: OwnSupplier, importId: string) {
  return goTo(`/supplier/${supplier.slug}/import/${importId}`);
}

export default function ImportPage() {
  const { supplier, offerImport, head, defaults, questions, things, outcome, next, rows } =
    useLoaderData<typeof loader>();
  const messages = useMessages().imports;
  const working = offerImport.state === 'reading' || offerImport.state === 'writing';
  const [problem, at] = (offerImport.problem ?? '').split(' ');
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">
        {messages.recognised(messages.formats[offerImport.format], offerImport.encoding)} ·{' '}
        {messages.states[offerImport.state]}
      </p>
      {offerImport.state === 'mapping' && head && (
        <ImportMapping offerImport={offerImport} head={head} defaults={defaults} />
      )}
      {working && <ImportProgress offerImport={offerImport} />}
      {offerImport.state === 'failed' && (
        <p className="notice care" role="alert">
          {messages.failed(
            `${findOwnValue(messages.problems, problem) ?? messages.problems.unreadable}${at ? ` (${messages.row.toLowerCase()} ${at})` : ''}`,
            offerImport.rowsWritten,
          )}
        </p>
      )}
      {questions.length > 0 && <ImportThings questions={questions} things={things} />}
      {(offerImport.state === 'preview' || offerImport.state === 'done' || offerImport.state === 'cancelled') && (
        <ImportPreview offerImport={offerImport} slug={supplier.slug} rows={rows} outcome={outcome} next={next} />
      )}
    </SellerLayout>
  );
}
