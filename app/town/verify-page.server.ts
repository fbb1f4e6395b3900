// The page that verifies a receipt: one self-contained file, so that it can be saved and kept.
import { readFileSync } from 'node:fs';
import { asMarkup } from '#app/http/escape-markup.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { standalonePage } from './standalone-page.server.ts';

/**
 * `keys`: the policy, or verifier keys, one per line. `alarm`: why nothing is called verified now; null when there is no
 * reason. Throws if the script was not built (`npm run build`).
 */
export function verifyPage(
  { verify: t, locale, home }: { verify: Messages['verify']; locale: string; home: string },
  keys: string,
  alarm: string | null,
): Response {
  return standalonePage({
    locale,
    home,
    title: t.title,
    lead: t.lead,
    body: `<p><a href="/verify" download="halle-verify.html">${asMarkup(t.save)}</a></p>
${alarm === null ? '' : `<p role="alert"><strong>${asMarkup(alarm)}</strong></p>\n`}<noscript><p>${asMarkup(t.noScript)}</p></noscript>
<form id="form">
<label>${asMarkup(t.receipt)}<small>${asMarkup(t.receiptHint)}</small><textarea id="receipt" rows="8" required spellcheck="false" autocomplete="off"></textarea></label>
<label>${asMarkup(t.file)}<input id="file" type="file" accept=".tlog-proof,.txt"></label>
<label>${asMarkup(t.keys)}<small>${asMarkup(t.keysHint)}</small><textarea id="keys" rows="3" required spellcheck="false" autocomplete="off">${asMarkup(keys)}</textarea></label>
<button>${asMarkup(t.check)}</button>
</form>
<div id="result" tabindex="-1" role="status" hidden>
<span id="stamp" class="stamp"></span>
<div id="facts"></div>
<pre id="entry"></pre>
</div>`,
    dataId: 'words',
    data: { ...t.script, locale, alarm },
    script: readFileSync('build/verify.js', 'utf8').trim(),
    connect: "'none'",
    forms: "'none'",
  });
}
