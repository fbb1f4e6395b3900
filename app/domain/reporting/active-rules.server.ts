// Loads the active method and the factors: at start, and again when this or another process has published a version.
import { activeMethodRef } from '#app/domain/evidence/method-versions.server.ts';
import { readShippedFactors } from '#app/domain/impact/factor-files.server.ts';
import { makeFactors } from '#app/domain/impact/factor-set.ts';
import { firstMethodRef, methodsFolder, requireMethod } from '#app/domain/scoring/method-files.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import type { Db } from '#db/client.ts';
import { hasLatestFactors, loadFactors } from './factor-versions.server.ts';

/** `current` goes into each new context; `reload` makes it what the database says now. */
export type LoadedRules = { current: ActiveRules; reload: () => void };

/** Throws when the active method has no sound file, or a version of the factors is broken. */
export function loadRules(db: Db, folder = methodsFolder): LoadedRules {
  const rules: LoadedRules = {
    current: { method: requireMethod(activeMethodRef({ db }), folder), factors: loadFactors({ db }) },
    reload() {
      const { method, factors } = rules.current;
      const methodRef = activeMethodRef({ db });
      rules.current = {
        method: methodRef === refOf(method) ? method : requireMethod(methodRef, folder),
        factors: hasLatestFactors({ db }, factors) ? factors : loadFactors({ db }),
      };
    },
  };
  return rules;
}

/** The versions that come with the code, whatever a database says: for the command line, seeds and tests. */
export function shippedRules(): ActiveRules {
  const [first, ...later] = readShippedFactors();
  return { method: requireMethod(firstMethodRef), factors: makeFactors(first!, later) };
}
