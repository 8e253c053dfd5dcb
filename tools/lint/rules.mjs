import { builtinRules } from 'eslint/use-at-your-own-risk';

const isInjected = (node) => node.parent.type === 'MethodDefinition' && node.parent.kind === 'constructor';
const isFactory = (node) => node.parent.type === 'Property' && node.parent.key.name === 'useFactory';

/** At most so many parameters; what dependency injection fills in is a list of needs, not an argument list. */
const fewParameters = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer' }],
    messages: { many: '{{count}} parameters: at most {{most}}. Pass one object.' },
  },
  create(context) {
    const most = context.options[0];
    const check = (node) => {
      const count = node.params.length;
      if (count > most && !isInjected(node) && !isFactory(node))
        context.report({ node, messageId: 'many', data: { count, most } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

export const medley = {
  rules: {
    'few-parameters': fewParameters,
    // A second name for the same rule, for a warning well before the stop.
    'long-file': builtinRules.get('max-lines'),
  },
};
