import { judgeKept } from '#app/domain/ledger/kept-judgement.server.ts';
import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { todayPage } from '#app/town/today-page.server.ts';

/** Longer than any receipt. */
const longest = 64_000;

export const loader = routeHandler('town/ledger.today', (ctx) => {
  const { today } = ctx.t;
  const keys = keysOf(ctx.db, ctx.ledgerKey);
  const text = ctx.url.searchParams.get('kept')?.slice(0, longest) ?? '';
  const lines = keys.map(({ line }) => line).join('\n');
  const kept = text.trim() === '' ? null : { text, state: judgeKept(ctx, keys, text) };
  return todayPage({ today, locale: ctx.locale, home: ctx.services.env.origin }, lines, kept);
});
