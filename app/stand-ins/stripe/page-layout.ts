import { html } from 'hono/html';
import type { StandInLocale } from './stand-in-messages.ts';

/** The layout of every page of the stand-in: plain, with a notice that it is a demonstration. */
export function standInPage(locale: StandInLocale, title: string, notice: string, body: ReturnType<typeof html>) {
  return html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body><main><p class="notice">${notice}</p>
${body}</main></body></html>`;
}
