import { useLoaderData } from '@remix-run/react';
import { type OwnSupplier, supplierTeam } from '#app/domain/suppliers/members.server.ts';
import { supplierRoles } from '#app/domain/suppliers/supplier.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { noFields } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import {
  answerChange,
  answerInvite,
  answerLeave,
  answerOffer,
  answerRemove,
  answerWithdraw,
  rolesEditing,
  teamSchemas,
  teamView,
} from '#app/http/team-forms.server.ts';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { TeamPage } from '#app/ui/team-page.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/team', (ctx, own) => {
  const team = teamView(ctx, supplierTeam(own.supplier.id));
  return { ...sellerHeader(own, ctx.t.teams.supplier.title, { count: team.members.length }), team };
});

const schemas = teamSchemas(supplierRoles);

export const action = supplierFormAction('seller/team', {
  invite: { schema: schemas.invite, run: (ctx, own, input) => answerInvite(ctx, shownTeam(own), input) },
  change: {
    schema: schemas.change,
    editing: (ctx, own, _, { member }) => rolesEditing(ctx, supplierTeam(own.supplier.id), member),
    run: (ctx, own, input) => answerChange(ctx, shownTeam(own), input),
  },
  remove: { schema: schemas.member, run: (ctx, own, { member }) => answerRemove(ctx, shownTeam(own), member) },
  withdraw: {
    schema: schemas.invitation,
    run: (ctx, own, { invitation }) => answerWithdraw(ctx, shownTeam(own), invitation),
  },
  offer: { schema: schemas.offer, run: (ctx, own, input) => answerOffer(ctx, shownTeam(own), input) },
  leave: { schema: noFields, run: (ctx, own) => answerLeave(ctx, shownTeam(own)) },
});

function shownTeam({ supplier }: OwnSupplier) {
  return { team: supplierTeam(supplier.id), name: supplier.name, path: `/supplier/${supplier.slug}/team` };
}

export default function SupplierTeamPage() {
  const { supplier, team } = useLoaderData<typeof loader>();
  return (
    <SellerLayout supplier={supplier}>
      <TeamPage team={team} />
    </SellerLayout>
  );
}
