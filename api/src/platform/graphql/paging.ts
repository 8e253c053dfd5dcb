import { Field, ObjectType } from '@nestjs/graphql';
import { createHash } from 'node:crypto';
import type { GraphQLResolveInfo, SelectionNode } from 'graphql';
import { badInput } from '../errors';

@ObjectType({ description: 'Where a page ends. Pass `endCursor` as `after` for the next one.' })
export class PageInfo {
  @Field(() => String, { nullable: true, description: 'Cursor of the last node; null on an empty page.' }) endCursor!:
    string | null;
  @Field({ description: 'Whether more nodes follow.' }) hasNextPage!: boolean;
}

/** One page of a keyset list. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
}

/** Checks a page size: 1 to `max` (API3). */
export function pageSize(first: number, max = 100): number {
  if (!Number.isInteger(first) || first < 1 || first > max) throw badInput(`first lies between 1 and ${max}.`, 'first');
  return first;
}

/** Cuts a page off rows read with one more than asked; `keyOf` gives the values the list is ordered by. */
export function pageOf<Row>(
  rows: readonly Row[],
  first: number,
  filter: object,
  keyOf: (row: Row) => readonly (string | number)[],
): Page<Row> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  const endCursor = last === undefined ? null : encodeCursor(filter, keyOf(last));
  return { nodes, pageInfo: { endCursor, hasNextPage: rows.length > first } };
}

/** An opaque cursor, bound to the filter it was made for. */
export const encodeCursor = (filter: object, key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([fingerprint(filter), ...key])).toString('base64url');

/** Reads a cursor back; BAD_INPUT when it is garbage or belongs to another filter. */
export function decodeCursor(filter: object, cursor: string, length: number): readonly (string | number)[] {
  const parts = parse(cursor);
  const wellFormed =
    parts !== null &&
    parts.length === length + 1 &&
    parts.every((part) => typeof part === 'string' || typeof part === 'number');
  if (!wellFormed) throw badInput('This cursor was not made by this list.', 'after');
  if (parts[0] !== fingerprint(filter))
    throw badInput('This cursor belongs to another filter. Start again without it.', 'after');
  return parts.slice(1);
}

function parse(cursor: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : null;
  } catch {
    // Not JSON: not one of our cursors. The caller answers BAD_INPUT.
    return null;
  }
}

const fingerprint = (filter: object): string =>
  createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 8);

/** Whether a field is selected directly below this one, also inside fragments: what is costly is counted only when asked for. */
export function asksFor(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>, name: string): boolean {
  const selected = (selections: readonly SelectionNode[]): boolean =>
    selections.some((selection) => {
      if (selection.kind === 'Field') return selection.name.value === name;
      if (selection.kind === 'InlineFragment') return selected(selection.selectionSet.selections);
      return selected(info.fragments[selection.name.value]?.selectionSet.selections ?? []);
    });
  return info.fieldNodes.some((node) => selected(node.selectionSet?.selections ?? []));
}
