import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Meta, Outlet, useLoaderData, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { ownRoles } from './domain/accounts/roles.server.ts';
import { countBasketLines } from './domain/basket/baskets.server.ts';
import { otherAudiences } from './domain/scoring/audience.ts';
import { listOwnSuppliers } from './domain/suppliers/members.server.ts';
import { type LanguageAddresses, languageAddresses } from './http/asked-locale.ts';
import { readComparedOffers } from './http/cookies.ts';
import { endedFlashCookie, flashSentence, hasFlash } from './http/flash.ts';
import { routeHandler } from './http/handler.server.ts';
import { findRestoredForm } from './http/kept-form.server.ts';
import type { RequestContext } from './http/request-context.server.ts';
import { useLocale, useMessages } from './i18n/language.tsx';
import stylesheet from './tailwind.css?url';
import { Arches } from './ui/arches.tsx';
import { Footer } from './ui/footer.tsx';
import { Header } from './ui/header.tsx';
import { OfferTray } from './ui/offer-tray.tsx';
import { type RootData, useRootData } from './ui/root-data.ts';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

/** The title of an error page; the other pages have their own. */
export const meta: MetaFunction<typeof loader> = ({ data: page, error }) => [
  { title: error && page ? `${page.errorTitles[errorKind(error)]} · Halle` : 'Halle' },
];

export const loader = (args: LoaderFunctionArgs) =>
  routeHandler('root', (ctx) =>
    data(
      {
        flash: flashSentence(ctx, ctx.t.flash),
        errorTitles: {
          notFound: ctx.t.errors.notFoundTitle,
          forbidden: ctx.t.errors.forbiddenTitle,
          badRequest: ctx.t.errors.badRequestTitle,
          broken: ctx.t.errors.brokenTitle,
          tooMany: ctx.t.errors.tooManyTitle,
        },
        restored: findRestoredForm(ctx),
        refusedMark: args.context.refused ? ctx.t.forms.refusedTitle('') : '',
        locale: ctx.locale,
        audience: ctx.audience,
        otherAudiences: otherAudiences(ctx.audience, ctx.buys),
        user: ctx.user && {
          name: ctx.user.name,
          sells: args.context.member?.sells ?? listOwnSuppliers(ctx).length > 0,
          steward: args.context.member?.steward ?? ownRoles(ctx).has('steward'),
        },
        basketLines: args.context.basketLines ?? countBasketLines(ctx, ctx.basketId),
        comparedOffers: args.context.comparedOffers ?? readComparedOffers(ctx.cookies, ctx.secure).length,
        isDemonstration: ctx.services.isDemonstration,
        requestId: ctx.requestId,
        path: ctx.url.pathname + ctx.url.search,
        addresses: ctx.user ? null : languageAddresses(ctx.services.env.origin, ctx.url),
      } satisfies RootData,
      { headers: ownCookies(ctx) },
    ),
  )(args);

/** The end of a flash that this page shows. */
function ownCookies(ctx: RequestContext): Headers {
  const headers = new Headers();
  if (hasFlash(ctx)) headers.append('set-cookie', endedFlashCookie(ctx.secure));
  return headers;
}

export function Layout({ children }: { children: ReactNode }) {
  const page = useRootData();
  const t = useMessages();
  const error = useRouteError();
  const locale = useLocale();
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        <link rel="manifest" href={`/manifest.webmanifest?lang=${locale}`} />
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title="Halle"
          href={`/opensearch.xml?lang=${locale}`}
        />
        {page?.addresses && !error && <LanguageLinks {...page.addresses} />}
        {page?.user && <script type="module" src="/own-page.js" />}
      </head>
      <body>
        <a className="skip" href="#main">
          {t.skip}
        </a>
        <Header data={page} />
        <div className="wrap no-print" role="status">
          {page?.flash && <p className="notice mt-4">{page.flash}</p>}
        </div>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {page && !error && <OfferTray data={page} />}
        <Footer />
      </body>
    </html>
  );
}

/** Tells programs the address of this page in each language. */
function LanguageLinks({ canonical, alternates }: LanguageAddresses) {
  return (
    <>
      <link rel="canonical" href={canonical} />
      {alternates.map(({ lang, href }) => (
        <link key={lang} rel="alternate" hrefLang={lang} href={href} />
      ))}
    </>
  );
}

export default function App() {
  useLoaderData<typeof loader>();
  return <Outlet />;
}

/** Error pages for not found, forbidden, too often and bugs; error details never leave the server. */
export function ErrorBoundary() {
  const error = useRouteError();
  const page = useRootData();
  const t = useMessages().errors;
  const kind = errorKind(error);
  const sentence = kind === 'tooMany' && isRouteErrorResponse(error) ? String(error.data) : t[kind];
  return (
    <div className="wrap section grid gap-4">
      <Arches />
      <h1>{t[`${kind}Title`]}</h1>
      <p className="lead">{sentence}</p>
      {kind === 'broken' && page && <p className="small">{t.requestId(page.requestId)}</p>}
      <p>
        <a className="button main" href="/offers">
          {t.home}
        </a>
      </p>
    </div>
  );
}

function errorKind(error: unknown): keyof RootData['errorTitles'] {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404 || status === 405) return 'notFound';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'tooMany';
  return status < 500 ? 'badRequest' : 'broken';
}
