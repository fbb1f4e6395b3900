// The catalogue of the open data as DCAT-AP 3.0.1, for harvesters. Its texts stand in every language at once: a program
// has no cookie, and the same address gives the same catalogue to everybody.
import { createHash } from 'node:crypto';
import { latestPublication } from '#app/domain/reporting/publication.server.ts';
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';
import { type FilesContext, factorsText, publishedFile } from './open-data.server.ts';

const authority = 'http://publications.europa.eu/resource/authority';
/** In the authority's list; a language without its code here is not named. */
const languageCodes: Partial<Record<Locale, string>> = { fr: 'FRA', en: 'ENG' };
const described = ['categories.csv', 'months.csv', 'places.csv', 'town.json', 'factors.json'] as const;
const formats = { csv: ['CSV', 'text/csv'], json: ['JSON', 'application/json'] } as const;

const iri = (id: string) => ({ '@id': id, '@type': '@id' });
const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  title: { '@id': 'dct:title', '@container': '@language' },
  description: { '@id': 'dct:description', '@container': '@language' },
  keyword: { '@id': 'dcat:keyword', '@container': '@language' },
  prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
  name: { '@id': 'foaf:name', '@language': 'fr' },
  identifier: 'dct:identifier',
  modified: { '@id': 'dct:modified', '@type': 'xsd:dateTime' },
  byteSize: { '@id': 'dcat:byteSize', '@type': 'xsd:nonNegativeInteger' },
  checksumValue: { '@id': 'spdx:checksumValue', '@type': 'xsd:hexBinary' },
  algorithm: 'spdx:algorithm',
  checksum: 'spdx:checksum',
  inScheme: iri('skos:inScheme'),
  accessURL: iri('dcat:accessURL'),
  downloadURL: iri('dcat:downloadURL'),
  hasEmail: iri('vcard:hasEmail'),
  fn: 'vcard:fn',
  ...Object.fromEntries(
    ['license', 'language', 'publisher', 'spatial', 'accrualPeriodicity', 'format', 'conformsTo'].map((term) => [
      term,
      `dct:${term}`,
    ]),
  ),
  ...Object.fromEntries(
    ['dataset', 'distribution', 'contactPoint', 'theme', 'themeTaxonomy', 'mediaType', 'landingPage'].map((term) => [
      term,
      `dcat:${term}`,
    ]),
  ),
  homepage: 'foaf:homepage',
  availability: 'http://data.europa.eu/r5r/availability',
};

type Texts = Messages['openData'];
const inEach = <T>(of: (texts: Texts, all: Messages) => T): Record<string, T> =>
  Object.fromEntries(locales.map((locale) => [locale, of(catalogues[locale].openData, catalogues[locale])]));
const typed = (type: string, id: string) => ({ '@id': id, '@type': type });
/** A value of one of the authority tables of the European Union. */
const ofTable = (type: string, table: string, code: string) => ({
  ...typed(type, `${authority}/${table}/${code}`),
  inScheme: `${authority}/${table}`,
});

/** JSON-LD of one catalogue with one dataset and its files. `origin`: of this instance. */
export function dcatCatalogue(ctx: FilesContext, origin: string): unknown {
  const { at } = latestPublication(ctx);
  const self = `${origin}/open-data/dcat.jsonld`;
  const shared = {
    language: locales.flatMap((locale) => {
      const code = languageCodes[locale];
      return code ? [ofTable('dct:LinguisticSystem', 'language', code)] : [];
    }),
    spatial: typed('dct:Location', `http://id.insee.fr/geo/commune/${ctx.town.hub.insee}`),
    publisher: {
      '@id': `${origin}/#publisher`,
      '@type': 'foaf:Agent',
      name: ctx.town.operator?.legalName ?? ctx.town.name,
    },
    license: ofTable('dct:LicenseDocument', 'licence', 'ETALAB_2_0'),
    ...(at ? { modified: at } : {}),
  };
  return {
    '@context': context,
    '@id': self,
    '@type': 'dcat:Catalog',
    title: inEach((texts) => texts.catalogue(ctx.town.name)),
    description: inEach((texts) => texts.catalogueLead),
    homepage: typed('foaf:Document', `${origin}/observatory`),
    themeTaxonomy: {
      ...typed('skos:ConceptScheme', `${authority}/data-theme`),
      title: inEach((texts) => texts.themeScheme),
    },
    ...shared,
    dataset: {
      '@id': `${self}#purchases`,
      '@type': 'dcat:Dataset',
      identifier: `${self}#purchases`,
      title: inEach((texts) => texts.dataset),
      description: inEach((texts) => texts.datasetLead),
      keyword: inEach((texts) => texts.keywords),
      theme: (['ECON', 'ENVI', 'GOVE'] as const).map((theme) => ({
        ...ofTable('skos:Concept', 'data-theme', theme),
        prefLabel: inEach((texts) => texts.themes[theme]),
      })),
      accrualPeriodicity: ofTable('dct:Frequency', 'frequency', 'IRREG'),
      landingPage: typed('foaf:Document', `${origin}/observatory`),
      contactPoint: {
        '@id': `${origin}/#contact`,
        '@type': 'vcard:Kind',
        fn: ctx.town.name,
        hasEmail: `mailto:${ctx.town.contact.email}`,
      },
      ...shared,
      distribution: described.map((file) => distribution(ctx, file, origin)),
    },
  };
}

function distribution(ctx: FilesContext, file: (typeof described)[number], origin: string): unknown {
  const [name, ending] = file.split('.') as [string, keyof typeof formats];
  const [format, mediaType] = formats[ending];
  const bytes = Buffer.from(file === 'factors.json' ? factorsText(ctx, null) : publishedFile(ctx, file));
  return {
    '@id': `${origin}/open-data/dcat.jsonld#${file}`,
    '@type': 'dcat:Distribution',
    title: inEach((_, { observatory }) => observatory.files[file]),
    description: inEach((texts) => texts.datasetLead),
    accessURL: `${origin}/observatory`,
    downloadURL: `${origin}/open-data/${file}`,
    mediaType: typed('dct:MediaType', `https://www.iana.org/assignments/media-types/${mediaType}`),
    format: ofTable('dct:MediaTypeOrExtent', 'file-type', format),
    license: ofTable('dct:LicenseDocument', 'licence', 'ETALAB_2_0'),
    availability: {
      ...ofTable('skos:Concept', 'planned-availability', 'STABLE'),
      prefLabel: { en: 'stable', fr: 'stable' },
    },
    byteSize: String(bytes.length),
    checksum: {
      '@type': 'spdx:Checksum',
      algorithm: typed('spdx:ChecksumAlgorithm', 'https://spdx.org/rdf/terms#checksumAlgorithm_sha256'),
      checksumValue: createHash('sha256').update(bytes).digest('hex'),
    },
    ...(ending === 'csv' ? { conformsTo: typed('dct:Standard', `${origin}/open-data/${name}.schema.json`) } : {}),
  };
}
