import type { LoaderFunctionArgs } from '@remix-run/node';
import { openDossier } from '#app/domain/scoring/dossier.server.ts';
import { nearestSuppliers } from '#app/domain/search/suppliers.server.ts';
import { hub } from '#app/domain/shared/town.ts';
import { getSupplier, listLabels } from '#app/domain/suppliers/suppliers.server.ts';
import { answer } from '#app/http/answer.server.ts';
import {
  apiAudience,
  apiCriterion,
  apiError,
  apiLocale,
  apiSupplier,
  json,
  orApiNotFound,
} from '#app/http/api.server.ts';

export const loader = answer('api.v1.suppliers.$slug', (visit, { params, request }: LoaderFunctionArgs) =>
  orApiNotFound(() => {
    const search = new URL(request.url).searchParams;
    const audience = apiAudience(search);
    if (!audience) return apiError(400, 'audience', 'audience has no possible value');
    const ctx = { ...visit, locale: apiLocale(search), audience };
    const supplier = getSupplier(ctx, params.slug ?? '');
    const summary = nearestSuppliers(ctx, hub).find(({ slug }) => slug === supplier.slug)!;
    return json(request, {
      ...apiSupplier(summary, visit.hall.env.origin),
      story: ctx.locale === 'fr' ? supplier.storyFr : supplier.storyEn,
      legal: {
        name: supplier.legalName,
        form: supplier.legalForm,
        siret: supplier.siret,
        vat_number: supplier.vatNumber,
      },
      labels: listLabels(ctx, supplier.id).map(({ label, certifier, validUntil }) => ({
        label,
        certifier,
        valid_until: validUntil,
      })),
      criteria: openDossier(ctx, supplier).criteria.map((criterion) => apiCriterion(criterion)),
    });
  }),
);
