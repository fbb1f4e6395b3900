import type { TownRole } from '#app/domain/accounts/role.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { ButtonForm } from '#app/steward/button-form.tsx';

type Row = { id: string; email: string; role: TownRole; state: string; mayConsent: boolean };

/** Invitations to a role that wait, with what this administrator can do about each. */
export function RoleInvitations({ invitations }: { invitations: Row[] }) {
  const t = useMessages();
  const messages = t.steward.roles;
  if (invitations.length === 0) return null;
  return (
    <section className="panel">
      <h2>{messages.waiting}</h2>
      <ul className="rows">
        {invitations.map(({ id, email, role, state, mayConsent }) => (
          <li key={id} className="row-act">
            <span className="break-words">
              <b>{email}</b>, {messages[role]}, {state}
            </span>
            <span className="flex flex-wrap gap-2">
              {mayConsent && (
                <Act intent="consent" label={messages.consent} about={`${email}, ${messages[role]}`} id={id} />
              )}
              <Act intent="withdraw" label={messages.withdraw} about={`${email}, ${messages[role]}`} id={id} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Act({ intent, label, about, id }: { intent: string; label: string; about: string; id: string }) {
  const t = useMessages();
  return (
    <ButtonForm intent={intent} fields={{ invitation: id }} label={label} describes={`${label}${t.colon}${about}`} />
  );
}
