// The page that verifies a receipt: one self-contained file, so that it can be saved and kept.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Messages } from '#app/i18n/messages.ts';
import { asMarkup } from './escape-markup.ts';

export const verifyStyle = `:root{color-scheme:light dark;--ground:#faf8f3;--paper:#fff;--ink:#1e2a2f;--slate:#5a666b;--line:#e3ded2;--vine:#2c6b4c;--on-vine:#fff;--brick:#a8462f}
@media (prefers-color-scheme:dark){:root{--ground:#161c1e;--paper:#1e2629;--ink:#ece9e1;--slate:#a9b4b6;--line:#39444a;--vine:#86cba6;--on-vine:#0f241a;--brick:#e79a85}}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:1rem 0 .5rem}
.lead{color:var(--slate);font-size:1.1rem}
form,#result{display:grid;gap:1rem;background:var(--paper);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;margin-top:1.5rem}
#result[hidden]{display:none}
label{display:grid;gap:.3rem;font-weight:600}
label small{font-weight:400;color:var(--slate)}
textarea,input{box-sizing:border-box;width:100%;font:.85rem/1.45 ui-monospace,Menlo,monospace;color:inherit;background:var(--ground);border:1px solid var(--slate);border-radius:.6rem;padding:.7rem}
button{justify-self:start;font:600 1rem system-ui,sans-serif;background:var(--vine);color:var(--on-vine);border:0;border-radius:2rem;padding:.75rem 1.5rem;cursor:pointer}
:focus-visible{outline:3px solid var(--vine);outline-offset:2px}
a{color:var(--vine)}
.stamp{justify-self:start;border:3px solid var(--vine);color:var(--vine);border-radius:.4rem;padding:.2rem .9rem;font-weight:700;font-size:1.3rem;transform:rotate(-3deg)}
.stamp.bad{border-color:var(--brick);color:var(--brick)}
#facts p{margin:.4rem 0;overflow-wrap:anywhere}
pre{margin:0;overflow-x:auto;background:var(--ground);border-radius:.6rem;padding:1rem;font-size:.85rem}
@media print{form{display:none}}`;

/**
 * `keys`: the policy, or verifier keys, one per line. `alarm`: why nothing is called verified now; null when there is no
 * reason. Throws if the script was not built (`npm run build`).
 */
export function verifyPage(
  { verify: t, locale, home }: { verify: Messages['verify']; locale: string; home: string },
  keys: string,
  alarm: string | null,
): Response {
  const script = readFileSync('build/verify.js', 'utf8').trim();
  const messages = JSON.stringify({ ...t.script, locale, alarm }).replaceAll('<', '\\u003c');
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
<p><a href="/verify" download="halle-verify.html">${asMarkup(t.save)}</a></p>
${alarm === null ? '' : `<p role="alert"><strong>${asMarkup(alarm)}</strong></p>\n`}<noscript><p>${asMarkup(t.noScript)}</p></noscript>
<form id="form">
<label>${asMarkup(t.receipt)}<small>${asMarkup(t.receiptHint)}</small><textarea id="receipt" rows="8" required spellcheck="false" autocomplete="off"></textarea></label>
<label>${asMarkup(t.file)}<input id="file" type="file" accept=".tlog-proof,.txt"></label>
<label>${asMarkup(t.keys)}<small>${asMarkup(t.keysHint)}</small><textarea id="keys" rows="3" required spellcheck="false" autocomplete="off">${asMarkup(keys)}</textarea></label>
<button>${asMarkup(t.check)}</button>
</form>
<section id="result" tabindex="-1" role="status" hidden>
<span id="stamp" class="stamp"></span>
<div id="facts"></div>
<pre id="entry"></pre>
</section>
</main>
<script type="application/json" id="words">${messages}</script>
<script type="module">${script}</script>
</body>
</html>
`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyFor(script),
      'cache-control': 'no-cache',
      vary: 'Accept-Language, Cookie',
    },
  });
}

/** Allows only this script and this style, and no network connection. */
function policyFor(script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(verifyStyle)}`,
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
