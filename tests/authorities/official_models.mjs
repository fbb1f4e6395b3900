// @ts-nocheck: its only import is installed when it runs, outside this project.
// Evaluates rules of the official models with their own engine; run in the folder where the packages are installed.
// Reads [{ model, rule, situation }] on standard input, writes [{ value, unit, said }]. The engine only logs unknown
// choices and units that do not fit: what it says while a rule is evaluated is handed back, never lost.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(`${process.cwd()}/package.json`));
const engineName = 'publicodes';
const { default: Engine } = require(engineName);
const files = {
  nosgestesclimat: 'nosgestesclimat/public/co2-model.FR-lang.fr.json',
  livraison: 'publicodes-impact-livraison/publicodes-build/publicodes-impact-livraison.model.json',
  'acv-numerique': 'publicodes-acv-numerique/publicodes-build/publicodes-acv-numerique.model.json',
  commun: 'publicodes-commun/publicodes-build/publicodes-commun.model.json',
};
let said = [];
const say = (message) => said.push(String(message).split('\n').filter(Boolean).slice(0, 4).join(' '));
const logger = { log() {}, warn: say, error: say };
const engines = new Map();

function engineOf(model) {
  if (!engines.has(model)) {
    const rules = JSON.parse(readFileSync(`node_modules/@incubateur-ademe/${files[model]}`, 'utf8'));
    engines.set(model, new Engine(rules, { logger }));
    said = []; // what a model says of its own rules is its publisher's
  }
  return engines.get(model);
}

const asked = JSON.parse(readFileSync(0, 'utf8'));
const answers = asked.map(({ model, rule, situation }) => {
  const engine = engineOf(model);
  engine.evaluate(rule);
  const own = new Set(said); // the model's own faults, which come without a situation too
  said = [];
  try {
    const set = situation ? engine.shallowCopy().setSituation(situation) : engine;
    const { nodeValue, unit } = set.evaluate(rule);
    const names = unit
      ? [...unit.numerators, ...(unit.denominators.length > 0 ? ['/', ...unit.denominators] : [])]
      : [];
    return { value: nodeValue ?? null, unit: names.join(' '), said: said.filter((text) => !own.has(text)) };
  } catch (error) {
    return { value: null, unit: '', said: [String(error.message).split('\n').filter(Boolean).slice(0, 4).join(' ')] };
  }
});
process.stdout.write(JSON.stringify(answers));
