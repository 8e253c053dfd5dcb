/** Anything that came out of JSON.parse: nothing is believed before it was looked at. */
export type Json = unknown;

export type JsonObject = Readonly<Record<string, Json>>;

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The elements of a list that are objects; an empty list for anything else. */
export const objectsIn = (value: Json): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Trimmed text, or null for anything that is not text or is blank. */
export function textIn(value: Json): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

/** The texts of a list. */
export const textsIn = (value: Json): string[] =>
  Array.isArray(value) ? value.flatMap((item) => textIn(item) ?? []) : [];

/** Same content, same text: fields in one order. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const fields = Object.keys(value).sort();
  return `{${fields.map((field) => `${JSON.stringify(field)}:${canonical(value[field])}`).join(',')}}`;
}
