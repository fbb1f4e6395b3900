// The page that answers "is my receipt in today's log?": by its own script from tiles, without scripts by the server.
import { readFileSync } from 'node:fs';
import type { KeptState } from '#app/domain/ledger/kept-judgement.server.ts';
import { asMarkup } from '#app/http/escape-markup.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { standalonePage } from './standalone-page.server.ts';

/** `keys`: verifier keys or a policy. `kept` was pasted, with our answer; null before. Throws if nothing was built. */
export function todayPage(
  { today: t, locale, home }: { today: Messages['today']; locale: string; home: string },
  keys: string,
  kept: { text: string; state: KeptState } | null,
): Response {
  const isGood = kept?.state === 'inside' || kept?.state === 'kept';
  return standalonePage({
    locale,
    home,
    title: t.title,
    lead: t.lead,
    body: `<form method="get" action="/ledger/today">
<label>${asMarkup(t.kept)}<small>${asMarkup(t.keptHint)}</small><textarea name="kept" rows="8" required spellcheck="false" autocomplete="off">${asMarkup(kept?.text ?? '')}</textarea></label>
<button>${asMarkup(t.check)}</button>
</form>
<div id="result" tabindex="-1" role="status"${kept ? '' : ' hidden'}>
<span id="stamp" class="${isGood ? 'stamp' : 'stamp bad'}">${kept ? asMarkup(isGood ? t.script.good : t.script.bad) : ''}</span>
<div id="facts">${kept ? `<p>${asMarkup(t.script.states[kept.state])}</p><p>${asMarkup(t.byServer)}</p>` : ''}</div>
</div>
<p><a href="/verify">${asMarkup(t.verify)}</a> · <a href="/ledger">${asMarkup(t.ledger)}</a></p>`,
    dataId: 'today',
    data: { messages: t.script, keys },
    script: readFileSync('build/today.js', 'utf8').trim(),
    connect: "'self'",
    forms: "'self'",
  });
}
