// Turns the town's data files into the inputs of the domain's verbs. Every organisation here is fictional.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categories } from '#app/domain/catalogue/offer.ts';
import type { Mode } from '#app/domain/impact/terms.ts';
import { addMonths } from '#app/domain/scoring/score.ts';
import { findCriterion, rangeOf } from '#app/domain/scoring/scoring-method.ts';
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';
import { passesLuhn } from '#app/domain/shared/identifiers/luhn.ts';
import type { Registration } from '#app/domain/suppliers/registration.server.ts';
import { documents, labels } from './bilingual.ts';
import { demoTown } from './demo-town.ts';
import { files, profiles, rebondLevels } from './profiles.ts';
import { pickOne, seededRandom } from './random.ts';
import { method } from './shipped-rules.ts';

const modes: Record<string, Mode> = {
  diesel: 'transport.van35_parcel_diesel',
  electric: 'transport.van35_electric',
  cargo: 'transport.cargo_bike_electric',
  foot: 'transport.on_foot',
};

export function readRows(file: string): string[][] {
  const text = readFileSync(join(import.meta.dirname, 'data', file), 'utf8');
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('|'));
}

/** The value of a cell, when it is of a closed list of the domain. Throws otherwise. */
export function requireOneOf<T extends string>(allowed: readonly T[], cell: string | undefined): T {
  const found = allowed.find((value) => value === cell);
  if (found === undefined) throw new Error(`seeds: ${cell} is none of ${allowed.join(', ')}`);
  return found;
}

/** A SIRET whose SIREN has a valid check digit but starts with 000, which INSEE never assigns. */
export function fictionalSiret(n: number): string {
  const siren = withKey(`000${String(n).padStart(5, '0')}`);
  return withKey(`${siren}0001`);
}

function withKey(digits: string): string {
  return Array.from({ length: 10 }, (_, key) => `${digits}${key}`).find(passesLuhn)!;
}

/** Parses a row of suppliers.psv. `today` dates the evidence; the fictional SIRET is made from `n`. */
export function supplierFrom(row: string[], n: number, today: string): Registration {
  const [
    slug,
    name,
    trade,
    place,
    dLat,
    dLon,
    form,
    vat,
    fte,
    profile,
    file,
    mode,
    days,
    shared,
    dedicated,
    pickup,
    minimum,
    headlineFr,
    headlineEn,
    storyFr,
    storyEn,
    tags,
    open,
  ] = row as [string, ...string[]] & string[];
  const commune = demoTown.communes.find((c) => c.name === place);
  if (!commune) throw new Error(`seeds: no commune named ${place}`);
  const siret = fictionalSiret(n);
  const headcount = Number(fte);
  const next = seededRandom(slug);
  const resourcesCents =
    Math.round(headcount * (profile === 'wholesale' ? 310_000 : profile === 'rebond' ? 29_883 : 62_000)) * 100;
  const facts = factsFrom(profile!, file!, today, next);
  const inclusion = facts.find((fact) => fact.criterionId === 'soc.inclusion_hours');
  return {
    slug,
    name: name!,
    trade: requireOneOf(categories, trade),
    headline: { fr: headlineFr!, en: headlineEn! },
    story: { fr: storyFr!, en: storyEn! },
    legalName: name!,
    legalForm: form!,
    siren: siret.slice(0, 9),
    siret,
    vatNumber:
      vat === 'franchise'
        ? null
        : `FR${String((12 + 3 * (Number(siret.slice(0, 9)) % 97)) % 97).padStart(2, '0')}${siret.slice(0, 9)}`,
    vatRegime: vat as Registration['vatRegime'],
    contactName: pickOne(seededRandom(`${slug} contact`), [
      'A. Martin',
      'S. Bernard',
      'L. Robert',
      'N. Moreau',
      'K. Haddad',
      'M. Colin',
    ]),
    email: `contact@${slug}.example`,
    phone: `03 26 00 ${String(10 + (n % 90)).padStart(2, '0')} ${String(10 + ((n * 7) % 90)).padStart(2, '0')}`,
    address: `${1 + (n % 40)} ${pickOne(next, ['rue de la Plaine', 'rue des Tilleuls', 'chemin des Vignes', 'rue du Moulin', 'place de la Mairie', 'rue des Artisans'])}`,
    insee: commune.insee,
    lat: round(commune.lat + Number(dLat) / 1000),
    lon: round(commune.lon + Number(dLon) / 1000),
    headcount,
    resourcesCents,
    inclusiveMinutes: inclusion
      ? Math.round((headcount * (form!.includes('ACI') ? 1820 : 1607) * 60 * inclusion.value) / 100)
      : null,
    deliveryMode: modes[mode!]!,
    deliveryDays: days ? days.split(',').map(Number) : [],
    deliveryHours: days ? (n % 3 === 0 ? '14:00-17:00' : '09:00-12:00') : '',
    sharedFeeCents: shared ? centsFromEuros(shared) : null,
    dedicatedFeeCents: dedicated ? centsFromEuros(dedicated) : null,
    pickup: pickup === 'y' || (!shared && !dedicated),
    minimumOrderCents: centsFromEuros(minimum!),
    opening: pickup === 'y' ? hoursFrom(open ?? '') : [],
    pickupPoints: pickup === 'y' && trade === 'food' ? [saturdayMarket] : [],
    facts,
    exemptions: Object.entries(profiles[profile!]!).flatMap(([criterionId, value]) =>
      typeof value === 'string' ? [{ criterionId, reason: value, until: exemptUntil(criterionId, today) }] : [],
    ),
    // No body has this number: the supplier and its certificate are fictional.
    controlBody: tags?.split(',').includes('organic') ? 'FR-BIO-99' : null,
    labels: (tags ?? '')
      .split(',')
      .filter(Boolean)
      .map((label) => ({
        label,
        certifier: labels[label]!,
        validUntil: addMonths(today, label === 'label-rouge' ? 12 : 4 + Math.floor(next() * 18)),
      })),
  };
}

function exemptUntil(criterionId: string, today: string): string {
  return addMonths(today, findCriterion(method, criterionId)!.validity_months);
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** "mon-thu 08:30-12:00,13:30-17:00 + sat 10:00-12:00". */
function hoursFrom(text: string): Registration['opening'] {
  return text
    .split(' + ')
    .filter(Boolean)
    .flatMap((group) => {
      const [days, times] = group.split(' ') as [string, string];
      const [first, last = first] = days.split('-').map((day) => weekdays.indexOf(day) + 1) as [number, number?];
      return Array.from({ length: last - first + 1 }, (_, i) =>
        times.split(',').map((span) => {
          const [from, to] = span.split('-') as [string, string];
          return { day: first + i, from, to };
        }),
      ).flat();
    });
}

const saturdayMarket = {
  name: 'Marché du samedi',
  address: 'place de la Mairie',
  insee: '51183',
  hours: 'samedi 8 h 30 - 12 h 30',
};

function factsFrom(profile: string, file: string, today: string, next: () => number): Registration['facts'] {
  const { share, months, levels } = files[file]!;
  return method.criteria.flatMap((criterion, i) => {
    const middle = profiles[profile]![criterion.id];
    const known = next() < share;
    const wobble = profile === 'rebond' ? 1 : 0.85 + next() * 0.3;
    const level = profile === 'rebond' ? rebondLevels[i]! : pickOne(next, levels);
    const age = months[0] + Math.floor(next() * (months[1] - months[0] + 1));
    if (typeof middle !== 'number' || !known || level === 'L0') return [];
    const { max } = rangeOf(criterion);
    const whole = ['niveau 0-3', 'points 0-5', 'nombre'].includes(criterion.unit);
    const value = whole ? middle : Math.min(max, Math.round(middle * wobble * 10) / 10);
    const document = documents[criterion.id]!;
    return [
      {
        criterionId: criterion.id,
        value,
        level: level as Exclude<EvidenceLevel, 'L0'>,
        datedOn: addMonths(today, -age),
        document: { fr: criterion.evidence[level === 'L2P' ? 'L2' : level] ?? document.fr, en: document.en },
        checkedBy: level === 'L1' || level === 'L4' ? null : pickOne(next, ['N. Petit', 'A. Lefèvre', 'M. Oudin']),
      },
    ];
  });
}

export function centsFromEuros(text: string): number {
  return Math.round(Number(text) * 100);
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
