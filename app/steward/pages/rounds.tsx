import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listStops } from '#app/domain/orders/stops.server.ts';
import { listRounds, setRound } from '#app/domain/rounds/rounds.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { type MergedEdit, openEdit } from '#app/http/edit-form.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { decimalBetween, eitherForm, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { typedHours } from '#app/http/hours-field.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { RoundsPage } from '#app/steward/rounds-page.tsx';
import { lastRoundChange, roundEditing, roundValues } from '#app/steward/steward-edits.server.ts';

export const meta = pageMeta;

export const loader = routeHandler('steward/rounds', (ctx) => ({
  title: ctx.t.rounds.title,
  pageTitle: pageTitle(ctx.t.rounds.title, { of: ctx.t.steward.title }),
  rounds: listForms(ctx),
  stops: listStops(ctx).map(({ insee, ...stop }) => ({ ...stop, commune: communeName(insee) })),
}));

/** One form for each weekday, with the originals of its fields. */
function listForms(ctx: RequestContext) {
  const rounds = listRounds(ctx);
  return [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const kept = roundValues(rounds.find((round) => round.weekday === day));
    return { day, kept, shown: openEdit(kept) };
  });
}

const weekday = wholeNumber(1, 7);
const roundForm = z.object({
  weekday,
  kilos: decimalBetween(1, 20_000, 'roundKilos'),
  euros: decimalBetween(0, 200, 'stopFee'),
  cutoffDays: wholeNumber(0, 7, 'cutoffDays'),
  cutoffHour: wholeNumber(0, 24, 'cutoffHour'),
  hours: typedHours,
});
/** An empty capacity ends the round of its weekday, whatever the other fields are. */
const endedRound = z.object({ weekday });
const isEnded = ({ kilos }: Record<string, unknown>) => typeof kilos === 'string' && kilos.trim() === '';

export const action = formAction('steward/rounds', {
  set: {
    schema: eitherForm(isEnded, endedRound, roundForm),
    editing: (ctx, _, posted) => roundEditing(ctx, Number(posted.weekday)),
    run: saveRound,
  },
});

type RoundInput = z.infer<typeof roundForm> | z.infer<typeof endedRound>;

/** Refuses a change of a round that another person has ended. */
function saveRound(ctx: RequestContext, input: RoundInput, _: unknown, { changed, shown }: MergedEdit): FormAnswer {
  if (!('kilos' in input) && changed.length > 0 && !changed.includes('kilos') && shown.get('kilos')) {
    const last = lastRoundChange(ctx, input.weekday);
    return invalidForm(ctx.t.rounds.ended(last?.name ?? null, last && formatDateTime(last.at, ctx.locale)), 409);
  }
  if ('kilos' in input) {
    const { weekday, kilos, euros, ...cutoff } = input;
    const [capacityGrams, stopFeeCents] = [Math.round(kilos * 1000), Math.round(euros * 100)];
    const set = setRound(ctx, weekday, { ...cutoff, capacityGrams, stopFeeCents });
    if (!set.ok) return invalidInput({ kilos: ctx.t.rounds.moreBooked });
  } else setRound(ctx, input.weekday, null);
  return goTo('/steward/rounds', ['saved']);
}

export default function Rounds() {
  return <RoundsPage page={useLoaderData<typeof loader>()} />;
}
