import { Brackets, type DataSource, type EntityTarget, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Ctx } from '../ctx';
import { isShared } from './scope';

type Parameters = Readonly<Record<string, unknown>>;

/** Every read there is. Each one is scoped to the clinic of its ctx; there is no way to ask without a ctx. */
export class Database {
  constructor(private readonly reads: DataSource) {}

  /** One row by id, or null when it is absent or another clinic's. */
  async byId<E extends ObjectLiteral>(ctx: Ctx, entity: EntityTarget<E>, id: string): Promise<E | null> {
    return (await this.byIds(ctx, entity, [id])).get(id) ?? null;
  }

  /** Rows by id; ids that are absent or another clinic's are missing from the map. */
  async byIds<E extends ObjectLiteral>(ctx: Ctx, entity: EntityTarget<E>, ids: readonly string[]): Promise<Map<string, E>> {
    if (ids.length === 0) return new Map();
    const rows = await this.select(ctx, entity, 'row').andWhere({ id: In([...ids]) }).getMany();
    return new Map(rows.map((row) => [String(row['id']), row]));
  }

  /**
   * A query builder already scoped to the clinic. `where` adds to the scope instead of replacing it and `orWhere` is
   * refused: put alternatives in Brackets.
   */
  select<E extends ObjectLiteral>(ctx: Ctx, entity: EntityTarget<E>, alias: string): SelectQueryBuilder<E> {
    const query = this.reads.createQueryBuilder(entity, alias);
    if (!isShared(entity as EntityTarget<object>)) query.andWhere(`${alias}.clinicId = :clinic`, { clinic: ctx.clinic.id });
    query.where = query.andWhere.bind(query) as typeof query.where;
    query.orWhere = () => {
      throw new Error('orWhere would escape the clinic: use Brackets');
    };
    return query;
  }

  /** Hand-written SQL for the hot paths. Named parameters; it must use `:clinic`, which is always the ctx's own. */
  async query<T>(ctx: Ctx, sql: string, parameters: Parameters = {}): Promise<T[]> {
    if (!/:clinic\b/.test(sql)) throw new Error('A query must be scoped: use :clinic');
    return this.run<T>(sql, { ...parameters, clinic: ctx.clinic.id });
  }

  /** Hand-written SQL over tables declared shared across clinics (occupancy, persons); says so in its name. */
  queryShared<T>(sql: string, parameters: Parameters = {}): Promise<T[]> {
    return this.run<T>(sql, parameters);
  }

  /** One statement outside the ledger, for what is no clinic's data and no history: sessions. Answers the rows changed. */
  async changeShared(sql: string, parameters: Parameters): Promise<number> {
    const result = (await this.run<never>(sql, parameters)) as unknown as { affectedRows: number };
    return result.affectedRows;
  }

  private run<T>(sql: string, parameters: Parameters): Promise<T[]> {
    const values: unknown[] = [];
    const text = sql.replace(/:([a-z][A-Za-z]*)\b/g, (_, name: string) => {
      if (!(name in parameters)) throw new Error(`No value for :${name}`);
      values.push(parameters[name]);
      return '?';
    });
    return this.reads.query<T[]>(text, values);
  }
}

export { Brackets };
