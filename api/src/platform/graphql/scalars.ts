import { isLocalDate, isTimeZone } from '@medley/kernel';
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
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
