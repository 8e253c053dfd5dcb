import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Numbers of other systems, and what they sent that no module owns yet. */
export class InteropHeld1763600500000 implements MigrationInterface {
  name = 'InteropHeld1763600500000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE interop_external_reference (
      clinic_id ${ID} NOT NULL, system varchar(255) COLLATE utf8mb4_bin NOT NULL, value varchar(255) COLLATE utf8mb4_bin NOT NULL,
      object_type varchar(20) CHARACTER SET ascii NOT NULL, object_id ${ID} NOT NULL, hash binary(32) NOT NULL,
      PRIMARY KEY (clinic_id, system, value), KEY object (clinic_id, object_id)) ${TABLE}`);
    await run.query(`CREATE TABLE interop_held_resource (
      clinic_id ${ID} NOT NULL, source varchar(60) NOT NULL, resource_type varchar(64) CHARACTER SET ascii NOT NULL,
      resource_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, patient_id ${ID} NULL,
      hash binary(32) NOT NULL, sealed mediumblob NOT NULL, received_at datetime(3) NOT NULL,
      PRIMARY KEY (clinic_id, source, resource_type, resource_id, hash), KEY patient (clinic_id, patient_id, resource_type)) ${TABLE}`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE interop_held_resource');
    await run.query('DROP TABLE interop_external_reference');
  }
}
