import { useLoaderData } from '@remix-run/react';
import { asvsVerdicts, countVerdicts } from '#app/domain/shared/asvs.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { listAsvsRows } from '#app/town/asvs-rows.server.ts';
import { TextPage } from '#app/town/text-page.tsx';

export const meta = pageMeta;

/** The open rows come first: a reader looks for them. */
const shownVerdicts = [...asvsVerdicts].reverse();

export const loader = routeHandler('town/security._index', ({ t, town }) => {
  const rows = listAsvsRows();
  return {
    title: t.asvsPage.title,
    contact: town.contact.email,
    counts: countVerdicts(rows),
    groups: shownVerdicts.map((verdict) => ({ verdict, rows: rows.filter((row) => row.verdict === verdict) })),
  };
});

export default function AsvsPage() {
  const { contact, counts, groups } = useLoaderData<typeof loader>();
  const { title, lead, sections, verdicts, language, level } = useMessages().asvsPage;
  return (
    <TextPage page={{ title, lead: lead(counts), sections: sections(contact) }}>
      <p className="small mt-4">{language}</p>
      {groups.map(({ verdict, rows }) => (
        <section key={verdict} className="mt-6">
          <h2>{verdicts[verdict](rows.length)}</h2>
          <ul className="small mt-2">
            {rows.map((row) => (
              <li key={row.id}>
                {row.id}, {level(row.level)} :{' '}
                <span lang="en">{row.shown_by ? `${row.note} (${row.shown_by})` : row.note}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </TextPage>
  );
}
