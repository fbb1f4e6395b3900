// Steps left before opening. Each shows how it is checked; an open one has its button.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { ChecklistItem, ChecklistRow } from '#app/domain/suppliers/checklist.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { PostForm } from './post-form.tsx';

const pages: Partial<Record<ChecklistItem, string>> = {
  identity: '/identity',
  contact: '/identity',
  place: '/place',
  story: '/identity#story',
  delivery: '/delivery',
  offer: '/offers/new',
  'seller-terms': '/agreements#seller-terms',
  'invoicing-mandate': '/agreements#invoicing-mandate',
};

type Props = { rows: ChecklistRow[]; owner: boolean; names: Record<string, string>; slug: string };

export function Checklist({ rows, owner, names, slug }: Props) {
  const t = useMessages();
  const checklistMessages = t.seller.checklist;
  return (
    <section className="panel" id="checklist">
      <h2>{checklistMessages.title}</h2>
      <p className="small">{checklistMessages.left(rows.filter((row) => !row.done).length)}</p>
      <ul className="rows mt-3">
        {rows.map((row) => (
          <li key={row.item} className="row-act">
            <div>
              <p>
                <span className={row.done ? 'state state-done' : 'state'}>
                  {row.done ? checklistMessages.done : checklistMessages.todo}
                </span>
                <b>{checklistMessages.items[row.item][0]}</b>
              </p>
              <p className="small">
                {checklistMessages.items[row.item][1]} · <CheckLabels row={row} names={names} />
              </p>
            </div>
            {owner && <ItemAct row={row} slug={slug} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function CheckLabels({
  row: { kind, check, done },
  names,
}: {
  row: ChecklistRow;
  names: Record<string, string>;
}) {
  const t = useMessages();
  const locale = useLocale();
  const checklistMessages = t.seller.checklist;
  if (!check) return <>{kind === 'verified' && !done ? checklistMessages.waits : checklistMessages.kinds[kind]}</>;
  const [who, when] = [findOwnValue(names, check.actor) ?? t.seller.system, formatDate(check.at, locale)];
  if (check.state === 'signed') return <>{checklistMessages.signedBy(who, when, check.reason ?? '')}</>;
  if (check.state === 'waived') return <>{checklistMessages.waivedBy(who, when, check.reason ?? '')}</>;
  return (
    <>
      {check.state === 'attested' ? checklistMessages.attestedBy(who, when) : checklistMessages.verifiedBy(who, when)}
    </>
  );
}

function ItemAct({ row, slug }: { row: ChecklistRow; slug: string }) {
  const t = useMessages();
  const checklistMessages = t.seller.checklist;
  const name = checklistMessages.items[row.item][0];
  if (row.kind === 'attested')
    return (
      <PostForm intents={['attest']} hiddenFields={{ item: row.item, yes: row.done ? '0' : '1' }}>
        <button
          type="submit"
          className={row.done ? 'button quiet' : 'button'}
          name="intent"
          value="attest"
          aria-label={`${row.done ? checklistMessages.takeBack : checklistMessages.attest}${t.colon}${name}`}
        >
          {row.done ? checklistMessages.takeBack : checklistMessages.attest}
        </button>
      </PostForm>
    );
  if (row.done || row.kind === 'verified') return null;
  const label = row.kind === 'signed' ? checklistMessages.sign : checklistMessages.go;
  return (
    <a className="button" href={`/supplier/${slug}${pages[row.item]}`} aria-label={`${label}${t.colon}${name}`}>
      {label}
    </a>
  );
}
