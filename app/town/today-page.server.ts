// The page that answers "is my receipt in today's log?": by its own script from tiles, without scripts by the server.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { KeptState } from '#app/domain/ledger/kept-judgement.server.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { asMarkup } from './escape-markup.ts';
import { verifyStyle } from './verify-page.server.ts';

/** `keys`: verifier keys or a policy. `kept` was pasted, with our answer; null before. Throws if nothing was built. */
export function todayPage(
  { today: t, locale, home }: { today: Messages['today']; locale: string; home: string },
  keys: string,
  kept: { text: string; state: KeptState } | null,
): Response {
  const script = readFileSync('build/today.js', 'utf8').trim();
  const data = JSON.stringify({ messages: t.script, keys }).replaceAll('<', '\\u003c');
  const isGood = kept?.state === 'inside' || kept?.state === 'kept';
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asMarkup(t.title)}</title>
<style>${verifyStyle}</style>
</head>
<body>
<main>
<p><a href="${asMarkup(home)}/">Halle</a></p>
<h1>${asMarkup(t.title)}</h1>
<p class="lead">${asMarkup(t.lead)}</p>
<form method="get" action="/ledger/today">
<label>${asMarkup(t.kept)}<small>${asMarkup(t.keptHint)}</small><textarea name="kept" rows="8" required spellcheck="false" autocomplete="off">${asMarkup(kept?.text ?? '')}</textarea></label>
<button>${asMarkup(t.check)}</button>
</form>
<section id="result" tabindex="-1" role="status"${kept ? '' : ' hidden'}>
<span id="stamp" class="${isGood ? 'stamp' : 'stamp bad'}">${kept ? asMarkup(isGood ? t.script.good : t.script.bad) : ''}</span>
<div id="facts">${kept ? `<p>${asMarkup(t.script.states[kept.state])}</p><p>${asMarkup(t.byServer)}</p>` : ''}</div>
</section>
<p><a href="/verify">${asMarkup(t.verify)}</a> · <a href="/ledger">${asMarkup(t.ledger)}</a></p>
</main>
<script type="application/json" id="today">${data}</script>
<script type="module">${script}</script>
</body>
</html>
`;
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(verifyStyle)}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-cache',
      vary: 'Accept-Language, Cookie',
    },
  });
}
