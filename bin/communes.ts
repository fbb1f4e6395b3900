// Builds app/domain/shared/communes.json from the official list (npm package @etalab/decoupage-administratif, MIT):
//   node bin/communes.ts PATH/TO/@etalab/decoupage-administratif/data/communes.json
// Only the departments around Reims (Marne, Aisne, Ardennes); another town adds its own. Run it again once a year.
import { readFileSync, writeFileSync } from 'node:fs';

const departments = ['51', '02', '08'];
type Official = { code: string; nom: string; type: string; departement?: string; codesPostaux?: string[] };

const file = process.argv[2];
if (!file) {
  console.error('Name the communes.json of @etalab/decoupage-administratif.');
  process.exit(2);
}
const rows = (JSON.parse(readFileSync(file, 'utf8')) as Official[])
  .filter(({ type, departement }) => type === 'commune-actuelle' && departments.includes(departement ?? ''))
  .map(
    ({ code, nom, codesPostaux }) => `["${code}","${nom.replaceAll('"', '\\"')}","${(codesPostaux ?? []).join(' ')}"]`,
  )
  .sort();
writeFileSync('app/domain/shared/communes.json', `[\n${rows.join(',\n')}\n]\n`);
console.log(`${rows.length} communes.`);
