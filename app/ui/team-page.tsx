// The people of an organisation or of a supplier: who does what, invitations, handing over and leaving. Without scripts.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field, SelectField } from './field.tsx';
import { PostForm, useRefused } from './post-form.tsx';

type Member = {
  userId: string;
  name: string;
  email: string;
  roles: readonly string[];
  isMe: boolean;
  kept: Record<string, string>;
  shown: string;
};
type Sent = {
  id: string;
  email: string;
  name: string | null;
  roles: readonly string[];
  isOffer: boolean;
  expiresAt: string;
};
export type TeamData = {
  kind: 'organisation' | 'supplier';
  isLead: boolean;
  roles: readonly string[];
  lead: string;
  members: readonly Member[];
  invitations: readonly Sent[];
};

export function TeamPage({ team }: { team: TeamData }) {
  const t = useMessages().teams;
  return (
    <>
      <p className="lead">{t[team.kind].lead}</p>
      <ul className="panel rows">
        {team.members.map((member) => (
          <MemberRow key={member.userId} team={team} member={member} />
        ))}
      </ul>
      {team.invitations.length > 0 && <Invitations team={team} />}
      {team.isLead && <InviteForm team={team} />}
      {team.isLead && <HandOver team={team} />}
      <Leave team={team} />
    </>
  );
}

/** The labels of the roles of this kind of team, in the order of their list. */
function useRoleNames(kind: TeamData['kind']) {
  const { roles } = useMessages().teams;
  const labels: Record<string, readonly string[]> = roles[kind];
  return {
    list: (own: readonly string[]) => own.map((role) => findOwnValue(labels, role)?.[0] ?? role).join(', '),
    of: (role: string) => findOwnValue(labels, role) ?? [role, ''],
  };
}

function MemberRow({ team, member }: { team: TeamData; member: Member }) {
  const messages = useMessages();
  const t = messages.teams;
  const names = useRoleNames(team.kind);
  const hidden = { member: member.userId };
  const isRefused = useRefused(['change', 'remove'], hidden) !== null;
  return (
    <li>
      <p>
        <b>{member.name}</b>
        {member.isMe && ` (${t.you})`}
        <br />
        <span className="small">
          {member.email} · {names.list(member.roles)}
        </span>
      </p>
      {team.isLead && (
        <details className="mt-1" open={isRefused}>
          <summary aria-label={t.changeOf(member.name)}>{t.change}</summary>
          <PostForm
            intents={['change']}
            hiddenFields={hidden}
            kept={member.kept}
            shown={member.shown}
            className="mt-2 grid gap-3"
          >
            <RoleBoxes team={team} legend={t.rolesOf} of={member.userId} />
            <p>
              <button type="submit" className="button" name="intent" value="change">
                {messages.save}
              </button>
            </p>
          </PostForm>
        </details>
      )}
      {team.isLead && !member.isMe && (
        <details className="mt-1">
          <summary aria-label={t.removeOf(member.name)}>{t.remove}</summary>
          <PostForm intents={['remove']} hiddenFields={hidden} className="mt-2 grid justify-items-start gap-3">
            <p className="small">{t.removeWhy(member.name)}</p>
            <button type="submit" className="button quiet" name="intent" value="remove">
              {t.removeNow}
            </button>
          </PostForm>
        </details>
      )}
    </li>
  );
}

function RoleBoxes({ team, legend, of, without }: { team: TeamData; legend: string; of: string; without?: string }) {
  const names = useRoleNames(team.kind);
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {team.roles
        .filter((role) => role !== without)
        .map((role) => (
          <CheckField
            key={role}
            id={`${role}-${of}`}
            name={role}
            label={
              <>
                <b>{names.of(role)[0]}</b> <span className="small font-normal">{names.of(role)[1]}</span>
              </>
            }
          />
        ))}
    </fieldset>
  );
}

function Invitations({ team }: { team: TeamData }) {
  const t = useMessages().teams;
  const names = useRoleNames(team.kind);
  return (
    <section className="panel">
      <h2>{t.pending}</h2>
      <ul className="rows">
        {team.invitations.map((sent) => (
          <li key={sent.id} className="row-act">
            <span>
              <b>{sent.name ?? sent.email}</b>, {sent.isOffer ? t.offered : names.list(sent.roles)},{' '}
              {t.until(sent.expiresAt)}
            </span>
            <PostForm intents={['withdraw']} hiddenFields={{ invitation: sent.id }}>
              <button type="submit" className="button quiet" name="intent" value="withdraw">
                {t.withdraw}
                <span className="sr-only"> {sent.email}</span>
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
    </section>
  );
}

function InviteForm({ team }: { team: TeamData }) {
  const t = useMessages().teams;
  return (
    <PostForm intents={['invite']} className="panel grid max-w-2xl gap-4">
      <h2>{t.invite}</h2>
      <Field name="email" label={t.email} hint={t.inviteHint} type="email" required />
      <RoleBoxes team={team} legend={t.rolesOf} of="invited" />
      <p>
        <button type="submit" className="button main" name="intent" value="invite">
          {t.send}
        </button>
      </p>
    </PostForm>
  );
}

function HandOver({ team }: { team: TeamData }) {
  const t = useMessages().teams;
  const labels = t[team.kind];
  const others = team.members.filter(({ isMe }) => !isMe);
  const refused = useRefused(['offer']);
  return (
    <details className="panel max-w-2xl" open={refused !== null}>
      <summary>
        <b>{labels.handOver}</b>
      </summary>
      <p className="mt-2">{labels.handOverLead}</p>
      {others.length === 0 ? (
        <p className="small">{t.nobodyElse}</p>
      ) : (
        <PostForm intents={['offer']} className="mt-3 grid gap-4">
          <SelectField name="member" label={t.to}>
            {others.map(({ userId, name, email }) => (
              <option key={userId} value={userId}>
                {name}, {email}
              </option>
            ))}
          </SelectField>
          <RoleBoxes team={team} legend={t.keep} of="giver" without={team.lead} />
          <p className="small">{t.keepHint}</p>
          <p>
            <button type="submit" className="button" name="intent" value="offer">
              {t.offer}
            </button>
          </p>
        </PostForm>
      )}
    </details>
  );
}

function Leave({ team }: { team: TeamData }) {
  const t = useMessages().teams;
  const refused = useRefused(['leave']);
  return (
    <details className="panel max-w-2xl" open={refused !== null}>
      <summary>
        <b>{t[team.kind].leave}</b>
      </summary>
      <PostForm intents={['leave']} className="mt-2 grid justify-items-start gap-3">
        <p className="small">{t.leaveWhy}</p>
        <button type="submit" className="button quiet" name="intent" value="leave">
          {t.leaveNow}
        </button>
      </PostForm>
    </details>
  );
}
