import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Visit types, hours, overrides, time off; appointments; occupancy cells and day bitmaps. */
export class Scheduling1763600300000 implements MigrationInterface {
  name = 'Scheduling1763600300000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE scheduling_visit_type (
      clinic_id ${ID} NOT NULL, id ${ID} NOT NULL, name varchar(100) NOT NULL, duration_minutes smallint unsigned NOT NULL,
      buffer_before_minutes smallint unsigned NOT NULL, buffer_after_minutes smallint unsigned NOT NULL, colour tinyint unsigned NOT NULL, active tinyint NOT NULL,
      PRIMARY KEY (clinic_id, id), UNIQUE KEY visit_type_name (clinic_id, name)) ${TABLE}`);
    await run.query(`CREATE TABLE scheduling_hours (
      clinic_id ${ID} NOT NULL, id ${ID} NOT NULL, practitioner_id ${ID} NOT NULL, kind varchar(5) CHARACTER SET ascii NOT NULL, weekday tinyint unsigned NOT NULL,
      from_time char(5) CHARACTER SET ascii NOT NULL, to_time char(5) CHARACTER SET ascii NOT NULL,
      PRIMARY KEY (clinic_id, id), KEY practitioner (clinic_id, practitioner_id)) ${TABLE}`);
    await run.query(`CREATE TABLE scheduling_override (
      clinic_id ${ID} NOT NULL, id ${ID} NOT NULL, practitioner_id ${ID} NOT NULL, on_date char(10) CHARACTER SET ascii NOT NULL,
      from_time char(5) CHARACTER SET ascii NULL, to_time char(5) CHARACTER SET ascii NULL, text varchar(200) NULL,
      PRIMARY KEY (clinic_id, id), KEY practitioner (clinic_id, practitioner_id, on_date)) ${TABLE}`);
    await run.query(`CREATE TABLE scheduling_time_off (
      id ${ID} NOT NULL PRIMARY KEY, clinic_id ${ID} NOT NULL, practitioner_id ${ID} NOT NULL, starts_at datetime(3) NOT NULL, ends_at datetime(3) NOT NULL, text varchar(200) NULL,
      KEY practitioner (practitioner_id, ends_at)) ${TABLE}`);
    await run.query(`CREATE TABLE scheduling_appointment (
      clinic_id ${ID} NOT NULL, id ${ID} NOT NULL, reference varchar(20) CHARACTER SET ascii NOT NULL, status varchar(20) CHARACTER SET ascii NOT NULL,
      patient_id ${ID} NOT NULL, practitioner_id ${ID} NOT NULL, visit_type_id ${ID} NOT NULL, room_id ${ID} NULL,
      starts_at datetime(3) NOT NULL, ends_at datetime(3) NOT NULL, occupied_from datetime(3) NOT NULL, occupied_to datetime(3) NOT NULL,
      local_start char(16) CHARACTER SET ascii NOT NULL, time_zone varchar(64) CHARACTER SET ascii NOT NULL, duration_minutes smallint unsigned NOT NULL,
      reason text NULL, note text NULL, overbook_lane tinyint unsigned NOT NULL, overbook_reason varchar(500) NULL, retrospective tinyint NOT NULL,
      booked_at datetime(3) NOT NULL, approve_by datetime(3) NULL, arrived_at datetime(3) NULL, started_at datetime(3) NULL, completed_at datetime(3) NULL,
      cancelled_at datetime(3) NULL, cancel_reason varchar(30) CHARACTER SET ascii NULL, cancel_text text NULL, late_cancel tinyint NOT NULL, version int unsigned NOT NULL,
      PRIMARY KEY (clinic_id, id), UNIQUE KEY appointment_reference (clinic_id, reference), KEY day (clinic_id, starts_at, id),
      KEY practitioner (clinic_id, practitioner_id, starts_at), KEY patient (clinic_id, patient_id, starts_at)) ${TABLE}`);
    await run.query(`CREATE TABLE scheduling_occupancy (
      resource_id ${ID} NOT NULL, cell int unsigned NOT NULL, lane tinyint unsigned NOT NULL, owner_id ${ID} NOT NULL, clinic_id ${ID} NOT NULL,
      PRIMARY KEY (resource_id, cell, lane)) ${TABLE}`);
    await run.query(`CREATE TABLE scheduling_busy_day (
      resource_id ${ID} NOT NULL, day int unsigned NOT NULL, clinic_id ${ID} NOT NULL,
      b1 bigint unsigned NOT NULL, b2 bigint unsigned NOT NULL, b3 bigint unsigned NOT NULL, b4 bigint unsigned NOT NULL, b5 bigint unsigned NOT NULL,
      PRIMARY KEY (resource_id, day, clinic_id)) ${TABLE}`);
  }

  async down(run: QueryRunner): Promise<void> {
    const tables = ['busy_day', 'occupancy', 'appointment', 'time_off', 'override', 'hours', 'visit_type'];
    for (const table of tables) await run.query(`DROP TABLE scheduling_${table}`);
  }
}
