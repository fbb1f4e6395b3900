import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { ButtonForm } from './button-form.tsx';

type UndeliveredRow = {
  id: number;
  name: string;
  /** Order number and supplier. */
  about: string;
  refused: boolean;
  canBeSentAgain: boolean;
  attempts: number;
  createdAt: string;
  lastError: string | null;
};

/** Letters that did not leave, with what the mail server answered. */
export function LetterTable({ title, letters }: { title: string; letters: readonly UndeliveredRow[] }) {
  const messages = useMessages().letters;
  const locale = useLocale();
  const { letter, since, state, act } = messages.columns;
  return (
    <DataTable label={title} columns={[letter, since, state, act].map((name) => ({ name }))}>
      {letters.map((one) => (
        <tr key={one.id}>
          <th scope="row">
            {one.name}
            {one.about && <span className="small block">{one.about}</span>}
          </th>
          <td>{formatDateTime(one.createdAt, locale)}</td>
          <td>
            <span className="state state-care">{one.refused ? messages.refused : messages.tried(one.attempts)}</span>
            {one.lastError && (
              <p className="small break-all" lang="en">
                {one.lastError}
              </p>
            )}
          </td>
          <td>
            {one.refused && (
              <div className="flex flex-wrap gap-2">
                {one.canBeSentAgain && (
                  <ButtonForm
                    intent="resend"
                    fields={{ letter: one.id }}
                    label={messages.resend}
                    describes={messages.actOn(messages.resend, one.name, one.about)}
                  />
                )}
                <ButtonForm
                  intent="dismiss"
                  fields={{ letter: one.id }}
                  label={messages.dismiss}
                  describes={messages.actOn(messages.dismiss, one.name, one.about)}
                />
              </div>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
