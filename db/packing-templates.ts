// The texts of the ledger that each order line makes, with holes. A released template never changes: rows lean on it.
// □ is a hole, ■ the 64 hexadecimal digits of a SHA-256.

/** `pieces` are the texts between the holes; `isHash` says of each hole whether it holds a SHA-256, of which there are `hashes`. */
export type PackedTemplate = { id: number; pieces: readonly string[]; isHash: readonly boolean[]; hashes: number };

function template(id: number, text: string): PackedTemplate {
  const holes = [...text].filter((character) => character === '□' || character === '■');
  const isHash = holes.map((character) => character === '■');
  return { id, pieces: text.split(/[□■]/), isHash, hashes: isHash.filter(Boolean).length };
}

const range = '{"hi":□,"lo":□,"mid":□}';
const emissions = [
  'null',
  `{"actual":□,"baseline":□,"delta":${range},"displacement_permille":□}`,
  '{"actual":□,"baseline":□,"delta":□,"displacement_permille":□}',
];
/** Figures that are a range, or null. */
const ranges = [range, 'null'];

function figuresText(co2e: string, inclusion: string, retained: string): string {
  const basis =
    '{"displacement_assumed":□,"inclusion_evidence":□,"inclusion_ms_per_euro":□,"remaining_permille":□,"retention_bp":□,"supply_ref":□,"uses_per_life":□}';
  return [
    `{"baseline_ref":□,"basis":${basis},"category":{"agec58":□,"egalim":□},"co2e_g":${co2e},"distance_m":□`,
    `"inclusion_min":${inclusion},"mass_g":□,"material_kept_g":{"recycled":□,"repair":□,"reuse":□}`,
    `"mode":"transport.□","money":{"eur_cents_ht":□,"evidence":□,"retained_eur_cents":${retained}}`,
    '"packaging":{"lent_units":□,"returned_units":□},"qty":□,"reference_units":□,"scenario":□,"sold_as":"□","trip":"□","trip_share_permille":□}',
  ].join(',');
}

const figures = emissions
  .flatMap((co2e) => ranges.flatMap((inclusion) => ranges.map((retained) => figuresText(co2e, inclusion, retained))))
  .map((text, index) => template(3 + index, text));

export const packingTemplates = {
  /** The bytes of an `impact.line`. */
  entry: [
    template(
      1,
      '{"at":"□","event":"□","figures_commit":"sha256:■","kind":"impact.line","line":□,"methodology":{"factors":"mv112-factors/□","method":"mv112-impact/□"},"order":"□","private_commit":"sha256:■","v":1}',
    ),
  ],
  /** The parties of an `impact.line`. */
  parties: [template(2, '{"buyer":"□","offer":"□","order_of_buyer":□,"supplier":"□"}')],
  figures,
} as const satisfies Record<string, readonly PackedTemplate[]>;

export type TemplateGroup = keyof typeof packingTemplates;
