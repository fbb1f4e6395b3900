import { renderLegalText } from '#app/documents/legal-text-pdf.server.ts';
import { pdfResponse } from '#app/http/document-responses.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { askedLegalText } from '#app/http/legal-texts.server.ts';

export const loader = routeHandler('town/legal_.$document[.]pdf', async (ctx, { params }) => {
  const text = askedLegalText(ctx, params.document);
  const pdf = await renderLegalText(text, ctx.t, ctx.locale, ctx.town.name);
  return pdfResponse(pdf, `${text.document}-${text.version}.pdf`, true);
});
