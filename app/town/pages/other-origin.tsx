import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

/** Shown in place of a form that another origin sent; always with the status of a refusal. */
export const loader = routeHandler('town/other-origin', (ctx) =>
  data({ title: ctx.t.otherOrigin.title, origin: ctx.services.env.origin }, { status: 403 }),
);

export default function OtherOriginPage() {
  const { origin } = useLoaderData<typeof loader>();
  const messages = useMessages().otherOrigin;
  return (
    <div className="wrap section prose">
      <h1>{messages.title}</h1>
      <p className="lead">{messages.lead}</p>
      <p className="break-words">{messages.address(origin)}</p>
      <p className="mt-4">
        <a className="button main" href={`${origin}/`}>
          {messages.open}
        </a>
      </p>
    </div>
  );
}
