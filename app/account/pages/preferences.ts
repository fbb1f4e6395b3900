import { z } from 'zod';
import { audiences, requestAudience } from '#app/domain/scoring/audience.ts';
import { searchFor } from '#app/domain/search/query.ts';
import { findLocale } from '#app/domain/shared/locale.ts';
import { findPlace } from '#app/domain/shared/town.ts';
import { preferencesCookie, readPreferences } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormRedirect, goTo } from '#app/http/form-answer.ts';
import { optionalText, returnPath } from '#app/http/form-fields.ts';
import { sameOriginPath } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

const preferences = z.object({
  locale: optionalText(20),
  audience: optionalText(20),
  place: optionalText(10),
  to: returnPath,
});

/** Changes language, audience or place, each without the others; redirects to the page that posted the form. */
export const action = formAction('account/preferences', { schema: preferences, run: changePreferences });

function changePreferences(ctx: RequestContext, asked: z.infer<typeof preferences>): FormRedirect {
  const changed = {
    locale: findLocale(asked.locale) ?? readPreferences(ctx.cookies, ctx.town).locale,
    audience: audiences.find((audience) => audience === asked.audience) ?? ctx.chosenAudience,
    place: findPlace(ctx.town, asked.place) ?? ctx.place,
  };
  const back = new URL(sameOriginPath(asked.to), ctx.services.env.origin);
  back.searchParams.delete('lang');
  back.searchParams.delete('audience');
  // The page would refuse filters that the new audience may not use: drop those and keep the rest.
  const audience = requestAudience(ctx.town.visitors, ctx.buys, changed.audience);
  const plain = searchFor(audience, back.searchParams);
  const cookie = preferencesCookie(changed, ctx.town, ctx.secure);
  return goTo(`${back.pathname}${plain.size > 0 ? '?' : ''}${plain}`, null, [cookie]);
}
