// Owns the record of the town. A process reads it once, when it starts, and passes it in every context; it never changes
// while the process runs.
import { readFileSync } from 'node:fs';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { faultSentence, parseJsonFile } from '#app/domain/shared/file-fault.ts';
import type { Town } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { hasRow } from '#db/rows.ts';
import { towns } from '#db/schema/towns.ts';
import { SetupError } from '#db/setup-error.ts';
import { parseTownFile, townOf } from './town-file.ts';

const only = 1;

/** The town of the database. Throws SetupError when it has none yet. */
export function loadTown({ db }: Pick<Ctx, 'db'>): Town {
  const row = db.select().from(towns).get();
  if (!row)
    throw new SetupError(
      `${db.$client.name} has no town yet: run \`npm run seed\` for the demonstration town, or \`npm run halle -- town FILE\` for your own.`,
    );
  const { name, shortName, communes, insee, lat, lon, south, north, west, east, timeZone, visitors, operator } = row;
  return townOf({
    name,
    shortName,
    communes,
    hub: { insee, lat, lon },
    bounds: { south, north, west, east },
    timeZone,
    visitors,
    operator,
    contact: { email: row.email, phone: row.phone },
    address: { street: row.street, postcode: row.postcode, city: row.city },
  });
}

/**
 * Marks the database as a demonstration, for good: its people have a printed password. No verb takes the mark away, and
 * a new record of the town leaves it.
 */
export function markDemonstration({ db }: Pick<Ctx, 'db'>): void {
  db.update(towns).set({ demonstration: true }).run();
}

/** Whether the seeds have filled this database. */
export function isDemonstration({ db }: Pick<Ctx, 'db'>): boolean {
  return hasRow(db, 'select 1 from towns where demonstration = 1');
}

/** The town of a JSON file, such as seeds/data/town.json. Throws SetupError with all of its faults. */
export function readTownFile(path: string): Town {
  const parsed = parseJsonFile(readFileSync(path, 'utf8'), parseTownFile);
  if (!parsed.ok) throw new SetupError(`${path} is no town: ${parsed.faults.map(faultSentence).join('; ')}.`);
  return townOf(parsed.file);
}

/** Writes `ctx.town` as the town of the database. Processes that run already keep the former one. */
export function saveTown(ctx: Ctx): void {
  const { name, shortName, communes, hub, bounds, timeZone, contact, address, visitors, operator } = ctx.town;
  const { insee, lat, lon } = hub;
  const record = {
    ...{ name, shortName, communes: [...communes], insee, lat, lon, timeZone, visitors, operator },
    ...bounds,
    ...contact,
    ...address,
  };
  inTransaction(ctx, ({ db }) => {
    db.insert(towns)
      .values({ id: only, ...record })
      .onConflictDoUpdate({ target: towns.id, set: record })
      .run();
    recordAudit(ctx, 'saveTown', name);
  });
}
