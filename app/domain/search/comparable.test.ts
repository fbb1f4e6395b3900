// Pairs of the seeded town: whether the second offer can stand in for the first, for a buyer who looked at the first.
import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { findAttributes } from '#app/domain/catalogue/listed-offers.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { canStandIn } from './comparable.ts';
import { listOfferSummaries } from './offer-summaries.server.ts';

const db = openDb(readFileSync(inject('seededImage')));

/** The same goods or the same service, in another pack, state or hand. */
const same = `
papier-a4-80-g-carton-de-5-ramettes papier-a4-recycle-ramette
papier-a4-recycle-carton-de-5-ramettes papier-a4-recycle-ramette
stylos-bille-bleus-boite-de-50 stylos-rechargeables-lot-de-20
carottes-lavees-sac-de-10-kg carottes-de-plein-champ-cagette-de-10-kg
liquide-vaisselle-bidon-de-10-litres liquide-vaisselle-bidon-de-5-litres
limonade-artisanale-caisse-de-12-75-cl limonade-consignee-caisse-de-12-1-litre
atelier-sobriete-d-equipe-15-personnes atelier-comprendre-sa-facture-d-energie
oignons-filet-de-10-kg oignons-jaunes-sac-de-10-kg
visite-de-la-chevrerie-20-personnes visite-et-degustation-pour-15-personnes
chaise-de-bureau-neuve-dossier-resille chaise-de-bureau-remise-en-etat
ecran-24-pouces-neuf ecran-24-pouces-controle
cafe-moulu-carton-de-12-250-g cafe-moulu-lot-de-10-250-g`;

/** Another thing, another use of it, or a price that no buyer compares. */
const other = `
creation-de-logo-et-charte creation-de-scic-accompagnement
velo-cargo-electrique-a-la-journee place-de-stationnement-velo-securisee-au-mois
velo-de-ville-reconditionne velo-cargo-electrique-au-mois
sac-en-toile-de-parachute draps-reformes-pour-chiffons-sac-de-10-kg
table-en-chene-de-pays-8-places table-de-cuisine
table-de-cuisine table-en-chene-de-pays-8-places
table-en-chene-de-pays-8-places table-basse-a-l-unite
table-basse-a-l-unite table-de-reunion-180-cm
depannage-plomberie-a-l-heure depannage-electrique-a-l-heure
pommes-de-terre-charlotte-sac-de-25-kg pommes-reinette-caisse-de-13-kg
pommes-declassees-caisse-de-15-kg pommes-a-croquer-caisse-de-13-kg
jus-de-raisin-caisse-de-6-1-litre jus-de-pomme-caisse-de-6-1-litre
pain-d-epices-lot-de-6 pain-de-mie-complet-lot-de-4
etagere-sur-mesure-au-metre etagere-de-bureau-cinq-niveaux
bocaux-consignes-500-ml-lot-de-40 soupe-du-jour-bocal-de-4-litres
stylos-bille-bleus-boite-de-50 recharges-de-stylo-boite-de-100
linge-de-table-lot-de-10-nappes lavage-de-linge-plat-au-kilo
choux-blancs-caisse-de-12-kg choux-rouges-caisse-de-12-kg
palettes-triees-lot-de-10 poussiere-de-chanvre-compactee-palette
atelier-barista-pour-vos-equipes atelier-sobriete-d-equipe-15-personnes
formation-gestes-et-postures-8-personnes formation-bureautique-libre-demi-journee
chaise-de-bureau-neuve-dossier-resille chaise-de-reunion-empilable
chaises-en-bois-lot-de-4 chaise-de-reunion-empilable
betteraves-cuites-sachet-de-5-kg betteraves-crues-sac-de-10-kg
nettoyant-sols-bidon-de-5-litres nettoyant-multi-usages-bidon-de-5-litres
cafe-moulu-carton-de-12-250-g cafe-en-grains-seau-de-5-kg
videoprojecteur-controle videoprojecteur-a-la-journee`;

const ids = new Map(
  (db.$client.prepare('select id, slug from offers').all() as { id: number; slug: string }[]).map((row) => [
    row.slug,
    row.id,
  ]),
);
const judged = (pairs: string) =>
  pairs
    .trim()
    .split('\n')
    .map((pair) => ({ pair, fits: fits(...(pair.split(' ') as [string, string])) }));

function fits(one: string, second: string): boolean {
  const reader = { db, locale: 'fr', audience: 'professional', now: new Date(), town: demoTown } as const;
  const pair = [ids.get(one)!, ids.get(second)!];
  const attributes = findAttributes({ db }, pair);
  const cards = listOfferSummaries(reader, pair, demoTown.hub);
  const [own, other] = cards.map((card) => ({ card, attributes: attributes.get(card.id) ?? {} }));
  return canStandIn(own!, other!);
}

test('never takes another thing, or another use of it, for the same', () => {
  expect(judged(other).filter(({ fits }) => fits)).toEqual([]);
});

test('knows the pairs that can stand in for each other', () => {
  expect(judged(same).filter(({ fits }) => !fits)).toEqual([]);
});
