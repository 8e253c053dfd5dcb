import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(36) CHARACTER SET ascii COLLATE ascii_bin';

/** Timers: what is to be done when. */
export class PlatformTimers1763600400000 implements MigrationInterface {
  name = 'PlatformTimers1763600400000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE platform_timer (
      clinic_id ${ID} NOT NULL, kind varchar(40) CHARACTER SET ascii NOT NULL, object_id ${ID} NOT NULL, due_at datetime(3) NOT NULL,
      PRIMARY KEY (clinic_id, kind, object_id), KEY due (due_at)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE platform_timer');
  }
}
