import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Caller } from './world';

/** A query or mutation of the served schema, ready to be sent. */
export interface Operation {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly document: string;
  readonly args: readonly GraphQLArgument[];
}

/** Where a value goes: `bookAppointment.input.roomId`. */
export interface Place {
  readonly operation: string;
  /** Name of the argument or input field. */
  readonly field: string;
  readonly path: string;
  readonly type: GraphQLInputType;
}

const DEPTH = 5;

/** Every query and mutation the server says it has: asked of the running server, so that new ones are found by themselves. */
export async function operationsOf(caller: Caller): Promise<Operation[]> {
  const schema = buildClientSchema(await caller.ask<IntrospectionQuery>(getIntrospectionQuery()));
  return [
    ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => operationOf(schema, 'query', field)),
    ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) =>
      operationOf(schema, 'mutation', field),
    ),
  ];
}

/** The operation with everything selected that can be asked without arguments. */
function operationOf(schema: GraphQLSchema, kind: Operation['kind'], field: GraphQLField<unknown, unknown>): Operation {
  const declared = field.args.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const header = declared === '' ? field.name : `${field.name}(${declared})`;
  const call = passed === '' ? field.name : `${field.name}(${passed})`;
  return {
    name: field.name,
    kind,
    args: field.args,
    document: `${kind} ${header} { ${call}${selectionOf(schema, getNamedType(field.type), [])} }`,
  };
}

function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, above: readonly string[]): string {
  if (isLeafType(type)) return '';
  if (isAbstractType(type)) {
    const members = schema
      .getPossibleTypes(type)
      .map((member) => `... on ${member.name}${selectionOf(schema, member, above)}`);
    return ` { __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) throw new Error(`${type.name} cannot be selected`);
  const path = [...above, type.name];
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    const needsArguments = field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
    if (needsArguments || path.includes(inner.name) || (path.length >= DEPTH && !isLeafType(inner))) return [];
    // Members of a union may have fields of one name and different nullability: each gets a name of its own.
    return [`${type.name}_${field.name}: ${field.name}${selectionOf(schema, inner, path)}`];
  });
  return ` { __typename ${fields.join(' ')} }`;
}

/** Every place a caller can put a value, down to the last field of nested inputs. */
export function placesOf({ name, args }: Operation): Place[] {
  return args.flatMap((arg) => placesIn(name, arg, arg.name));
}

function placesIn(operation: string, { name, type }: GraphQLArgument | GraphQLInputField, path: string): Place[] {
  const inner = getNamedType(type);
  const own = { operation, field: name, path, type };
  if (!isInputObjectType(inner)) return [own];
  return [
    own,
    ...Object.values(inner.getFields()).flatMap((field) => placesIn(operation, field, `${path}.${field.name}`)),
  ];
}

/** Makes up a value for each leaf; `undefined` leaves the field out. */
export type Maker = (place: Place) => unknown;

/** All variables of an operation, made leaf by leaf. */
export function variablesOf({ name, args }: Operation, make: Maker): Record<string, unknown> {
  return withoutAbsent(
    args.map((arg) => [arg.name, valueOf({ operation: name, field: arg.name, path: arg.name, type: arg.type }, make)]),
  );
}

function valueOf(place: Place, make: Maker): unknown {
  const type = getNullableType(place.type);
  if (isListType(type)) {
    const one = valueOf({ ...place, type: type.ofType }, make);
    return one === undefined ? undefined : [one];
  }
  if (!isInputObjectType(type)) return make(place);
  const fields = Object.values(type.getFields()).map(
    (field) =>
      [
        field.name,
        valueOf(
          { operation: place.operation, field: field.name, path: `${place.path}.${field.name}`, type: field.type },
          make,
        ),
      ] as const,
  );
  return withoutAbsent(fields);
}

const withoutAbsent = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));

/** The first word of an enum, which is as good as any. */
export function enumValue(type: GraphQLInputType): string | undefined {
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues()[0]?.name : undefined;
}

/** Puts a value at a place of variables and leaves the rest as it is. */
export function withValueAt(variables: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...variables, [head]: value };
  const inner = variables[head];
  const put = (one: unknown) => withValueAt((one ?? {}) as Record<string, unknown>, rest.join('.'), value);
  return { ...variables, [head]: Array.isArray(inner) ? inner.map(put) : put(inner) };
}
