import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { PasskeyList } from '#app/account/passkey-list.tsx';
import { SessionList } from '#app/account/session-list.tsx';
import {
  addPasskey,
  listOwnPasskeys,
  offerNewPasskey,
  removePasskey,
  renamePasskey,
} from '#app/domain/accounts/passkeys.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { endOtherSessions, endOwnSession, listOwnSessions } from '#app/domain/accounts/sessions.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { noFields, optionalText, requiredText, rowId, typedAssertion } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.security', async (ctx) => {
  const party = findRelyingParty(ctx.services.env.origin);
  return {
    title: ctx.t.security.title,
    sessions: listOwnSessions(ctx, ctx.sessionId ?? ''),
    passkeys: listOwnPasskeys(ctx),
    options: party && JSON.stringify(await offerNewPasskey(ctx, party, requireUser(ctx), ctx.sessionId ?? '')),
  };
});

const path = '/account/security';
/** The id of a credential, which its authenticator chose: at most 1,023 bytes. */
const passkeyId = requiredText(1400);

export const action = formAction('account/account_.security', {
  end: {
    schema: z.object({ session: rowId }),
    run: (ctx, { session }) => {
      endOwnSession(ctx, session);
      return goTo(path, ['session.ended']);
    },
  },
  'end-others': {
    schema: noFields,
    run: (ctx) => {
      endOtherSessions(ctx, ctx.sessionId ?? '');
      return goTo(path, ['session.others-ended']);
    },
  },
  'add-passkey': { schema: z.object({ name: optionalText(60), assertion: typedAssertion }), run: storePasskey },
  'rename-passkey': {
    schema: z.object({ passkey: passkeyId, name: requiredText(60) }),
    run: (ctx, { passkey, name }) => {
      renamePasskey(ctx, passkey, name);
      return goTo(path, ['passkey.named']);
    },
  },
  'remove-passkey': {
    schema: z.object({ passkey: passkeyId }),
    run: (ctx, { passkey }) => {
      const removed = removePasskey(ctx, passkey);
      return removed.ok ? goTo(path, ['passkey.removed']) : invalidForm(ctx.t.security.passkeys.refused['last-way-in']);
    },
  },
});

async function storePasskey(
  ctx: RequestContext,
  { name, assertion }: { name: string; assertion: string },
): Promise<FormAnswer> {
  const party = findRelyingParty(ctx.services.env.origin);
  const { passkeys } = ctx.t.security;
  if (!party) return invalidForm(passkeys.none);
  const given = name || passkeys.unnamed;
  const added = await addPasskey(ctx, party, ctx.sessionId ?? '', { name: given, credential: assertion });
  return added.ok ? goTo(path, ['passkey.added']) : invalidForm(passkeys.refused[added.reason]);
}

export default function SecurityPage() {
  const { title, sessions, passkeys, options } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <h1>{title}</h1>
        <p className="mt-2">
          <a href="/account">{t.nav.account}</a>
        </p>
      </div>
      <SessionList sessions={sessions} />
      <PasskeyList passkeys={passkeys} options={options} />
    </div>
  );
}
