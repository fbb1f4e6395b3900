import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { previewTerms } from '#app/domain/basket/preview.server.ts';
import { listRates } from '#app/domain/catalogue/listed-offers.server.ts';
import { listOfferIds } from '#app/domain/catalogue/offers.server.ts';
import { reportClaim } from '#app/domain/evidence/claim-reports.server.ts';
import { methodTransition } from '#app/domain/evidence/method-versions.server.ts';
import { listPublicEvidence } from '#app/domain/evidence/public-evidence.server.ts';
import { seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import { getScoreReport } from '#app/domain/scoring/score-report.server.ts';
import { findScore, withRank } from '#app/domain/scoring/scores.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { listOfferSummaries } from '#app/domain/search/offer-summaries.server.ts';
import { communeName, findOfficialCommune } from '#app/domain/shared/communes.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { displayEmail } from '#app/domain/shared/identifiers/display-email.server.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { getSupplier, listLabels, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidInput } from '#app/http/form-answer.ts';
import { requiredText } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { openingLines } from '#app/i18n/opening-hours.ts';
import { LegalIdentity } from '#app/market/legal-identity.tsx';
import { supplierLinkPreview } from '#app/market/link-previews.server.ts';
import { OpeningTimes, type OpeningTimesView } from '#app/market/opening-times.tsx';
import { ScoreReportPanel } from '#app/market/score-report.tsx';
import { DeliveryTermsList } from '#app/ui/delivery-terms.tsx';
import { MethodChangePanel } from '#app/ui/method-change.tsx';
import { OfferCard } from '#app/ui/offer-card.tsx';
import { Rings } from '#app/ui/rings.tsx';
import { ScoreSentence } from '#app/ui/score-sentence.tsx';

export const meta = pageMeta;

const shownOffers = 4;

export const loader = routeHandler('market/suppliers.$slug', (ctx, { params }: LoaderFunctionArgs) => {
  const supplier = getSupplier(ctx, params.slug ?? '');
  const offerIds = listOfferIds(ctx, supplier.id);
  const { slug, name, lat, lon, legalName, legalForm, siret, vatNumber, phone, address, controlBody, healthMark } =
    supplier;
  const labels = listLabels(ctx, supplier.id);
  const score = withRank(ctx, findScore(ctx, supplier.id));
  return {
    title: name,
    linkPreview: supplierLinkPreview(ctx, supplier, labels),
    supplier: {
      slug,
      name,
      lat,
      lon,
      legalName,
      legalForm,
      siret,
      vatNumber,
      controlBody,
      healthMark,
      email: displayEmail(supplier.email),
      phone,
      address,
      commune: findOfficialCommune(supplier.insee)!,
      headline: translated(supplier.headline, ctx.locale),
      headlineLang: foreignLocale(supplier.headline, ctx.locale),
      story: translated(supplier.story, ctx.locale),
      storyLang: foreignLocale(supplier.story, ctx.locale),
    },
    labels,
    evidence: score && { documented: score.documented, reviewed: score.reviewed, applicable: score.applicable },
    labelsToday: validLabels(ctx, [supplier.id], localDay(ctx.now, ctx.town)).get(supplier.id) ?? [],
    score: seesComposites(ctx.audience) ? score : null,
    dossier: getScoreReport(ctx, supplier),
    disclosures: listPublicEvidence(ctx, supplier.id),
    signedIn: ctx.user !== null,
    change: seesComposites(ctx.audience) ? methodTransition(ctx, supplier) : null,
    terms: previewTerms(ctx, supplier, 1, listRates(ctx, supplier.id)),
    when: whenOpen(supplier, ctx),
    composites: seesComposites(ctx.audience),
    places: seesPlaces(ctx.audience),
    place: ctx.place,
    offerCount: offerIds.length,
    offers: listOfferSummaries(ctx, offerIds.slice(0, shownOffers), ctx.place),
  };
});

function whenOpen(
  { opening, pickupPoints, closures }: Supplier,
  { t, locale, now, town }: RequestContext,
): OpeningTimesView {
  return {
    opening: openingLines(opening, t, locale),
    points: pickupPoints.map(({ insee, ...point }) => ({ ...point, commune: communeName(insee) })),
    closures: closures.filter(({ to }) => to >= localDay(now, town)),
  };
}

const report = z.object({
  criterion: requiredText(80),
  text: requiredText(1000),
});

export const action = formAction('market/suppliers.$slug', {
  report: { schema: report, run: (ctx, input, { slug }) => reportFact(ctx, slug, input) },
});

/** Any signed-in user may report a fact; a steward answers in public. */
function reportFact(ctx: RequestContext, slug: string, { criterion, text }: z.infer<typeof report>): FormAnswer {
  const supplier = getSupplier(ctx, slug);
  if (!findCriterion(ctx.method, criterion)) return invalidInput({ criterion: ctx.t.formErrors.choice });
  reportClaim(ctx, supplier.id, criterion, text);
  return goTo(`/suppliers/${supplier.slug}`, ['claim.reported']);
}

export default function SupplierPage() {
  const {
    supplier,
    labels,
    labelsToday,
    evidence,
    score,
    dossier,
    disclosures,
    signedIn,
    change,
    terms,
    when,
    composites,
    places,
    place,
    offerCount,
    offers,
  } = useLoaderData<typeof loader>();
  const t = useMessages();
  const criterionLabels = Object.fromEntries(dossier.criteria.map(({ id, label }) => [id, label]));
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/suppliers">{t.supplier.title}</a>
        {places && ` · ${supplier.commune.name}`}
      </p>
      <h1 className="mt-2">{supplier.name}</h1>
      <p className="lead mt-1" lang={supplier.headlineLang}>
        {supplier.headline}
      </p>
      <form action="/compare" className="mt-3">
        <input type="hidden" name="s" value={supplier.slug} />
        <button type="submit" className="button quiet">
          {t.supplier.compare}
        </button>
      </form>
      <div className="split mt-6">
        <div className="grid gap-7">
          <section>
            <h2 className="sr-only">{t.supplier.story}</h2>
            <p className="text-lead" lang={supplier.storyLang}>
              {supplier.story}
            </p>
          </section>
          <section className="panel">
            <h2 className="mb-2">{composites ? t.offer.supplierScore : t.scoreSentences.facts}</h2>
            <ScoreSentence score={score} evidence={evidence} labels={labelsToday} size="page" />
            {change && <MethodChangePanel change={change} labels={criterionLabels} />}
          </section>
          <section>
            <h2>{t.supplier.offers}</h2>
            <ul className="cards mt-4">
              {offers.map((card) => (
                <OfferCard key={card.id} card={card} show="offer" near={places} />
              ))}
            </ul>
            {offerCount > offers.length && (
              <p className="mt-4">
                <a href={`/offers?supplier=${supplier.slug}`}>{t.supplier.allOffers(t.count.offers(offerCount))}</a>
              </p>
            )}
          </section>
          <ScoreReportPanel
            dossier={dossier}
            composites={composites}
            disclosures={disclosures}
            reporting={{ signedIn, slug: supplier.slug }}
          />
        </div>
        <div className="grid gap-5">
          {places && (
            <div>
              <h2 className="mb-3">{t.supplier.where}</h2>
              <Rings place={place} dots={[supplier]} />
            </div>
          )}
          <DeliveryTermsList terms={terms} />
          <OpeningTimes {...when} />
          <LegalIdentity supplier={supplier} labels={labels} />
        </div>
      </div>
    </div>
  );
}
