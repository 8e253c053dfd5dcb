import { isLocalDate, isTimeZone } from '@medley/kernel';
import { GraphQLID, GraphQLScalarType, GraphQLString, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { badInput } from '../errors';

/** An instant: ISO 8601 with an offset in, UTC with milliseconds out. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'An instant, ISO 8601 with an offset: `2026-11-20T09:30:00+01:00`. Answers are always UTC with milliseconds.',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(textOf(node)),
});

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Date {
  const instant =
    typeof value === 'string' && INSTANT.test(value) && isLocalDate(value.slice(0, 10)) ? new Date(value) : null;
  if (instant === null || Number.isNaN(instant.getTime()))
    throw badInput('A DateTime looks like 2026-11-20T09:30:00+01:00.');
  if (instant.getUTCFullYear() < 1000 || instant.getUTCFullYear() > 9998)
    throw badInput('A DateTime lies between the years 1000 and 9998.');
  return instant;
}

/** A day on the calendar, without zone or time. */
export const LocalDate = textScalar('LocalDate', 'A day on the calendar: `1980-05-04`.', isLocalDate);

/** A wall time. */
export const LocalTime = textScalar('LocalTime', 'A wall time: `09:30`. `24:00` is the end of the day.', (text) =>
  /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text),
);

/** An IANA time zone. */
export const TimeZone = textScalar('TimeZone', 'An IANA time zone: `Europe/Lisbon`.', isTimeZone);

function textScalar(
  name: string,
  description: string,
  isValid: (text: string) => boolean,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || !isValid(value)) throw badInput(`This is not a ${name}. ${description}`);
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(textOf(node)),
  });
}

const textOf = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : null);

const PLAIN_ID = /^[\x21-\x7e]{1,64}$/;

/** Ids are short and plain: anything else names nothing, and must not reach the database as text of another character set. */
const PlainId = narrowed(GraphQLID, plainId);

/** Half a character is no text: libraries throw on it and databases change it. */
const WholeText = narrowed(GraphQLString, (text) => {
  if (!text.isWellFormed()) throw badInput('This text has half a character in it.');
  return text;
});

/** A scalar of GraphQL's own that takes less. Its methods are kept, because the schema builder writes ours into it. */
function narrowed(
  scalar: GraphQLScalarType<string, string>,
  check: (text: string) => string,
): GraphQLScalarType<string, string> {
  const { parseValue, parseLiteral, ...config } = scalar.toConfig();
  return new GraphQLScalarType<string, string>({
    ...config,
    parseValue: (value) => check(parseValue(value)),
    parseLiteral: (node, variables) => check(parseLiteral(node, variables)),
  });
}

function plainId(id: string): string {
  if (!PLAIN_ID.test(id)) throw badInput('An ID is 1 to 64 letters, digits and signs, without spaces.');
  return id;
}

/** What a gateway asks for: an object's type and its plain id, nothing nested. */
const Representation = new GraphQLScalarType<object, unknown>({
  name: '_Any',
  parseValue: representation,
  parseLiteral: (node, variables) => representation(valueFromASTUntyped(node, variables)),
});

function representation(value: unknown): object {
  const { __typename, id } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof __typename !== 'string' || typeof id !== 'string')
    throw badInput('A representation has a __typename and an id.');
  plainId(id);
  return { __typename, id };
}

/** Coercion for the served schema: the federation builder keeps that of DateTime alone and drops everybody else's. */
export const scalarResolvers = { LocalDate, LocalTime, TimeZone, ID: PlainId, String: WholeText, _Any: Representation };
