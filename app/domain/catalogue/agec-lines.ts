// The lines of AGEC article 58 (decree 2024-134, order of 29 February 2024).

/** The words of the national schema (declaration-biens-reemploi-reutilisation-recycle 0.1.0), letter for letter. */
export const agecLines = {
  textiles: "Produits textiles à l'exception des équipements de protection individuels",
  it: 'Matériel informatique et téléphonie',
  reprography: "Matériel de reprographie et d'impression",
  'print-supplies': "Consommables d'impression",
  paper: 'Papier',
  'office-supplies': 'Fournitures de bureau',
  'light-transport': 'Engins de transport et pièces détachées',
  vehicles: 'Véhicules et pièces détachées',
  furniture: "Mobilier et aménagement d'intérieur",
  'street-furniture': 'Mobilier urbain',
  'waste-collection': 'Equipements de collecte de déchets',
  jars: 'Bocaux et flacons',
  sports: 'Articles et équipement sportifs',
  'green-spaces': "Matériel d'entretien des espaces verts",
  modular: 'Bâtiments modulaires ou préfabriqués',
  'large-appliances': 'Gros électroménager, y compris appareils professionnels',
  toys: 'Jeux et jouets',
} as const;
export type AgecLine = keyof typeof agecLines;
export const agecLineKeys = Object.keys(agecLines) as AgecLine[];

/** Words of former drafts of the schema, as older entries have them. */
const formerNames = new Map<string, AgecLine>([
  ['Produits textiles hors EPI', 'textiles'],
  ['Équipements de collecte de déchets', 'waste-collection'],
]);

/** The line of a word, of today or of a former draft; undefined for another word. */
export function findAgecLine(word: string): AgecLine | undefined {
  return formerNames.get(word) ?? agecLineKeys.find((line) => agecLines[line] === word);
}
