// Words and names of the code: one word for one thing. docs/glossary.md says what each word means.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Not to be used in identifiers (split at capitals), with the words to use instead. */
const insteadOf: Record<string, string> = {
  visit: 'ctx, or peerVisit for a visit between suppliers',
  hall: 'services',
  stall: 'own, supplier or SupplierBasket',
  desk: 'seller or moderation',
  held: 'the noun of the row',
  told: 'flash, event, result',
  said: 'reason, text',
  words: 'messages, labels, terms, comments, text',
  settle: 'confirm, accept, decide, close, flush, record',
  proof: 'evidence, submission',
  forget: 'erase, anonymise',
  blank: 'anonymise',
  scrub: 'erase',
  stands: 'status, position, effective',
  standing: 'status, position, effective',
  most: 'max',
  least: 'min',
  helper: 'the verb of the business',
  util: 'the verb of the business',
  manage: 'the verb of the business',
  process: 'the verb of the business',
  handle: 'the verb of the business',
};

/** The names of the API's fields are published. */
const isOfApi = (file: string) => file.startsWith('app/api/');

/** Where a word of that list is the field's own, or another's. */
const isAllowed = (word: string, name: string, file: string): boolean => {
  if (word === 'visit')
    return /peerVisit|visitI(d|nvit)|VisitI|VisitFinding|VisitBar|VisitEvidence|VisitOf/i.test(name);
  if (word === 'settle') return /^settlePart/.test(name) || file.includes('/settlement/');
  if (word === 'proof')
    return /domain\/(ledger|receipts)\/|app\/verify\/|^bin\/ledger/.test(file) || name === 'proofLead';
  if (word === 'desk') return file.endsWith('/synonyms-en.ts'); // what buyers type
  if (word === 'words') return ['typedWords', 'stopWords'].includes(name) || (name === 'words' && isOfApi(file));
  if (word === 'process') return ['process', 'ChildProcess', 'ProcessEnv', 'businessProcessId'].includes(name);
  if (word === 'handle') return ['handle', 'handleRequest', 'handleError', 'userHandle'].includes(name); // Remix's, a shop's column, WebAuthn's
  if (word === 'blank') return name === 'createBlankSessionCookie'; // Lucia's
  return false;
};

/** Not to be used in comments and test titles either: a private English that a reader would have to learn. */
const phrases =
  /\b(nobody['’]?s?|somebody|anew|meanwhile|what (?:stands|was said|is said)|as it were|the other way round|put (?:away|in force)|taken up|given back|stalls?|the hall|the desk)\b/i;
const bareClause = /(?:^|[.:;] )(?:What|Who|Where) (?!if\b)[^?]*$/;

const sources = globSync('{app,db,seeds,bin,server,tests}/**/*.{ts,tsx}').filter((file) => !file.includes('.d.ts'));
const parsed = sources.map((file) => ({
  file,
  source: ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
}));
const isTest = (file: string) => /\.(test|contract)\.|^tests\//.test(file);
const isCatalogue = (file: string) => /^app\/i18n\/[a-z]{2}\//.test(file);
const wordsOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _]+/);

/** Names that a file declares itself: variables, functions, types, parameters, properties. */
function declaredNames(source: ts.SourceFile): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const walk = (node: ts.Node): void => {
    const { parent } = node;
    const isOwn = ts.isIdentifier(node) && 'name' in parent && parent.name === node;
    if (isOwn && !ts.isPropertyAccessExpression(parent) && !ts.isImportSpecifier(parent) && !ts.isJsxAttribute(parent))
      names.push(node);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return names;
}

test('identifiers use the words of the glossary', () => {
  const wrong = parsed
    .filter(({ file }) => !isTest(file) && !isCatalogue(file))
    .flatMap(({ file, source }) =>
      declaredNames(source).flatMap(({ text }) =>
        wordsOf(text)
          .filter((word) => Object.hasOwn(insteadOf, word) && !isAllowed(word, text, file))
          .map((word) => `${file}: ${text} (${word}: say ${insteadOf[word]})`),
      ),
    );
  expect([...new Set(wrong)]).toEqual([]);
});

/** Comments of a file, each run of line comments as one. */
function commentsOf(source: ts.SourceFile): string[] {
  const { text } = source;
  const found = new Map<number, string>();
  const walk = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    for (const range of [
      ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ])
      found.set(range.pos, text.slice(range.pos, range.end));
    ts.forEachChild(node, walk);
  };
  walk(source);
  return [...found.values()].map((comment) => comment.replace(/^[/* ]+|[/* ]+$|\n\s*\*?/g, ' ').trim());
}

function titlesOf(source: ts.SourceFile): string[] {
  const titles: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|describe)\b/.test(node.expression.getText(source))) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return titles;
}

test('comments and test titles are plain English', () => {
  const wrong = parsed
    .filter(({ file }) => file !== 'tests/glossary.test.ts')
    .flatMap(({ file, source }) => {
      const texts = [...commentsOf(source), ...(isTest(file) ? titlesOf(source) : [])];
      return texts.filter((text) => phrases.test(text) || bareClause.test(text)).map((text) => `${file}: ${text}`);
    });
  expect(wrong).toEqual([]);
});

type Exported = { name: string; kind: 'type' | 'function' | 'value' };

/** Exported names of a file with whether each is a type, a function or a value. */
function exportsOf(source: ts.SourceFile): Exported[] {
  return source.statements.flatMap((statement): Exported[] => {
    const isExported =
      ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.[0]?.kind === ts.SyntaxKind.ExportKeyword;
    if (!isExported) return [];
    if (
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isClassDeclaration(statement)
    )
      return statement.name ? [{ name: statement.name.text, kind: 'type' }] : [];
    if (ts.isFunctionDeclaration(statement))
      return statement.name ? [{ name: statement.name.text, kind: 'function' }] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      if (!ts.isIdentifier(name)) return [];
      const isFunction = initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
      return [{ name: name.text, kind: isFunction ? 'function' : 'value' }];
    });
  });
}

/** Remix asks for these names in each route file. */
const ofRoutes = ['loader', 'action', 'meta', 'links', 'headers', 'handle', 'shouldRevalidate', 'ErrorBoundary'];
const exported = parsed
  .filter(({ file }) => /^(app|db)\//.test(file) && !isTest(file) && !isCatalogue(file))
  .flatMap(({ file, source }) => exportsOf(source).map((one) => ({ ...one, file })))
  .filter(({ name }) => !ofRoutes.includes(name))
  .filter(({ name, file }, i, all) => all.findIndex((one) => one.name === name && one.file === file) === i); // overloads
const repeated = <T>(items: readonly T[], keyOf: (item: T) => string) =>
  [...Map.groupBy(items, keyOf)].filter(([, group]) => group.length > 1).map(([key]) => key);

test('no exported type shares its name with another type, component or function', () => {
  const taken = repeated(
    exported.filter(({ kind }) => kind !== 'value'),
    ({ name }) => name,
  );
  expect(taken).toEqual([]);
});

test('exported functions of one word are at most one in a hundred', () => {
  const functions = exported.filter(({ kind, name }) => kind === 'function' && /^[a-z]/.test(name));
  const short = functions.filter(({ name }) => /^[a-z]+$/.test(name)).map(({ name }) => name);
  expect([short, short.length / functions.length <= 0.01]).toEqual([short, true]);
});

test('no base name stands in two rooms of the domain', () => {
  const stems = new Set(
    sources
      .filter((file) => file.startsWith('app/domain/'))
      .map((file) => file.replace(/(\.server)?(\.test|\.contract)?\.tsx?$/, '')),
  );
  expect(repeated([...stems], (stem) => basename(stem))).toEqual([]);
});

test('no name under app is once a .ts and once a .tsx file', () => {
  const files = sources.filter((file) => file.startsWith('app/') && !file.includes('.test.'));
  expect(
    repeated(files, (file) => basename(file).replace(/\.tsx?$/, '')).filter((stem) => {
      const kinds = new Set(
        files.filter((file) => basename(file).replace(/\.tsx?$/, '') === stem).map((file) => file.split('.').at(-1)),
      );
      return kinds.size > 1;
    }),
  ).toEqual([]);
});
