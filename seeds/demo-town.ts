// The record of the demonstration town, which tests use too. Imported, so that a bundled program has it inside.
import { parseTownFile, townOf } from '#app/domain/towns/town-file.ts';
import file from './data/town.json' with { type: 'json' };

const parsed = parseTownFile(file);
if (!parsed.ok) throw new Error('seeds/data/town.json is no town');

export const demoTown = townOf(parsed.file);
