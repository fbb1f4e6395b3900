import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { canUndo, getBankStatement, previewBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { noFields, tickedList } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { chooseColumns, enterLines, undoStatement } from '#app/steward/bank-statement-actions.server.ts';
import { BankStatementPage } from '#app/steward/bank-statement-page.tsx';

export const meta = pageMeta;

/** Rows that show what is in a column. */
const sampleRows = 5;

export const loader = routeHandler('steward/receivables_.$statement', (ctx, { params }) => {
  const statement = getBankStatement(ctx, params.statement ?? '');
  const { table, lines } = previewBankStatement(ctx, statement);
  const messages = ctx.t.receivables.bank;
  return {
    title: messages.title,
    pageTitle: pageTitle(messages.title, {
      state: messages.states[statement.state],
      of: formatDateTime(statement.createdAt, ctx.locale),
    }),
    state: statement.state,
    canUndo: canUndo(ctx, statement),
    entered: statement.entered.length,
    isRead: statement.roles !== null,
    columns: (statement.roles ?? table.guess).map((role, i) => ({
      role,
      sample: table.rows.slice(0, sampleRows).map((row) => row[i] ?? ''),
    })),
    lines,
  };
});

export const action = formAction('steward/receivables_.$statement', {
  columns: {
    schema: z.object({}).catchall(z.string('text')),
    run: (ctx, fields, { statement }) => chooseColumns(ctx, statement, fields),
  },
  enter: {
    schema: z.object({ line: tickedList }),
    run: (ctx, { line }, { statement }) => enterLines(ctx, statement, line),
  },
  undo: { schema: noFields, run: (ctx, _, { statement }) => undoStatement(ctx, statement) },
});

export default function ReadBankStatement() {
  return <BankStatementPage page={useLoaderData<typeof loader>()} />;
}
