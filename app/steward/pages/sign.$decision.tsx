import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formAction } from '#app/http/form-action.server.ts';
import { noFields } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { sendSigningCode, viewPending } from '#app/steward/signing.server.ts';
import { SigningForms } from '#app/steward/signing-forms.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/sign.$decision', async (ctx, { params }: LoaderFunctionArgs) => ({
  title: ctx.t.signing.title,
  pageTitle: pageTitle(ctx.t.signing.title, { of: ctx.t.steward.title }),
  ...(await viewPending(ctx, params.decision ?? '')),
}));

export const action = formAction('steward/sign.$decision', {
  letter: { schema: noFields, run: (ctx, _, { decision }) => sendSigningCode(ctx, decision) },
});

export default function SignPage() {
  const page = useLoaderData<typeof loader>();
  const { signing } = useMessages();
  return (
    <StewardLayout title={page.title}>
      <p className="lead">{signing.lead}</p>
      {page.together > 1 && <p>{signing.together(page.together)}</p>}
      <dl className="panel grid gap-3">
        {page.facts.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: decisions taken together repeat names, and the list never changes
          <div key={index} className="min-w-0">
            <dt className="small">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <SigningForms page={page} />
    </StewardLayout>
  );
}
