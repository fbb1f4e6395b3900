// A letter's text as simple HTML: paragraphs, lists, links, and preformatted blocks.
import type { Mail } from '#app/domain/outbox/mailer.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';

const colours = { ink: '#1E2A2F', slate: '#5A666B', line: '#E3DED2', chalk: '#FAF8F3', vine: '#2C6B4C' };
const page = `margin:0;padding:24px 12px;background:${colours.chalk};color:${colours.ink};font:16px/1.5 system-ui,sans-serif`;
const sheet = `max-width:36em;margin:0 auto;padding:24px;background:#fff;border:1px solid ${colours.line};border-radius:10px;overflow-wrap:anywhere`;

/** A letter in one language, before it becomes a mail. */
export type Letter = Omit<Mail, 'html'> & {
  lang: Locale;
  /** A picture among the files that the HTML shows after one of its paragraphs. */
  picture?: { after: string; cid: string; alt: string };
};

/** The same text in the same order. User input is escaped, and only addresses of `origin`, our own pages, become links. */
export function letterHtml({ subject, text, lang, picture }: Omit<Letter, 'to'>, origin: string): string {
  const shown = picture && `<p><img src="cid:${picture.cid}" alt="${escaped(picture.alt)}"></p>`;
  const body = text
    .split(/\n\n(?!— )/)
    .flatMap((paragraph) => [block(paragraph, origin), paragraph === picture?.after ? shown : ''])
    .filter(Boolean)
    .join('\n');
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="${page}"><div style="${sheet}">${body}</div></body></html>`;
}

function block(text: string, origin: string): string {
  const inline = (line: string) => linked(line, origin);
  const lines = text.split('\n');
  // A signed checkpoint must keep its exact bytes, so its lines stay as they are.
  if (lines.some((line) => line.startsWith('— ')))
    return `<pre style="overflow:auto;color:${colours.slate}">${escaped(text)}</pre>`;
  const items = lines.filter((line) => line.startsWith('- '));
  if (items.length === 0) return `<p>${lines.map(inline).join('<br>')}</p>`;
  const before = lines.slice(0, lines.indexOf(items[0]!));
  const head = before.length > 0 ? `<p><b>${before.map(inline).join('<br>')}</b></p>` : '';
  const after = lines.slice(lines.lastIndexOf(items.at(-1)!) + 1);
  const foot = after.length > 0 ? `<p>${after.map(inline).join('<br>')}</p>` : '';
  return `${head}<ul>${items.map((item) => `<li>${inline(item.slice(2))}</li>`).join('')}</ul>${foot}`;
}

function linked(text: string, origin: string): string {
  const isOurs = (url: string) => url === escaped(origin) || url.startsWith(`${escaped(origin)}/`);
  return escaped(text).replace(/https?:\/\/[^\s<]+/g, (url) =>
    isOurs(url) ? `<a style="color:${colours.vine}" href="${url}">${url}</a>` : url,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
