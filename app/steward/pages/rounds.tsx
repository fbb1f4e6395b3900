import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listStops } from '#app/domain/orders/stops.server.ts';
import { listRounds, setRound } from '#app/domain/rounds/rounds.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { RoundsPage } from '#app/steward/rounds-page.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/rounds', (ctx) => ({
  title: ctx.t.rounds.title,
  rounds: listRounds(ctx),
  stops: listStops(ctx).map(({ insee, ...stop }) => ({ ...stop, commune: communeName(insee) })),
}));

const decimal = z
  .string()
  .transform((text) => Number(text.replace(/\s/g, '').replace(',', '.') || Number.NaN))
  .pipe(z.number().finite());
const form = z.object({
  weekday: z.coerce.number().int().min(1).max(7),
  cutoffDays: z.coerce.number().int().min(0).max(7),
  cutoffHour: z.coerce.number().int().min(0).max(24),
  kilos: decimal.pipe(z.number().min(1).max(20_000)),
  euros: decimal.pipe(z.number().min(0).max(200)),
});

export const action = intentAction('steward/rounds', {
  set(ctx, sent) {
    const values = Object.fromEntries([...sent].map(([name, value]) => [name, String(value)]));
    if (values.kilos?.trim() === '' && /^[1-7]$/.test(values.weekday ?? '')) {
      setRound(ctx, Number(values.weekday), null);
      return redirect('/steward/rounds', 303);
    }
    const parsed = form.safeParse(values);
    if (!parsed.success) return data({ error: ctx.t.rounds.wrong, values }, { status: 422 });
    const { weekday, kilos, euros, ...cutoff } = parsed.data;
    setRound(ctx, weekday, {
      ...cutoff,
      capacityGrams: Math.round(kilos * 1000),
      stopFeeCents: Math.round(euros * 100),
    });
    return redirect('/steward/rounds', 303);
  },
});

export default function Rounds() {
  return <RoundsPage page={useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
