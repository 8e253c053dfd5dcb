import { Brackets, type DataSource, type EntityTarget, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Ctx } from '../ctx';
import { CoalescedReads } from './coalesced-reads';
import type { Statement } from './rows';
import { isShared } from './scope';

type Parameters = Readonly<Record<string, unknown>>;

/** Every read there is. Each one is scoped to the clinic of its ctx; there is no way to ask without a ctx. */
export class Database {
  private readonly coalesced: CoalescedReads;
  private readonly tables = new Map<unknown, ReadTable>();

  constructor(private readonly reads: DataSource) {
    this.coalesced = new CoalescedReads(reads);
  }

  /** One row by id, or null when it is absent or another clinic's. */
  async byId<E extends ObjectLiteral>(ctx: Ctx, entity: EntityTarget<E>, id: string): Promise<E | null> {
    return (await this.byIds(ctx, entity, [id])).get(id) ?? null;
  }

  /** Rows by id; ids that are absent or another clinic's are missing from the map. */
  async byIds<E extends ObjectLiteral>(
    ctx: Ctx,
    entity: EntityTarget<E>,
    ids: readonly string[],
  ): Promise<Map<string, E>> {
    if (ids.length === 0) return new Map();
    const rows = await this.find(ctx, entity, 'AND row.id IN (:ids)', { ids });
    return new Map(rows.map((row) => [String(row['id']), row]));
  }

  /**
   * Rows of one table, for the hot paths: `rest` goes behind the clinic's condition (`AND row.starts_at < :to ORDER BY …`)
   * and names columns as the database does. Travels with other reads, and costs no hydration.
   */
  async find<E extends ObjectLiteral>(
    ctx: Ctx,
    entity: EntityTarget<E>,
    rest: string,
    parameters: Parameters = {},
  ): Promise<E[]> {
    const table = this.tableOf(entity);
    const scope = isShared(entity) ? 'WHERE 1 = 1' : 'WHERE row.clinic_id = :clinic';
    const rows = await this.coalesced.query<E>(
      bound(`${table.select} ${scope} ${rest}`, { ...parameters, clinic: ctx.clinic.id }),
    );
    for (const row of rows as Record<string, unknown>[]) for (const flag of table.booleans) row[flag] = row[flag] === 1;
    return rows;
  }

  /**
   * A query builder already scoped to the clinic. `where` adds to the scope instead of replacing it and `orWhere` is
   * refused: put alternatives in Brackets.
   */
  select<E extends ObjectLiteral>(ctx: Ctx, entity: EntityTarget<E>, alias: string): SelectQueryBuilder<E> {
    const query = this.reads.createQueryBuilder(entity, alias);
    if (!isShared(entity)) query.andWhere(`${alias}.clinicId = :clinic`, { clinic: ctx.clinic.id });
    query.where = query.andWhere.bind(query);
    query.orWhere = () => {
      throw new Error('orWhere would escape the clinic: use Brackets');
    };
    return query;
  }

  /** Hand-written SQL for the hot paths. Named parameters; it must use `:clinic`, which is always the ctx's own. */
  async query<T>(ctx: Ctx, sql: string, parameters: Parameters = {}): Promise<T[]> {
    if (!/:clinic\b/.test(sql)) throw new Error('A query must be scoped: use :clinic');
    return this.coalesced.query<T>(bound(sql, { ...parameters, clinic: ctx.clinic.id }));
  }

  /** Hand-written SQL over tables declared shared across clinics (occupancy, persons); says so in its name. */
  queryShared<T>(sql: string, parameters: Parameters = {}): Promise<T[]> {
    return this.coalesced.query<T>(bound(sql, parameters));
  }

  /** One statement outside the ledger, for what is no clinic's data and no history: sessions. Answers the rows changed. */
  async changeShared(sql: string, parameters: Parameters): Promise<number> {
    const { sql: text, values } = bound(sql, parameters);
    const result = await this.reads.query<{ affectedRows: number }>(text, [...values]);
    return result.affectedRows;
  }

  private tableOf(entity: EntityTarget<ObjectLiteral>): ReadTable {
    const known = this.tables.get(entity);
    if (known !== undefined) return known;
    const { tableName, columns } = this.reads.getMetadata(entity);
    const names = columns.map((column) => `row.\`${column.databaseName}\` AS \`${column.propertyName}\``).join(', ');
    const booleans = columns.filter((column) => column.type === 'boolean').map((column) => column.propertyName);
    const table = { select: `SELECT ${names} FROM \`${tableName}\` row`, booleans };
    this.tables.set(entity, table);
    return table;
  }
}

/** How a table is read: every column under its property's name. */
interface ReadTable {
  readonly select: string;
  readonly booleans: readonly string[];
}

/** Puts named parameters in place as `?`; a list becomes as many values as it has. */
function bound(sql: string, parameters: Parameters): Statement {
  const values: unknown[] = [];
  const text = sql.replace(/:([a-z][A-Za-z]*)\b/g, (_, name: string) => {
    if (!(name in parameters)) throw new Error(`No value for :${name}`);
    values.push(parameters[name]);
    return '?';
  });
  return { sql: text, values };
}

export { Brackets };
