import { isAbstractType } from 'graphql';

/** Writes which types stand behind each interface and union: the cache needs it to match `... on Refusal`. */
export function plugin(schema) {
  const abstract = Object.values(schema.getTypeMap()).filter(
    (type) => isAbstractType(type) && !type.name.startsWith('_'),
  );
  const entries = abstract.map((type) => [type.name, schema.getPossibleTypes(type).map((one) => one.name)]);
  return `export const possibleTypes: Record<string, string[]> = ${JSON.stringify(Object.fromEntries(entries), null, 2)};\n`;
}
