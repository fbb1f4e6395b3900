import { type AsvsRow, parseAsvs } from '#app/domain/shared/asvs.ts';
import text from '../../docs/asvs.csv?raw';

const rows = parseAsvs(text);

/** The rows of docs/asvs.csv as they were when this was built. */
export function listAsvsRows(): readonly AsvsRow[] {
  return rows;
}
