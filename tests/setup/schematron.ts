// Runs the published rules of e-invoices (Schematron, compiled to XSLT 2 by its skeleton) without an XSLT processor: their
// templates hold nothing but XPath, which fontoxpath evaluates. Each rule is read and compiled once.
import { readFileSync } from 'node:fs';
import { evaluateXPathToBoolean, evaluateXPathToNodes, registerXQueryModule } from 'fontoxpath';
import { type Document, type Element, type Node, parseXmlDocument } from 'slimdom';

const xslt = 'http://www.w3.org/1999/XSL/Transform';
const svrl = 'http://purl.oclc.org/dsdl/svrl';

/** `names`: elements without which the path finds nothing. */
type Path = { xpath: string; names: readonly string[] };
type Assertion = { id: string; warning: boolean; xpath: string; expected: boolean };
type Rule = { paths: readonly Path[]; assertions: readonly Assertion[] };
export type RuleSet = {
  /** Patterns: of the rules of one, the first that matches a node judges it. */
  patterns: readonly (readonly Rule[])[];
  namespaces: ReadonlyMap<string, string>;
  codes: Document | null;
  /** Prefix and namespace of the set's own functions, where it has some. */
  functions: Record<string, string>;
};
export type Finding = { id: string; warning: boolean };

/** Reads a rule set; `codesFile` is the document of code lists that its rules look into. */
export function readRuleSet(file: string, codesFile?: string): RuleSet {
  const root = parseXmlDocument(readFileSync(file, 'utf8')).documentElement!;
  const namespaces = new Map(
    root.attributes.filter(({ prefix }) => prefix === 'xmlns').map(({ localName, value }) => [localName, value]),
  );
  const globals = childrenOf(root, 'variable')
    .filter((variable) => variable.hasAttribute('select'))
    .map(binding);
  const patterns = Map.groupBy(childrenOf(root, 'template').filter(isRule), (rule) => rule.getAttribute('mode'));
  return {
    patterns: [...patterns.values()].map((rules) =>
      rules.sort((a, b) => priorityOf(b) - priorityOf(a)).map((rule) => readRule(rule, globals)),
    ),
    namespaces,
    codes: codesFile ? parseXmlDocument(readFileSync(codesFile, 'utf8')) : null,
    functions: registerFunctions(childrenOf(root, 'function'), namespaces),
  };
}

function childrenOf(element: Element, name: string, namespace = xslt): Element[] {
  return element.children.filter((child) => child.localName === name && child.namespaceURI === namespace);
}

const priorityOf = (rule: Element) => Number(rule.getAttribute('priority'));

function isRule(template: Element): boolean {
  return /^M\d+$/.test(template.getAttribute('mode') ?? '') && childrenOf(template, 'fired-rule', svrl).length > 0;
}

/** Code lists are passed as a variable: fontoxpath opens no documents. */
function expression(element: Element, attribute: string): string {
  return (element.getAttribute(attribute) ?? '()').replaceAll(/document\('[^']*'\)/g, '$codes');
}

function binding(variable: Element): string {
  return `let $${variable.getAttribute('name')} := (${expression(variable, 'select')}) return `;
}

function readRule(template: Element, globals: readonly string[]): Rule {
  const bindings = [...globals, ...childrenOf(template, 'variable').map(binding)];
  const failing = childrenOf(template, 'choose').flatMap((choice) => {
    const test = expression(childrenOf(choice, 'when')[0]!, 'test');
    const otherwise = childrenOf(choice, 'otherwise');
    return otherwise.flatMap((one) => childrenOf(one, 'failed-assert', svrl)).map((found) => ({ found, test }));
  });
  const reporting = childrenOf(template, 'if').flatMap((one) =>
    childrenOf(one, 'successful-report', svrl).map((found) => ({ found, test: expression(one, 'test') })),
  );
  const assertion = ({ found, test }: { found: Element; test: string }, expected: boolean): Assertion => {
    const [id, flag] = ['id', 'flag'].map((name) => attributeOf(found, name));
    return { id: id ?? '', warning: flag === 'warning', xpath: bound(`boolean((${test}))`, bindings), expected };
  };
  return {
    paths: alternativesOf(expression(template, 'match')).map((path) => readPath(path, globals)),
    assertions: [...failing.map((one) => assertion(one, true)), ...reporting.map((one) => assertion(one, false))],
  };
}

function attributeOf(found: Element, name: string): string | undefined {
  return childrenOf(found, 'attribute').find((one) => one.getAttribute('name') === name)?.textContent ?? undefined;
}

function bound(xpath: string, bindings: readonly string[]): string {
  return /\$(?!codes\b)/.test(xpath) ? bindings.join('') + xpath : xpath;
}

function readPath(path: string, globals: readonly string[]): Path {
  const steps = depths(path)
    .filter(({ depth }) => depth === 0)
    .map(({ character }) => character)
    .join('');
  return {
    xpath: bound(`(${path.startsWith('/') ? path : `//${path}`})`, globals),
    names: [...steps.matchAll(/[\w-]+:([\w-]+)/g)].map(([, name]) => name!),
  };
}

/** The alternatives of a pattern, split at the bars that stand outside of brackets and texts. */
function alternativesOf(pattern: string): string[] {
  const alternatives = [''];
  for (const { character, depth } of depths(pattern))
    if (character === '|' && depth === 0) alternatives.push('');
    else alternatives[alternatives.length - 1] += character;
  return alternatives.map((one) => one.trim());
}

/** Each character with the number of brackets and texts around it. */
function depths(pattern: string): { character: string; depth: number }[] {
  let depth = 0;
  let quote = '';
  return [...pattern].map((character) => {
    const before = depth + (quote ? 1 : 0);
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '[' || character === '(') depth++;
    else if (character === ']' || character === ')') depth--;
    return { character, depth: Math.max(before, depth + (quote ? 1 : 0)) };
  });
}

/** The functions of a set as an XQuery module: parameters, variables and one result. */
function registerFunctions(functions: readonly Element[], namespaces: ReadonlyMap<string, string>) {
  const prefix = functions[0]?.getAttribute('name')?.split(':')[0];
  const uri = prefix && namespaces.get(prefix);
  if (!prefix || !uri) return {};
  const others = [...namespaces].filter(([name]) => name !== prefix && name !== 'xs');
  // Texts of XQuery know entities, and its variables may have no prefix here.
  const written = (element: Element) =>
    expression(element, 'select').replaceAll('&', '&amp;').replaceAll(`$${prefix}:`, '$');
  const type = (element: Element) => (element.hasAttribute('as') ? ` as ${element.getAttribute('as')}` : '');
  registerXQueryModule(
    [
      `module namespace ${prefix} = "${uri}";`,
      ...others.map(([name, value]) => `declare namespace ${name} = "${value}";`),
      ...functions.map((own) => {
        const parameters = childrenOf(own, 'param').map((one) => `$${one.getAttribute('name')}${type(one)}`);
        const variables = childrenOf(own, 'variable').map(
          (one) => `let $${one.getAttribute('name')?.split(':').at(-1)} := (${written(one)}) return `,
        );
        const body = variables.join('') + written(childrenOf(own, 'sequence')[0]!);
        return `declare %public function ${own.getAttribute('name')}(${parameters.join(', ')})${type(own)} { ${body} };`;
      }),
    ].join('\n'),
  );
  return { [prefix]: uri };
}

/** The rules that an XML document breaks, with warnings marked; empty when it keeps all. */
export function checkRules({ patterns, namespaces, codes, functions }: RuleSet, xml: string): Finding[] {
  const document = parseXmlDocument(xml);
  const names = new Set(evaluateXPathToNodes<Element>('//* | //@*', document).map(({ localName }) => localName));
  const options = {
    namespaceResolver: (prefix: string) =>
      namespaces.get(prefix) ?? (prefix === 'xs' ? 'http://www.w3.org/2001/XMLSchema' : null),
    moduleImports: functions,
  };
  return patterns.flatMap((rules) => {
    const judged = new Set<Node>();
    return rules.flatMap(({ paths, assertions }) => {
      const nodes = paths
        .filter((path) => path.names.every((name) => names.has(name)))
        .flatMap(({ xpath }) => evaluateXPathToNodes<Node>(xpath, document, null, { codes }, options));
      const own = [...new Set(nodes)].filter((node) => !judged.has(node));
      for (const node of own) judged.add(node);
      return own.flatMap((node) =>
        assertions
          .filter(({ xpath, expected }) => evaluateXPathToBoolean(xpath, node, null, { codes }, options) !== expected)
          .map(({ id, warning }) => ({ id, warning })),
      );
    });
  });
}
