// The people of a session: a list to print, and once it has begun who was there.
import { useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { CheckField, Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

type Participant = {
  key: string;
  number: string;
  seat: number;
  name: string;
  present: boolean;
  buyerName: string;
  contactName: string;
  contactEmail: string;
  contactPhone: string;
};
type Props = { participants: readonly Participant[] };

export function ParticipantTable({ participants }: Props) {
  const { columns, open } = useMessages().sessions.list;
  return (
    <DataTable
      label={open}
      columns={[
        { name: columns.name },
        { name: columns.order },
        { name: columns.seat, numeric: true },
        { name: columns.buyer },
        { name: columns.contact },
      ]}
    >
      {participants.map((guest) => (
        <tr key={guest.key}>
          <td>{guest.name || '–'}</td>
          <td>{guest.number}</td>
          <td className="n">{guest.seat}</td>
          <td>{guest.buyerName}</td>
          <td>{[guest.contactName, guest.contactPhone, guest.contactEmail].filter(Boolean).join(', ')}</td>
        </tr>
      ))}
    </DataTable>
  );
}

export function ParticipantForm({ participants }: Props) {
  const { list } = useMessages().sessions;
  const kept = Object.fromEntries(
    participants.flatMap(({ key, name, present }) => [
      [`name.${key}`, name],
      [`present.${key}`, present ? '1' : ''],
    ]),
  );
  return (
    <PostForm intents={['presence']} kept={kept} className="grid gap-4">
      <p className="small">{list.presenceLead}</p>
      <ul className="grid gap-4">
        {participants.map(({ key, number, seat, name, buyerName }) => (
          <li key={key} className="grid items-end gap-2 sm:grid-cols-2">
            <Field name={`name.${key}`} label={list.nameOf(number, seat)} maxLength={120} optional={false} />
            <CheckField name={`present.${key}`} value="1" label={list.present(name || buyerName)} />
          </li>
        ))}
      </ul>
      <button type="submit" className="button main justify-self-start" name="intent" value="presence">
        {list.save}
      </button>
    </PostForm>
  );
}
