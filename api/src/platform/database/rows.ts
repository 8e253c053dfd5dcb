import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { isShared } from './scope';

/** A statement waiting to be sent. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

type Values<E> = { readonly [K in keyof E]?: E[K] };

/**
 * Collects row changes as statements, in order, without touching the database: projectors stay pure of I/O, and the
 * ledger sends everything in one packet. Every row of a clinic's table gets that clinic's id; a caller cannot say another.
 */
export class Rows {
  readonly statements: Statement[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly clinicId: string,
  ) {}

  insert<E extends ObjectLiteral>(entity: EntityTarget<E>, ...rows: readonly Values<E>[]): void {
    if (rows.length > 0) this.statements.push(this.insertion(entity, rows, ''));
  }

  /** Inserts, or overwrites the other columns when the key is there already. */
  upsert<E extends ObjectLiteral>(entity: EntityTarget<E>, ...rows: readonly Values<E>[]): void {
    if (rows.length === 0) return;
    const table = this.tableOf(entity);
    const keys = new Set(table.primaryColumns.map((column) => column.databaseName));
    const names = this.namesOf(table, rows[0] ?? {}).filter((name) => !keys.has(name));
    const updates = names.map((name) => `\`${name}\` = VALUES(\`${name}\`)`).join(', ');
    this.statements.push(this.insertion(entity, rows, ` ON DUPLICATE KEY UPDATE ${updates}`));
  }

  update<E extends ObjectLiteral>(entity: EntityTarget<E>, key: Values<E>, patch: Values<E>): void {
    const table = this.tableOf(entity);
    const set = this.assignments(table, patch);
    if (set.names.length === 0) return;
    const where = this.assignments(table, this.scoped(table, key));
    this.statements.push({
      sql: `UPDATE \`${table.tableName}\` SET ${set.names.join(', ')} WHERE ${where.names.join(' AND ')}`,
      values: [...set.values, ...where.values],
    });
  }

  delete<E extends ObjectLiteral>(entity: EntityTarget<E>, key: Values<E>): void {
    const table = this.tableOf(entity);
    const where = this.assignments(table, this.scoped(table, key));
    this.statements.push({
      sql: `DELETE FROM \`${table.tableName}\` WHERE ${where.names.join(' AND ')}`,
      values: where.values,
    });
  }

  /** A statement of the module's own, for derived values such as bitmaps. `?` placeholders. */
  sql(sql: string, values: readonly unknown[]): void {
    this.statements.push({ sql, values });
  }

  private insertion<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: readonly Values<E>[],
    suffix: string,
  ): Statement {
    const table = this.tableOf(entity);
    const names = this.namesOf(table, rows[0] ?? {});
    const values = rows.flatMap((row) => this.valuesOf(table, row));
    const tuple = `(${names.map(() => '?').join(', ')})`;
    const columns = names.map((name) => `\`${name}\``).join(', ');
    return {
      sql: `INSERT INTO \`${table.tableName}\` (${columns}) VALUES ${rows.map(() => tuple).join(', ')}${suffix}`,
      values,
    };
  }

  private namesOf(table: EntityMetadata, row: Values<ObjectLiteral>): string[] {
    return Object.keys(this.scoped(table, row)).map((property) => this.column(table, property).databaseName);
  }

  private valuesOf(table: EntityMetadata, row: Values<ObjectLiteral>): unknown[] {
    return Object.entries(this.scoped(table, row)).map(([property, value]) => this.value(table, property, value));
  }

  private assignments(table: EntityMetadata, patch: Values<ObjectLiteral>) {
    const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
    return {
      names: entries.map(([property]) => `\`${this.column(table, property).databaseName}\` = ?`),
      values: entries.map(([property, value]) => this.value(table, property, value)),
    };
  }

  private scoped(table: EntityMetadata, row: Values<ObjectLiteral>): ObjectLiteral {
    if (table.findColumnWithPropertyName('clinicId') === undefined || isShared(table.target)) return row;
    return { ...row, clinicId: this.clinicId };
  }

  private tableOf<E extends ObjectLiteral>(entity: EntityTarget<E>): EntityMetadata {
    const table = this.source.getMetadata(entity);
    const isClinics = table.findColumnWithPropertyName('clinicId') !== undefined;
    if (!isClinics && !isShared(entity)) throw new Error(`${table.tableName} has no clinic and is not declared shared`);
    return table;
  }

  private column(table: EntityMetadata, property: string) {
    const column = table.findColumnWithPropertyName(property);
    if (column === undefined) throw new Error(`${table.tableName} has no column ${property}`);
    return column;
  }

  private value(table: EntityMetadata, property: string, value: unknown): unknown {
    return this.source.driver.preparePersistentValue(value ?? null, this.column(table, property));
  }
}
