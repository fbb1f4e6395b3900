// The tests of a file as its syntax tree has them: title, whether they run, and the messages of their assertions.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

export type TestCall = { title: string; isSkipped: boolean; messages: string[] };

/** Every call of `test` or `it`, with `each`, `skip` and the like, and whatever stands around it. */
export function listTestCalls(file: string): TestCall[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: TestCall[] = [];
  const visit = (node: ts.Node, isSkipped: boolean): void => {
    const callee = ts.isCallExpression(node) ? node.expression.getText().replace(/\(.*$/s, '') : '';
    const skips = isSkipped || /^(?:test|it|describe)\b.*\.(?:skip|todo|skipIf|runIf|fails)\b/.test(callee);
    if (ts.isCallExpression(node) && /^(?:test|it)\b/.test(callee)) {
      const [title, ...rest] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) found.push(testOf(title.text, rest, skips));
      if (title && ts.isTemplateExpression(title)) found.push(testOf(title.getText().slice(1, -1), rest, skips));
    }
    node.forEachChild((child) => visit(child, skips));
  };
  visit(source, false);
  return found;
}

function testOf(title: string, rest: readonly ts.Expression[], isSkipped: boolean): TestCall {
  return { title, isSkipped, messages: rest.flatMap(assertionMessages) };
}

/** Second arguments of `expect`, as literals. */
function assertionMessages(node: ts.Node): string[] {
  const own: string[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child) && child.expression.getText() === 'expect') {
      const message = child.arguments[1];
      if (message && ts.isStringLiteralLike(message)) own.push(message.text);
    }
    child.forEachChild(visit);
  };
  visit(node);
  return own;
}
