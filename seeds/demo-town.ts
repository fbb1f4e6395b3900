// The record of the demonstration town, which tests use too.
import { join } from 'node:path';
import { readTownFile } from '#app/domain/towns/towns.server.ts';

export const demoTown = readTownFile(join(import.meta.dirname, 'data', 'town.json'));
