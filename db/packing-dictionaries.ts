// Texts that the documents of orders share, by kind. The likeliest stand last: deflate names the near cheaply.
// A released dictionary never changes: rows lean on it. Another one has another name, at the end of the list.

/** In the order of the byte that names them. */
export const dictionaryNames = ['impact', 'seller', 'invoice', 'shares'] as const;
export type DictionaryName = (typeof dictionaryNames)[number];

const seller =
  '{"name":"Coopérative Les Atelier Ferme Maison SARL SAS SCOP EARL EI","legalForm":"Entrepreneur individuel","legalForm":"Association","legalForm":"SCIC","legalForm":"SAS","legalForm":"SARL","siret":"000000","vatNumber":null,"vatNumber":"FR","vatRegime":"margin","vatRegime":"franchise","vatRegime":"standard","address":"10 place avenue chemin de la rue des ","postcode":"51100","city":"Reims","email":"contact@","invoiceRoute":null}';

/** The kinds of impact of docs/method.md, the lines of the law on reuse, and the modes of transport. */
const impactChoices = [
  "Produits textiles à l'exception des équipements de protection individuels",
  "Mobilier et aménagement d'intérieur",
  'Matériel informatique et téléphonie',
  'Fournitures de bureau',
  '"kind":"rental","factor":"","usesPerLife":',
  '"kind":"local-food","farm":"food._farm","transport":"food._transport_ref"},',
  '"kind":"published-difference","factor":"it.laptop_refurb_year"},',
  '"kind":"supply-only","factor":"meal.vegetarian"},',
  '"kind":"reuse","factor":"textile."},"factor":"it._new"},"factor":"furniture.chair_wood_new"},',
  '"trip":{"mode":"transport.car_pickup","trip":"dedicated","mode":"transport.on_foot","mode":"transport.cargo_bike_electric","mode":"transport.van35_electric","mode":"transport.van35_parcel_diesel",',
  '"materialKept":"recycled","materialKept":"repair","materialKept":"reuse",',
  '"level":"L2P"},"level":"L1"},"level":"L2"},"level":"L3"},',
  '"egalim":"organic","stated":{"egalim":"organic","egalim":"other-quality","stated":{"egalim":"other-quality","egalim":"none","stated":{"egalim":"none","foodFamily":null,"repairedThing":"sold"}}',
];

const impact = `${impactChoices.join('')}{"methodRef":"mv112-impact/1.0.0-draft.1","factorsRef":"mv112-factors/2026.12-draft.2","quantity":1,"massGrams":1000,"referenceUnits":0,"htCents":00,"scenario":null,"remainingPermille":null,"trip":{"mode":"transport.van35_parcel_diesel","trip":"shared","distanceMeters":1,"sharePermille":1000},"retention":{"percent":50,"level":"L1"},"inclusion":{"yearlyMinutes":0,"yearlyResourcesCents":00000,"level":"L1"},"materialKept":null,"lentUnits":0,"displacementPermille":null,"agec58":null,"egalim":null,"stated":{"egalim":null,"foodFamily":null,"repairedThing":null}}`;

const party = seller.replace(/"vatRegime":"[a-z]+",/g, '');

const invoice = `${party.slice(0, -1)}},"buyer":${party}},"deliveredTo":{"address":"","postcode":"51","city":"},"mandate":null,"vatRegime":"margin","vatRegime":"franchise","paidOn":null,"kind":"credit-note","corrects":{"number":"HALLE-","issuedOn":"2026-"},"locale":"en","kind":"service","nameFr":"Nettoyage de Repas Location "period":{"from":"2026-"to":"kind":"contribution","nameFr":"Lot de, caisse de 12 × 500 g","nameEn":"case of 12, ","unitCode":"HUR"},"unitCode":"KGM"},"vatBasisPoints":1000,"vatBasisPoints":0,"vatBasisPoints":550,{"seller":{"name":"","legalForm":"SARL","siret":"000000","vatNumber":"FR","address":"10 rue des ","postcode":"51100","city":"Reims","email":"contact@","invoiceRoute":null},"buyer":{"name":"","legalForm":null,"siret":null,"vatNumber":null,"address":"12 rue de ","postcode":"51100","city":"Reims","email":"","invoiceRoute":null},"deliveredTo":null,"mandate":"2026-01-01","vatRegime":"standard","paidOn":"2026-","dueOn":"2026-","kind":"invoice","corrects":null,"lines":[{"kind":"goods","nameFr":"","nameEn":"","quantity":1,"htCents":00,"vatCents":0,"vatBasisPoints":2000,"unitCode":"C62"},{"kind":"delivery","nameFr":"","nameEn":"","quantity":1,"unitCode":"C62","vatBasisPoints":2000,"htCents":600,"vatCents":120}],"deliveredOn":"2026-","number":"HALLE-0-2026-0000","issuedOn":"2026-","issuedAt":"2026-T15:00:00.000Z","orderNumber":"","locale":"fr","issuer":{"town":"","iban":"FR"}}`;

const shares =
  '"cents":{"account":"contribution","vatBasisPoints":1000,[{"account":"supplier","vatBasisPoints":null,"cents":00},{"account":"vat","vatBasisPoints":2000,"cents":00},{"vatBasisPoints":0,"htCents":00,"vatCents":0},[{"vatBasisPoints":550,"htCents":00,"vatCents":00},{"vatBasisPoints":2000,"htCents":600,"vatCents":120}]';

export const packingDictionaries: Record<DictionaryName, string> = { impact, seller, invoice, shares };
