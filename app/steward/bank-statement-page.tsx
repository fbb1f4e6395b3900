import type { ColumnRole } from '#app/domain/checkout/bank-columns.ts';
import { columnRoles } from '#app/domain/checkout/bank-columns.ts';
import type { BankStatementState, MatchedLine } from '#app/domain/checkout/bank-statement.ts';
import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import { ButtonForm } from './button-form.tsx';
import { StewardLayout } from './steward-layout.tsx';

type Column = { role: ColumnRole; sample: string[] };
type Page = {
  title: string;
  state: BankStatementState;
  canUndo: boolean;
  entered: number;
  isRead: boolean;
  columns: Column[];
  lines: MatchedLine[];
};

/** Each line of a bank statement as understood, before anything is entered; and how to undo it after. */
export function BankStatementPage({ page }: { page: Page }) {
  const t = useMessages().receivables;
  const toEnter = page.lines.filter(({ verdict }) => verdict === 'enter').length;
  return (
    <StewardLayout title={page.title}>
      <p className="lead">{page.isRead ? t.bank.lead : t.bank.askLead}</p>
      {page.state === 'entered' && (
        <div className="panel grid gap-3">
          <p>{t.entered(page.entered)}</p>
          {page.canUndo && <ButtonForm intent="undo" fields={{}} label={t.bank.undo} />}
        </div>
      )}
      {page.state === 'undone' && <p className="notice">{t.bank.undone}</p>}
      {page.isRead && (
        <PostForm intents={['enter']} className="grid min-w-0 gap-3">
          <Lines lines={page.lines} isOpen={page.state === 'read'} />
          {page.state === 'read' &&
            (toEnter > 0 ? (
              <p>
                <button type="submit" className="button main" name="intent" value="enter">
                  {t.bank.enter}
                </button>
              </p>
            ) : (
              <p className="notice">{t.bank.nothing}</p>
            ))}
        </PostForm>
      )}
      {page.state === 'read' && <Columns columns={page.columns} isRead={page.isRead} />}
      <p>
        <a href="/steward/receivables">{t.bank.back}</a>
      </p>
    </StewardLayout>
  );
}

function Lines({ lines, isOpen }: { lines: MatchedLine[]; isOpen: boolean }) {
  const t = useMessages().receivables.bank;
  const locale = useLocale();
  const { day, label, amount, order, verdict } = t.columns;
  const columns = [{ name: day }, { name: label }, { name: amount, numeric: true }, { name: order }, { name: verdict }];
  const reason = (line: MatchedLine) => (line.fault ? t.faults[line.fault] : t.verdicts[line.verdict]);
  return (
    <DataTable label={t.lines} columns={columns}>
      {lines.map((line) => (
        <tr key={line.key}>
          <td>{line.day ? formatDate(line.day, locale) : '–'}</td>
          <td>
            {line.label} <span className="small">{line.reference}</span>
          </td>
          <td className="n">{line.amountCents === null ? '–' : formatMoney(line.amountCents, locale)}</td>
          <td>{line.orderNumber ?? '–'}</td>
          <td>
            {line.verdict === 'enter' && isOpen ? (
              <label className="check">
                <input type="checkbox" name="line" value={line.key} defaultChecked />
                <span>
                  {t.verdicts.enter}
                  <span className="sr-only"> {t.lineOf(line.row)}</span>
                </span>
              </label>
            ) : (
              reason(line)
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function Columns({ columns, isRead }: { columns: Column[]; isRead: boolean }) {
  const t = useMessages().receivables.bank;
  const kept = Object.fromEntries(columns.map(({ role }, i) => [`column${i}`, role]));
  const form = (
    <PostForm intents={['columns']} kept={kept} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {columns.map(({ sample }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name than its place
          <SelectField key={i} name={`column${i}`} label={t.column(i + 1)} hint={sample.filter(Boolean).join(' · ')}>
            {columnRoles.map((role) => (
              <option key={role} value={role}>
                {t.roles[role]}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
      <p>
        <button type="submit" className="button" name="intent" value="columns">
          {t.readAgain}
        </button>
      </p>
    </PostForm>
  );
  if (!isRead) return <section className="panel grid gap-3">{form}</section>;
  return (
    <details className="panel">
      <summary>{t.misread}</summary>
      {form}
    </details>
  );
}
