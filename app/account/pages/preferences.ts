import { z } from 'zod';
import { audiences } from '#app/domain/scoring/audience.ts';
import { withoutScores } from '#app/domain/search/query.ts';
import { findLocale } from '#app/domain/shared/locale.ts';
import { findPlace } from '#app/domain/shared/town.ts';
import { preferencesCookie } from '#app/http/cookies.ts';
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
    locale: findLocale(asked.locale) ?? ctx.locale,
    audience: audiences.find((audience) => audience === asked.audience) ?? ctx.audience,
    place: findPlace(ctx.town, asked.place) ?? ctx.place,
  };
  const back = new URL(sameOriginPath(asked.to), ctx.services.env.origin);
  back.searchParams.delete('lang');
  // Consumers may not filter by score, so the page would refuse the search: drop those filters and keep the rest.
  const plain = changed.audience === 'consumer' ? withoutScores(back.searchParams) : back.searchParams;
  if (changed.audience === 'consumer') plain.delete('audience');
  const cookie = preferencesCookie(changed, ctx.town, ctx.secure);
  return goTo(`${back.pathname}${plain.size > 0 ? '?' : ''}${plain}`, null, [cookie]);
}
