// A page that is one file: its style and script stand inside, so that it can be saved and needs nothing else.
import { createHash } from 'node:crypto';
import { asMarkup } from '#app/http/escape-markup.ts';

const style = `:root{color-scheme:light dark;--ground:#faf8f3;--paper:#fff;--ink:#1e2a2f;--slate:#5a666b;--line:#e3ded2;--vine:#2c6b4c;--on-vine:#fff;--brick:#a8462f}
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

type StandalonePage = {
  locale: string;
  /** The site's address, without a slash at the end. */
  home: string;
  title: string;
  lead: string;
  /** Markup below the lead. */
  body: string;
  /** Id of the element that holds `data`, and the data, which the script reads as JSON. */
  dataId: string;
  data: unknown;
  script: string;
  /** Sources that the script may speak to and its forms may send to, as the policy of the browser writes them. */
  connect: string;
  forms: string;
};

/** The page as a response that allows only its own script and style. */
export function standalonePage(page: StandalonePage): Response {
  const html = `<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asMarkup(page.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p><a href="${asMarkup(page.home)}/">Halle</a></p>
<h1>${asMarkup(page.title)}</h1>
<p class="lead">${asMarkup(page.lead)}</p>
${page.body}
</main>
<script type="application/json" id="${page.dataId}">${JSON.stringify(page.data).replaceAll('<', '\\u003c')}</script>
<script type="module">${page.script}</script>
</body>
</html>
`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyFor(page),
      'cache-control': 'no-cache',
      vary: 'Accept-Language, Cookie',
    },
  });
}

function policyFor({ script, connect, forms }: StandalonePage): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    `connect-src ${connect}`,
    `form-action ${forms}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
