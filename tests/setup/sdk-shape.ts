// Compares JSON with the types of the installed Stripe SDK, strictly: the compiler reads each object as a literal, so a
// lacking field, a field that does not exist and a value outside its list are all errors.
import { dirname, join } from 'node:path';
import ts from 'typescript';

const types: Record<string, string> = {
  'checkout.session': 'Stripe.Checkout.Session',
  account: 'Stripe.Account',
  account_link: 'Stripe.AccountLink',
  balance: 'Stripe.Balance',
  balance_transaction: 'Stripe.BalanceTransaction',
  charge: 'Stripe.Charge',
  dispute: 'Stripe.Dispute',
  event: 'Stripe.Event',
  payment_intent: 'Stripe.PaymentIntent',
  refund: 'Stripe.Refund',
  transfer: 'Stripe.Transfer',
  transfer_reversal: 'Stripe.TransferReversal',
};

export type ApiObject = { object: string };

/** Errors of the compiler, one line each; none when every object has the shape that its `object` names. */
export function findShapeErrors(objects: readonly ApiObject[]): string[] {
  const file = join(process.cwd(), 'tests', 'shapes.ts');
  const literals = [...new Set(objects.map((one) => `: ${types[one.object] ?? 'never'} = ${JSON.stringify(one)}`))];
  const text = `import type Stripe from 'stripe';\n${literals.map((one, i) => `export const o${i}${one};`).join('\n')}\n`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  // The SDK leaves each list of values open for later versions; here it is closed.
  host.readFile = (name) => (name === file ? text : readFile(name)?.replaceAll(' | OtherString', ''));
  host.getSourceFile = (name, version) => {
    const source = host.readFile(name);
    return source === undefined ? undefined : ts.createSourceFile(name, source, version);
  };
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0, file: where }) => {
    const line = where ? text.slice(0, start).split('\n').length - 2 : -1;
    const kind = literals[line]?.split(' ')[1] ?? dirname(where?.fileName ?? '');
    return `${kind}: ${ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 600)}`;
  });
}
