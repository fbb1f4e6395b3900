import { apiHandler } from '#app/api/api-handler.server.ts';
import { apiCriterion, apiSupplier } from '#app/api/responses.server.ts';
import { getScoreReport } from '#app/domain/scoring/score-report.server.ts';
import { findSupplierSummary } from '#app/domain/search/supplier-summaries.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { getSupplier, listLabels } from '#app/domain/suppliers/suppliers.server.ts';

export const loader = apiHandler(
  'api/api.v1.suppliers.$slug',
  '/api/v1/suppliers/{slug}',
  (ctx, { locale, audience, slug: asked }) => {
    const reader = { ...ctx, locale, audience };
    const supplier = getSupplier(reader, asked);
    const summary = findSupplierSummary(reader, ctx.town.hub, supplier.id)!;
    return {
      ...apiSupplier(summary, ctx.services.env.origin),
      story: translated(supplier.story, reader.locale),
      legal: {
        name: supplier.legalName,
        form: supplier.legalForm,
        siret: supplier.siret,
        vat_number: supplier.vatNumber,
      },
      control_body: supplier.controlBody,
      health_mark: supplier.healthMark,
      labels: listLabels(reader, supplier.id).map(({ label, certifier, validUntil }) => ({
        label,
        certifier,
        valid_until: validUntil,
      })),
      criteria: getScoreReport(reader, supplier).criteria.map((criterion) => apiCriterion(criterion, locale)),
    };
  },
);
