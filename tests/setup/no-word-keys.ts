// ESLint rule: a word from outside is never the key of a plain object. `table[word]` of a `string` answers `constructor`
// and `__proto__` with what every object has, and a write sets it (CWE-1321). `findOwnValue(table, word)` and a Map do not.
import type { ParserServicesWithTypeInformation } from '@typescript-eslint/parser';
import type { Rule } from 'eslint';
import ts from 'typescript';

export const noWordKeys: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      word: 'A word of the type string is no key of an object: use findOwnValue(table, word), a Map or a closed union.',
    },
  },
  create(context) {
    const services: ParserServicesWithTypeInformation = context.sourceCode.parserServices;
    const typeOf = (node: Rule.Node | Rule.Node['parent']): ts.Type => services.getTypeAtLocation(node as never);
    const { isArrayLikeType } = services.program.getTypeChecker();
    return {
      'MemberExpression[computed=true]'(node: Extract<Rule.Node, { type: 'MemberExpression' }>) {
        if (isAnyString(typeOf(node.property as Rule.Node)) && !isArrayLikeType(typeOf(node.object as Rule.Node)))
          context.report({ node, messageId: 'word' });
      },
      "BinaryExpression[operator='in']"(node: Extract<Rule.Node, { type: 'BinaryExpression' }>) {
        if (isAnyString(typeOf(node.left as Rule.Node))) context.report({ node, messageId: 'word' });
      },
    };
  },
};

/** The type `string` itself, or a union with it. A union of literals was parsed by a schema before. */
function isAnyString(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(isAnyString);
  return (type.flags & (ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}
