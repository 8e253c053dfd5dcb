import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** The ledger: heads, versions, events by month, keys, requests, counters, checkpoints. */
export class PlatformLedger1763600000000 implements MigrationInterface {
  name = 'PlatformLedger1763600000000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE platform_ledger_head (
      clinic_id ${ID} NOT NULL PRIMARY KEY, seq bigint unsigned NOT NULL, hash binary(32) NOT NULL) ${TABLE}`);
    // The guard of optimistic concurrency. A table of its own, because unique keys of a partitioned table must
    // include the partition's column and so could not guard a stream across months.
    await run.query(`CREATE TABLE platform_stream_version (
      stream_id ${ID} NOT NULL, version int unsigned NOT NULL, PRIMARY KEY (stream_id, version)) ${TABLE}`);
    await run.query(`CREATE TABLE platform_event (
      clinic_id ${ID} NOT NULL, seq bigint unsigned NOT NULL, recorded_at datetime(3) NOT NULL,
      stream varchar(40) CHARACTER SET ascii NOT NULL, stream_id ${ID} NOT NULL, version int unsigned NOT NULL,
      type varchar(80) CHARACTER SET ascii NOT NULL, schema_version smallint unsigned NOT NULL,
      subject_id ${ID} NULL, data mediumtext NOT NULL, sealed mediumblob NULL, meta text NOT NULL, hash binary(32) NOT NULL,
      PRIMARY KEY (clinic_id, seq, recorded_at), KEY stream (stream_id, version)) ${TABLE}
      PARTITION BY RANGE COLUMNS (recorded_at) (PARTITION later VALUES LESS THAN (MAXVALUE))`);
    await run.query(`CREATE TABLE platform_key (
      clinic_id ${ID} NOT NULL, subject_id ${ID} NOT NULL, wrapped varbinary(80) NULL,
      created_at datetime(3) NOT NULL, erased_at datetime(3) NULL, PRIMARY KEY (clinic_id, subject_id)) ${TABLE}`);
    await run.query(`CREATE TABLE platform_request (
      clinic_id ${ID} NOT NULL, actor_id ${ID} NOT NULL, operation varchar(80) CHARACTER SET ascii NOT NULL,
      request_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, body_hash binary(32) NOT NULL,
      subject_id ${ID} NULL, answer mediumblob NOT NULL, created_at datetime(3) NOT NULL,
      PRIMARY KEY (clinic_id, actor_id, operation, request_id), KEY age (created_at)) ${TABLE}`);
    await run.query(`CREATE TABLE platform_counter (
      clinic_id ${ID} NOT NULL, name varchar(40) CHARACTER SET ascii NOT NULL, n bigint unsigned NOT NULL,
      PRIMARY KEY (clinic_id, name)) ${TABLE}`);
    await run.query(`CREATE TABLE platform_checkpoint (
      clinic_id ${ID} NOT NULL, reaction varchar(80) CHARACTER SET ascii NOT NULL, seq bigint unsigned NOT NULL,
      updated_at datetime(3) NOT NULL, failures int unsigned NOT NULL DEFAULT 0, problem varchar(500) NULL,
      PRIMARY KEY (clinic_id, reaction)) ${TABLE}`);
  }

  async down(): Promise<void> {
    throw new Error('The ledger is never dropped by a migration');
  }
}
