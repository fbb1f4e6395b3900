import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { NewRule } from '#app/buyer/new-rule.tsx';
import { readRule, ruleForm, ruleSentence } from '#app/buyer/rule-form.server.ts';
import { organisationTeam, requireMembership } from '#app/domain/accounts/memberships.server.ts';
import { getOwnOrganisation } from '#app/domain/accounts/organisations.server.ts';
import { holdsMembershipRole } from '#app/domain/accounts/role.ts';
import { listTeam } from '#app/domain/accounts/teams.server.ts';
import { delegateApprovals, endDelegation, listDelegations } from '#app/domain/buying/delegations.server.ts';
import { findPolicy, listPolicyVersions, type PolicyRefusal, savePolicy } from '#app/domain/buying/policies.server.ts';
import type { PolicyRule } from '#app/domain/buying/purchase-policy.ts';
import type { Tolerance } from '#app/domain/buying/request-total.ts';
import { dayNumber, edge, quarterStart } from '#app/domain/calendar/civil-time.ts';
import { addDays } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { isoDay, optionalEuros, rowId, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/requests.rules.$organisationId', (ctx, { params }) => {
  const { id, name } = getOwnOrganisation(ctx, params.organisationId ?? '');
  const { locale } = ctx;
  const people = listTeam(ctx, organisationTeam(id)).map((one) => ({ id: one.userId, name: one.name }));
  const names = new Map(people.map((person) => [person.id, person.name]));
  const policy = findPolicy(ctx, id);
  const [latest] = listPolicyVersions(ctx, id);
  const me = requireUser(ctx).id;
  const t = ctx.t.requests.rules;
  return {
    title: t.title(name),
    isAdmin: holdsMembershipRole(requireMembership(ctx, id), 'admin'),
    version: policy?.version ?? 0,
    versionText: latest ? t.version(latest.version, formatDate(latest.at, locale)) : null,
    rules: (policy?.rules ?? []).map((rule) => ({ id: rule.id, text: ruleSentence(ctx, rule, names) })),
    tolerance: { permille: policy?.tolerance.permille ?? 20, cents: policy?.tolerance.cents ?? 1000 },
    people,
    others: people.filter((person) => person.id !== me),
    away: listDelegations(ctx, id)
      .filter(({ person }) => person === me)
      .map((one) => ({
        id: one.id,
        text: t.awaySentence(
          names.get(one.toPerson) ?? '',
          formatDate(one.fromAt, locale),
          formatDate(one.untilAt, locale),
        ),
      })),
  };
});

const version = wholeNumber(0, 999_999);

export const action = formAction('buyer/requests.rules.$organisationId', {
  add: {
    schema: ruleForm,
    run: (ctx, form, { organisationId }) => {
      const read = readRule(ctx, form);
      if ('errors' in read) return invalidInput(read.errors);
      return save(ctx, organisationId, form.version, ({ rules }) => ({ rules: [...rules, read.rule] }));
    },
  },
  remove: {
    schema: z.object({ version, rule: rowId }),
    run: (ctx, form, { organisationId }) =>
      save(ctx, organisationId, form.version, ({ rules }) => ({ rules: rules.filter(({ id }) => id !== form.rule) })),
  },
  tolerance: {
    schema: z.object({ version, permille: wholeNumber(0, 1000), cents: optionalEuros }),
    run: (ctx, { permille, cents, ...form }, { organisationId }) =>
      save(ctx, organisationId, form.version, () => ({ tolerance: { permille, cents: cents ?? 0 } })),
  },
  away: {
    schema: z.object({ to: rowId, from: isoDay, until: isoDay }),
    run: (ctx, { to, from, until }, { organisationId }) => {
      const given = delegateApprovals(ctx, organisationId, {
        toPerson: to,
        from: dayStart(ctx, from),
        until: dayStart(ctx, addDays(until, 1)),
      });
      const field = given.ok || given.reason === 'person' ? 'to' : 'until';
      return given.ok
        ? goTo(pathOf(organisationId), ['saved'])
        : invalidInput({ [field]: ctx.t.requests.rules.awayRefused[given.reason] });
    },
  },
  back: {
    schema: z.object({ delegation: rowId }),
    run: (ctx, { delegation }, { organisationId }) => {
      endDelegation(ctx, delegation);
      return goTo(pathOf(organisationId), ['saved']);
    },
  },
});

type Policy = { rules: PolicyRule[]; tolerance: Tolerance };

function save(ctx: RequestContext, id: string, shown: number, change: (policy: Policy) => Partial<Policy>): FormAnswer {
  requireMembership(ctx, id);
  const { rules, tolerance } = findPolicy(ctx, id) ?? { rules: [], tolerance: { permille: 20, cents: 1000 } };
  const saved: Result<object, PolicyRefusal> = savePolicy(ctx, id, shown, {
    ...{ rules, tolerance },
    ...change({ rules, tolerance }),
  });
  if (saved.ok) return goTo(pathOf(id), ['saved']);
  const t = ctx.t.requests.rules;
  return saved.reason === 'person' ? invalidInput({ person: t.person }) : invalidForm(t[saved.reason], 409);
}

/** The first moment of a day in the town. */
function dayStart({ town }: RequestContext, day: string): Date {
  return quarterStart(edge(town, dayNumber(day), 0));
}

function pathOf(organisationId: string): string {
  return `/requests/rules/${organisationId}`;
}

export default function RulesPage() {
  const page = useLoaderData<typeof loader>();
  const { requests } = useMessages();
  const t = requests.rules;
  return (
    <div className="wrap section grid max-w-3xl gap-6">
      <div>
        <p className="no-print">
          <a href="/requests">{requests.back}</a>
        </p>
        <h1>{page.title}</h1>
        <p className="lead mt-2">{t.lead}</p>
        {page.versionText && <p className="small">{page.versionText}</p>}
      </div>
      {page.rules.length === 0 ? <p>{t.none}</p> : <Rules />}
      {page.isAdmin && <NewRule version={page.version} people={page.people} />}
      {page.isAdmin && page.version > 0 && <PriceTolerance />}
      {page.others.length > 0 && <Away />}
    </div>
  );
}

function Rules() {
  const { rules, version: shown, isAdmin } = useLoaderData<typeof loader>();
  const { rules: t } = useMessages().requests;
  return (
    <ul className="grid gap-3">
      {rules.map(({ id, text }) => (
        <li key={id} className="panel flex flex-wrap items-center justify-between gap-3">
          <span>{text}</span>
          {isAdmin && (
            <PostForm intents={['remove']} hiddenFields={{ rule: id, version: shown }}>
              <button type="submit" className="button quiet" name="intent" value="remove">
                {t.remove}
              </button>
            </PostForm>
          )}
        </li>
      ))}
    </ul>
  );
}

function PriceTolerance() {
  const { version: shown, tolerance } = useLoaderData<typeof loader>();
  const { rules: t } = useMessages().requests;
  const kept = { permille: String(tolerance.permille), cents: String(tolerance.cents / 100) };
  return (
    <PostForm intents={['tolerance']} hiddenFields={{ version: shown }} kept={kept} className="panel grid gap-4">
      <h2>{t.tolerance}</h2>
      <Field name="permille" label={t.permille} inputMode="numeric" maxLength={4} required />
      <Field name="cents" label={t.cents} inputMode="decimal" maxLength={12} required />
      <p>
        <button type="submit" className="button" name="intent" value="tolerance">
          {t.toleranceSave}
        </button>
      </p>
    </PostForm>
  );
}

function Away() {
  const { others, away } = useLoaderData<typeof loader>();
  const { rules: t } = useMessages().requests;
  return (
    <section className="panel grid gap-4">
      <h2>{t.away}</h2>
      {away.map(({ id, text }) => (
        <PostForm key={id} intents={['back']} hiddenFields={{ delegation: id }} className="flex flex-wrap gap-3">
          <span>{text}</span>
          <button type="submit" className="button quiet" name="intent" value="back">
            {t.awayEnd}
          </button>
        </PostForm>
      ))}
      <p className="small">{t.awayLead}</p>
      <PostForm intents={['away']} className="grid gap-4">
        <SelectField name="to" label={t.awayTo}>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field name="from" label={t.awayFrom} type="date" required />
        <Field name="until" label={t.awayUntil} type="date" required />
        <p>
          <button type="submit" className="button" name="intent" value="away">
            {t.awaySave}
          </button>
        </p>
      </PostForm>
    </section>
  );
}
