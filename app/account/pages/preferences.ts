import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { audiences } from '#app/domain/scoring/audience.ts';
import { withoutScores } from '#app/domain/search/query.ts';
import { findLocale } from '#app/domain/shared/locale.ts';
import { findCommune, hub } from '#app/domain/shared/town.ts';
import { preferencesCookie } from '#app/http/cookies.ts';
import { readForm } from '#app/http/forms.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';

/** Changes language, audience or place, each without the others; redirects to the page that posted the form. */
export const action = routeHandler('account/preferences', async (ctx, { request }: ActionFunctionArgs) => {
  const form = await readForm(request);
  const asked = (name: string) => String(form.get(name) ?? '');
  const insee = asked('place');
  const changed = {
    locale: findLocale(asked('locale')) ?? ctx.locale,
    audience: audiences.find((audience) => audience === asked('audience')) ?? ctx.audience,
    place: insee === 'hub' ? hub : (findCommune(insee) ?? ctx.place),
  };
  const back = new URL(sameOriginPath(asked('to')), ctx.services.env.origin);
  back.searchParams.delete('lang');
  // Consumers may not filter by score, so the page would refuse the search: drop those filters and keep the rest.
  const plain = changed.audience === 'consumer' ? withoutScores(back.searchParams) : back.searchParams;
  if (changed.audience === 'consumer') plain.delete('audience');
  return redirect(`${back.pathname}${plain.size > 0 ? '?' : ''}${plain}`, {
    status: 303,
    headers: { 'set-cookie': preferencesCookie(changed, ctx.secure) },
  });
});
