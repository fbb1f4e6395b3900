import type { HealthLevel, HealthPart } from '#app/health/health-parts.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export type PartRow = {
  part: HealthPart;
  level: HealthLevel;
  /** Sentences about the part, in the reader's language. */
  seen: string[];
  /** The machine's own word for the fault, in English; null for none. */
  word: string | null;
};

/** The parts of the instance, each with its state in a word and what is seen of it. */
export function HealthTable({ title, rows }: { title: string; rows: readonly PartRow[] }) {
  const t = useMessages().health;
  return (
    <DataTable label={title} columns={[t.part, t.state, t.seen].map((name) => ({ name }))}>
      {rows.map(({ part, level, seen, word }) => (
        <tr key={part}>
          <th scope="row">{t.parts[part]}</th>
          <td>
            <span
              className={level === 'ok' ? 'state state-done whitespace-nowrap' : 'state state-care whitespace-nowrap'}
            >
              {t.levels[level]}
            </span>
          </td>
          <td>
            {level !== 'ok' && <p>{t.help[part]}</p>}
            {seen.map((sentence) => (
              <p key={sentence} className={level === 'ok' ? undefined : 'small'}>
                {sentence}
              </p>
            ))}
            {word !== null && (
              <q className="small break-words" lang="en">
                {word}
              </q>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
