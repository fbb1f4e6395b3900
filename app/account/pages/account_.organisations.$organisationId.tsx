import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { organisationTeam, requireMembership } from '#app/domain/accounts/memberships.server.ts';
import { type Organisation, publicNatures } from '#app/domain/accounts/organisation.ts';
import {
  changeOrganisation,
  findLastOrganisationChange,
  findRequestedSiret,
  getOwnOrganisation,
  type OrganisationFacts,
  requestSiret,
} from '#app/domain/accounts/organisations.server.ts';
import { findPublicFacts, statePublicFacts } from '#app/domain/accounts/public-organisations.server.ts';
import { listRequiredReferences, requireReferences } from '#app/domain/accounts/required-references.server.ts';
import { holdsMembershipRole, type MembershipRole, membershipRoles } from '#app/domain/accounts/role.ts';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { readSiret } from '#app/domain/shared/identifiers/siret.ts';
import { referenceNames } from '#app/domain/shared/order-references.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import type { Editing } from '#app/http/edit-conflicts.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { noFields, optionalIdentifier, requiredText, siret, ticked } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import {
  answerChange,
  answerInvite,
  answerLeave,
  answerOffer,
  answerRemove,
  answerWithdraw,
  rolesEditing,
  type ShownTeam,
  teamSchemas,
  teamView,
} from '#app/http/team-forms.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';
import { TeamPage } from '#app/ui/team-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.organisations.$organisationId', (ctx, { params }) => {
  const organisation = getOwnOrganisation(ctx, params.organisationId ?? '');
  const kept = factsOf(organisation);
  return {
    title: organisation.name,
    organisation,
    isAdmin: holdsMembershipRole(requireMembership(ctx, organisation.id), 'admin'),
    communes: ctx.town.communes.map(({ insee, name }) => ({ insee, name })),
    asked: findRequestedSiret(ctx, organisation.id),
    kept,
    shown: openEdit(kept),
    publicFacts: organisation.kind === 'public' ? findPublicFacts(ctx, organisation.id) : null,
    requiredReferences: listRequiredReferences(ctx, organisation.id),
    team: teamView(ctx, organisationTeam(organisation.id)),
  };
});

function factsOf({ name, address, insee }: Organisation): OrganisationFacts {
  return { name, address, insee };
}

const facts = z.object({ name: requiredText(160), address: requiredText(200), insee: requiredText(10) });
const schemas = teamSchemas(membershipRoles);

export const action = formAction('account/account_.organisations.$organisationId', {
  save: {
    schema: facts,
    editing: (ctx, { organisationId }) => factsEditing(ctx, organisationId),
    run: (ctx, input, { organisationId }) => saveFacts(ctx, organisationId, input),
  },
  invite: { schema: schemas.invite, run: (ctx, input, params) => answerInvite(ctx, shownTeam(ctx, params), input) },
  change: {
    schema: schemas.change,
    editing: (ctx, { organisationId }, { member }) => rolesEditing(ctx, organisationTeam(organisationId), member),
    run: (ctx, input, params) => answerChange(ctx, shownTeam(ctx, params), input),
  },
  remove: {
    schema: schemas.member,
    run: (ctx, { member }, params) => answerRemove(ctx, shownTeam(ctx, params), member),
  },
  withdraw: {
    schema: schemas.invitation,
    run: (ctx, { invitation }, params) => answerWithdraw(ctx, shownTeam(ctx, params), invitation),
  },
  offer: { schema: schemas.offer, run: (ctx, input, params) => answerOffer(ctx, shownTeam(ctx, params), input) },
  siret: {
    schema: z.object({ siret }),
    run: (ctx, input, { organisationId }) => askSiret(ctx, organisationId, input.siret),
  },
  public: {
    schema: z.object({
      nature: z.union([z.literal('').transform(() => null), z.enum(publicNatures)], 'choice'),
      canteen_siret: optionalIdentifier('siret', readSiret),
    }),
    run: (ctx, input, { organisationId }) => {
      statePublicFacts(ctx, organisationId, { nature: input.nature, canteenSiret: input.canteen_siret });
      return goTo(pathOf(organisationId), ['saved']);
    },
  },
  references: {
    schema: z.object({ orderNumber: ticked, engagement: ticked, serviceCode: ticked, costCentre: ticked }),
    run: (ctx, required, { organisationId }) => {
      requireReferences(
        ctx,
        organisationId,
        referenceNames.filter((name) => required[name]),
      );
      return goTo(pathOf(organisationId), ['saved']);
    },
  },
  leave: { schema: noFields, run: (ctx, _, params) => answerLeave(ctx, shownTeam(ctx, params)) },
});

function saveFacts(ctx: RequestContext, organisationId: string, input: OrganisationFacts): FormAnswer {
  if (!findCommune(ctx.town, input.insee)) return invalidInput({ insee: ctx.t.formErrors.insee });
  changeOrganisation(ctx, organisationId, input);
  return goTo(pathOf(organisationId), ['saved']);
}

/** Stewards see the request and decide; until then nothing changes. */
function askSiret(ctx: RequestContext, organisationId: string, asked: string): FormAnswer {
  requestSiret(ctx, organisationId, asked);
  return goTo(pathOf(organisationId), ['organisation.siret-asked']);
}

function pathOf(organisationId: string): string {
  return `/account/organisations/${organisationId}`;
}

function shownTeam(ctx: RequestContext, { organisationId }: { organisationId: string }): ShownTeam<MembershipRole> {
  const { name } = getOwnOrganisation(ctx, organisationId);
  return { team: organisationTeam(organisationId), name, path: pathOf(organisationId) };
}

function factsEditing(ctx: RequestContext, organisationId: string): Editing {
  return {
    now: factsOf(getOwnOrganisation(ctx, organisationId)),
    lastChange: (field) => {
      const column = (['name', 'address', 'insee'] as const).find((one) => one === field);
      const last = column && findLastOrganisationChange(ctx, organisationId, column);
      return last ? { name: personNames(ctx, [last.actor]).get(last.actor) ?? null, at: last.at } : null;
    },
    describe: (field, text) => (field === 'insee' ? (findCommune(ctx.town, text)?.name ?? text) : text),
  };
}

export default function OrganisationPage() {
  const { organisation, isAdmin, team } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section grid gap-6">
      <div>
        <p>
          <a href="/account">{t.account.title}</a>
        </p>
        <h1>{organisation.name}</h1>
        <p className="lead mt-1">
          {t.account.kinds[organisation.kind]}
          {organisation.siret && ` · ${t.account.siretIs(organisation.siret)}`}
        </p>
      </div>
      {isAdmin && <Facts />}
      {isAdmin && <SiretRequest />}
      {isAdmin && <RequiredReferences />}
      {isAdmin && <PublicDeclarations />}
      <h2>{t.teams.organisation.title}</h2>
      <TeamPage team={team} />
    </div>
  );
}

function SiretRequest() {
  const { asked } = useLoaderData<typeof loader>();
  const t = useMessages();
  const refused = useRefused(['siret']);
  return (
    <details className="panel max-w-2xl" open={refused !== null}>
      <summary>
        <b>{t.account.otherSiret}</b>
      </summary>
      <p className="small mt-2">{asked ? t.account.siretAsked(asked) : t.account.otherSiretWhy}</p>
      <PostForm intents={['siret']} className="mt-3 grid gap-4">
        <Field name="siret" label={t.account.siret} hint={t.account.siretHint} inputMode="numeric" required />
        <p>
          <button type="submit" className="button" name="intent" value="siret">
            {t.account.askSiret}
          </button>
        </p>
      </PostForm>
    </details>
  );
}

function RequiredReferences() {
  const { requiredReferences } = useLoaderData<typeof loader>();
  const t = useMessages();
  const kept = Object.fromEntries(requiredReferences.map((name) => [name, 'on']));
  return (
    <PostForm intents={['references']} kept={kept} className="panel grid max-w-2xl gap-4">
      <h2>{t.budgets.references.rule}</h2>
      <p className="small">
        {t.budgets.references.ruleWhy} <a href="/budgets">{t.budgets.title}</a>
      </p>
      {referenceNames.map((name) => (
        <CheckField key={name} name={name} label={t.budgets.references.names[name]} />
      ))}
      <p>
        <button type="submit" className="button" name="intent" value="references">
          {t.save}
        </button>
      </p>
    </PostForm>
  );
}

function PublicDeclarations() {
  const { publicFacts } = useLoaderData<typeof loader>();
  const t = useMessages();
  if (!publicFacts) return null;
  const messages = t.statement.organisation;
  const kept = { nature: publicFacts.nature ?? '', canteen_siret: publicFacts.canteenSiret ?? '' };
  return (
    <PostForm intents={['public']} kept={kept} className="panel grid max-w-2xl gap-4" id="declarations">
      <h2>{messages.title}</h2>
      <SelectField name="nature" label={messages.nature} hint={messages.natureHint}>
        <option value="">{t.unknown}</option>
        {publicNatures.map((nature) => (
          <option key={nature} value={nature}>
            {messages.natures[nature]}
          </option>
        ))}
      </SelectField>
      <Field name="canteen_siret" label={messages.canteen} hint={messages.canteenHint} inputMode="numeric" />
      <p>
        <button type="submit" className="button" name="intent" value="public">
          {t.save}
        </button>
      </p>
    </PostForm>
  );
}

function Facts() {
  const { communes, kept, shown } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <PostForm intents={['save']} kept={kept} shown={shown} className="panel grid max-w-2xl gap-4">
      <h2>{t.account.organisationFacts}</h2>
      <p className="small">{t.account.organisationFactsWhy}</p>
      <Field name="name" label={t.account.organisationName} autoComplete="organization" required />
      <Field name="address" label={t.account.address} autoComplete="address-line1" required />
      <SelectField name="insee" label={t.account.commune}>
        {communes.map(({ insee, name }) => (
          <option key={insee} value={insee}>
            {name}
          </option>
        ))}
      </SelectField>
      <p>
        <button type="submit" className="button main" name="intent" value="save">
          {t.save}
        </button>
      </p>
    </PostForm>
  );
}
