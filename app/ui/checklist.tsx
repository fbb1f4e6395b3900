// What is left before opening. Each item says how it is known; what is not done has the button that does it.
import { Form } from '@remix-run/react';
import type { ChecklistItem, ChecklistRow } from '#app/domain/suppliers/checklist.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate } from '#app/i18n/format.ts';

const pages: Partial<Record<ChecklistItem, string>> = {
  identity: '/identity',
  contact: '/identity',
  place: '/place',
  story: '/identity#story',
  delivery: '/delivery',
  offer: '/offers/new',
};

type Props = { rows: ChecklistRow[]; owner: boolean; names: Record<string, string>; slug: string };

export function Checklist({ rows, owner, names, slug }: Props) {
  const t = useMessages();
  const c = t.desk.checklist;
  return (
    <section className="panel" id="checklist">
      <h2>{c.title}</h2>
      <p className="small">{c.left(rows.filter((row) => !row.done).length)}</p>
      <ul className="rows mt-3">
        {rows.map((row) => (
          <li key={row.item} className="row-act">
            <div>
              <p>
                <span className={row.done ? 'state state-done' : 'state'}>{row.done ? c.done : c.todo}</span>
                <b>{c.items[row.item][0]}</b>
              </p>
              <p className="small">
                {c.items[row.item][1]} · <CheckWords row={row} names={names} />
              </p>
            </div>
            {owner && <ItemAct row={row} slug={slug} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function CheckWords({
  row: { kind, check, done },
  names,
}: {
  row: ChecklistRow;
  names: Record<string, string>;
}) {
  const t = useMessages();
  const locale = useLocale();
  const c = t.desk.checklist;
  if (!check) return <>{kind === 'verified' && !done ? c.waits : c.kinds[kind]}</>;
  const [who, when] = [names[check.actor] ?? t.desk.system, formatDate(check.at, locale)];
  if (check.state === 'waived') return <>{c.waivedBy(who, when, check.reason ?? '')}</>;
  return <>{check.state === 'attested' ? c.attestedBy(who, when) : c.verifiedBy(who, when)}</>;
}

function ItemAct({ row, slug }: { row: ChecklistRow; slug: string }) {
  const t = useMessages();
  const c = t.desk.checklist;
  const name = c.items[row.item][0];
  if (row.kind === 'attested')
    return (
      <Form method="post">
        <input type="hidden" name="item" value={row.item} />
        <input type="hidden" name="yes" value={row.done ? '0' : '1'} />
        <button
          type="submit"
          className={row.done ? 'button quiet' : 'button'}
          name="intent"
          value="attest"
          aria-label={`${row.done ? c.takeBack : c.attest}${t.colon}${name}`}
        >
          {row.done ? c.takeBack : c.attest}
        </button>
      </Form>
    );
  if (row.done || row.kind === 'verified') return null;
  return (
    <a className="button" href={`/supplier/${slug}${pages[row.item]}`} aria-label={`${c.go}${t.colon}${name}`}>
      {c.go}
    </a>
  );
}
