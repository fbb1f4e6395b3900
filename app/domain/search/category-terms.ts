// Extra search terms of a category and a kind, beside the text of the offer. Index vocabulary, not interface text; French
// where a language has none.
import type { Category, OfferKind } from '#app/domain/catalogue/offer.ts';
import type { BySource } from '#app/domain/shared/locale.ts';

export const categoryTerms: BySource<Record<Category, string>> = {
  fr: {
    furniture: 'mobilier meuble',
    it: 'informatique ordinateur',
    'paper-office': 'papier fournitures bureau',
    food: 'alimentation épicerie',
    meals: 'repas traiteur restauration',
    cleaning: 'entretien nettoyage hygiène',
    textiles: 'textile linge',
    workwear: 'vêtement travail tenue',
    maintenance: 'maintenance réparation travaux',
    events: 'événement réception fête',
    services: 'service prestation',
    rentals: 'location louer',
    'reused-materials': 'matériaux réemploi chantier',
  },
  en: {
    furniture: 'furniture',
    it: 'computing computer',
    'paper-office': 'paper office supplies',
    food: 'food grocery',
    meals: 'meal catering',
    cleaning: 'cleaning hygiene',
    textiles: 'textile linen',
    workwear: 'workwear clothing',
    maintenance: 'maintenance repair',
    events: 'event reception',
    services: 'service',
    rentals: 'rental rent hire',
    'reused-materials': 'reused materials building',
  },
};

export const kindTerms: BySource<Record<OfferKind, string>> = {
  fr: {
    new: 'neuf',
    reused: 'réemploi occasion',
    repaired: 'réparé reconditionné',
    rental: 'location',
    service: 'service',
    'by-product': 'coproduit surplus',
  },
  en: {
    new: 'new',
    reused: 'reused second-hand',
    repaired: 'repaired refurbished',
    rental: 'rental',
    service: 'service',
    'by-product': 'by-product surplus',
  },
};
