// The forms of a bank statement's page: each function turns the result of one verb into a redirect or a refusal.
import { type ColumnRole, columnRoles } from '#app/domain/checkout/bank-columns.ts';
import { enterBankStatement, setBankColumns, undoBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** The columns as the steward chose them: fields `column0`, `column1` and so on. */
export function chooseColumns(ctx: RequestContext, id: string, fields: Record<string, string>): FormAnswer {
  const roles: ColumnRole[] = [];
  for (let i = 0; Object.hasOwn(fields, `column${i}`); i++)
    roles.push(columnRoles.find((role) => role === fields[`column${i}`]) ?? 'ignored');
  const chosen = setBankColumns(ctx, id, roles);
  if (!chosen.ok && chosen.reason === 'incomplete') return invalidForm(ctx.t.receivables.bank.incomplete);
  return toStatement(id, chosen.ok ? null : ['receivables.statement-changed']);
}

export function enterLines(ctx: RequestContext, id: string, keys: readonly string[]): FormAnswer {
  const answer = enterBankStatement(ctx, id, keys);
  if (answer.ok) return toStatement(id, ['receivables.statement', answer.entered]);
  if (answer.reason === 'none') return invalidForm(ctx.t.receivables.bank.noneChosen);
  return toStatement(id, ['receivables.statement-changed']);
}

export function undoStatement(ctx: RequestContext, id: string): FormAnswer {
  const { ok } = undoBankStatement(ctx, id);
  return toStatement(id, [ok ? 'receivables.statement-undone' : 'receivables.statement-changed']);
}

function toStatement(id: string, flash: Flash | null): FormAnswer {
  return goTo(`/steward/receivables/${id}`, flash);
}
