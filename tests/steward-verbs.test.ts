// Each decision of a steward passes a gate that works out interests: the stewards' pages call no verb without it.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = (file: string) => readFileSync(file, 'utf8');

/** Verbs that decide nothing about anybody, each with why. */
const decidesNothing: Record<string, string> = {
  askForSignature: 'keeps a decision until it is signed; its verb passes the gate then',
  enterAgecShare: 'a share of the law, for all, with where it stands',
  consentToRole: 'the second administrator; it asks for one itself, and the person accepts by letter',
  proposeRole: 'the first administrator; it asks for one itself',
  receiveBankStatement: 'reads a file; nothing is entered',
  reconcileBooks: 'compares the books with the provider',
  revokeRole: 'asks for an administrator itself',
  sendLetterCode: 'sends a code to the steward',
  undoBankStatement: 'within a day; what was entered is owed again',
  withdrawRole: 'asks for an administrator itself; nobody has the role then',
};

/** `transitionSupplier` asks for an impartial steward itself. */
const gates = /\b(?:passGate|passCaseGate|requireImpartial|requireImpartialSteward|transitionSupplier)\(/;
const writes = /\b(?:inTransaction|inTransactionOrRollback|recordAudit)\(/;

/** Exported functions that the stewards' wing takes from the domain, with their code. */
function calledVerbs(): Map<string, string> {
  const files = globSync('app/steward/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
  const imports = files.flatMap((file) => [
    ...text(file).matchAll(/import \{([^}]*)\} from '#(app\/domain\/[^']*\.server\.ts)'/g),
  ]);
  const verbs = imports.flatMap(([, names, file]) =>
    names!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => [name, bodyOf(file!, name)] as const),
  );
  return new Map(verbs);
}

function bodyOf(file: string, name: string): string {
  const [, after = ''] = text(file).split(new RegExp(`^export (?:async )?function ${name}\\b`, 'm'));
  return after.split(/^(?:export |async )?(?:function|const) /m)[0]!;
}

test('each verb of a steward works out interests, or is listed with why it decides nothing', () => {
  const writing = [...calledVerbs()].filter(([, body]) => writes.test(body));
  expect(writing.length).toBeGreaterThan(15);
  const open = writing.filter(([, body]) => !gates.test(body)).map(([name]) => name);
  expect(open.sort()).toEqual(Object.keys(decidesNothing).sort());
});
