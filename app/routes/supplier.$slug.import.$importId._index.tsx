import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { columns } from '#app/domain/catalogue/cells.ts';
import { categories, kinds, vatRates } from '#app/domain/catalogue/offer.ts';
import {
  cancelImport,
  confirmImport,
  defaultsOf,
  getImport,
  type Import,
  listImportRows,
  mostRows,
  openHead,
  startReading,
} from '#app/domain/imports/imports.server.ts';
import type { Stall } from '#app/domain/suppliers/members.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { rowWords } from '#app/http/import-words.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { wholeIn } from '#app/http/whole-in.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';
import { ImportMapping } from '#app/ui/import-mapping.tsx';
import { ImportPreview } from '#app/ui/import-preview.tsx';
import { ImportProgress } from '#app/ui/import-progress.tsx';

export const meta = titled;

const outcomes = ['refuse', 'create', 'change', 'same'] as const;
const perPage = 100;

export const loader = answerStall('supplier.$slug.import.$importId._index', async (visit, { supplier }, { params }) => {
  const held = getImport(visit, supplier.id, params.importId ?? '');
  const outcome = outcomes.find((known) => known === visit.url.searchParams.get('outcome'));
  const after = wholeIn(visit.url.searchParams.get('after'), 0, mostRows) ?? 0;
  const shown = ['preview', 'done', 'cancelled'].includes(held.state);
  const rows = shown ? listImportRows(visit, held.id, { outcome, after, limit: perPage }) : [];
  return {
    ...stallHead(supplier, held.fileName),
    held: publicPart(held),
    head: held.state === 'mapping' ? await openHead({ ...visit, storage: visit.hall.storage }, held) : null,
    defaults: defaultsOf(held, supplier),
    outcome: outcome ?? null,
    next: rows.length === perPage ? rows.at(-1)!.row : null,
    rows: rows.map((row) => ({
      row: row.row,
      sku: row.sku,
      name: row.name,
      outcome: row.outcome,
      words: rowWords(row, visit.t, visit.locale),
    })),
  };
});

function publicPart({ fileKey: _, createdBy: _c, supplierId: _s, ...held }: Import) {
  return held;
}

const back = (stall: Stall, id: string) => redirect(`/supplier/${stall.supplier.slug}/import/${id}`, 303);
const own = (visit: Visit, { supplier }: Stall, params: Record<string, string | undefined>) =>
  getImport(visit, supplier.id, params.importId ?? '');

/** Each step is a guarded move: pressed twice, or too late, it changes nothing and shows where things stand. */
export const action = actStall('supplier.$slug.import.$importId._index', {
  read(visit, stall, form, { params }) {
    const held = own(visit, stall, params);
    const mapped = columns.flatMap((column) => {
      const header = form.get(`map_${column}`);
      return typeof header === 'string' && header ? [[column, header] as const] : [];
    });
    const chosen = (name: string, known: readonly (string | number)[]) =>
      known.map(String).find((value) => value === form.get(name));
    startReading(visit, held, {
      ...Object.fromEntries(mapped),
      '=kind': chosen('kind', kinds) ?? 'new',
      '=category': chosen('category', categories) ?? stall.supplier.trade,
      '=vat': chosen('vat', vatRates) ?? (stall.supplier.vatRegime === 'franchise' ? '0' : '2000'),
      '=status': chosen('status', ['live', 'draft']) ?? 'live',
    });
    return back(stall, held.id);
  },
  confirm(visit, stall, _form, { params }) {
    const held = own(visit, stall, params);
    confirmImport(visit, held);
    return back(stall, held.id);
  },
  async cancel(visit, stall, _form, { params }) {
    const held = own(visit, stall, params);
    await cancelImport({ ...visit, storage: visit.hall.storage }, held);
    return back(stall, held.id);
  },
});

export default function ImportPage() {
  const { stall, held, head, defaults, outcome, next, rows } = useLoaderData<typeof loader>();
  const i = useMessages().importDesk;
  const working = held.state === 'reading' || held.state === 'writing';
  const [problem, at] = (held.problem ?? '').split(' ');
  return (
    <Desk stall={stall}>
      <p className="lead">
        {i.recognised(i.formats[held.format], held.encoding)} · {i.states[held.state]}
      </p>
      {held.state === 'mapping' && head && <ImportMapping held={held} head={head} defaults={defaults} />}
      {working && <ImportProgress held={held} />}
      {held.state === 'failed' && (
        <p className="notice care" role="alert">
          {i.failed(
            `${i.problems[problem!] ?? i.problems.unreadable}${at ? ` (${i.row.toLowerCase()} ${at})` : ''}`,
            held.rowsWritten,
          )}
        </p>
      )}
      {(held.state === 'preview' || held.state === 'done' || held.state === 'cancelled') && (
        <ImportPreview held={held} slug={stall.slug} rows={rows} outcome={outcome} next={next} />
      )}
    </Desk>
  );
}
