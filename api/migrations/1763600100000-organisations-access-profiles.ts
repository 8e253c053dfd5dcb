import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Clinics, locations, rooms; persons, memberships, sessions; practitioners and their assignments. */
export class OrganisationsAccessProfiles1763600100000 implements MigrationInterface {
  name = 'OrganisationsAccessProfiles1763600100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE organisations_clinic (
      id ${ID} NOT NULL PRIMARY KEY, code char(5) CHARACTER SET ascii NOT NULL, name varchar(200) NOT NULL, kind varchar(20) NOT NULL,
      status varchar(12) NOT NULL, time_zone varchar(64) NOT NULL, locale varchar(20) NOT NULL, currency char(3) NOT NULL, country char(2) NOT NULL,
      UNIQUE KEY clinic_code (code)) ${TABLE}`);
    await run.query(`CREATE TABLE organisations_location (
      clinic_id ${ID} NOT NULL, id ${ID} NOT NULL, name varchar(200) NOT NULL, address varchar(500) NOT NULL, active tinyint NOT NULL,
      PRIMARY KEY (clinic_id, id), UNIQUE KEY location_name (clinic_id, name)) ${TABLE}`);
    await run.query(`CREATE TABLE organisations_room (
      clinic_id ${ID} NOT NULL, id ${ID} NOT NULL, location_id ${ID} NOT NULL, name varchar(100) NOT NULL, kind varchar(40) NOT NULL, active tinyint NOT NULL,
      PRIMARY KEY (clinic_id, id), UNIQUE KEY room_name (clinic_id, location_id, name),
      CONSTRAINT room_location FOREIGN KEY (clinic_id, location_id) REFERENCES organisations_location (clinic_id, id)) ${TABLE}`);
    await run.query(`CREATE TABLE access_person (
      id ${ID} NOT NULL PRIMARY KEY, email varchar(254) NOT NULL, name varchar(200) NOT NULL, password_hash varchar(200) CHARACTER SET ascii NOT NULL,
      UNIQUE KEY person_email (email)) ${TABLE}`);
    await run.query(`CREATE TABLE access_membership (
      clinic_id ${ID} NOT NULL, person_id ${ID} NOT NULL, role varchar(20) NOT NULL, active tinyint NOT NULL, practitioner_id ${ID} NULL,
      PRIMARY KEY (clinic_id, person_id), KEY person (person_id)) ${TABLE}`);
    await run.query(`CREATE TABLE access_session (
      id ${ID} NOT NULL PRIMARY KEY, person_id ${ID} NOT NULL, clinic_id ${ID} NOT NULL, refresh_hash binary(32) NOT NULL, previous_hash binary(32) NULL,
      rotated_at datetime(3) NOT NULL, created_at datetime(3) NOT NULL, expires_at datetime(3) NOT NULL, revoked_at datetime(3) NULL,
      address varchar(64) NULL, user_agent varchar(200) NULL, KEY person (person_id, created_at)) ${TABLE}`);
    await run.query(`CREATE TABLE profiles_practitioner (
      id ${ID} NOT NULL PRIMARY KEY, title varchar(20) NOT NULL, name varchar(200) NOT NULL, speciality varchar(100) NOT NULL, licence_number varchar(60) NULL,
      UNIQUE KEY practitioner_licence (licence_number)) ${TABLE}`);
    await run.query(`CREATE TABLE profiles_assignment (
      clinic_id ${ID} NOT NULL, practitioner_id ${ID} NOT NULL, colour tinyint unsigned NOT NULL, active tinyint NOT NULL,
      PRIMARY KEY (clinic_id, practitioner_id), KEY practitioner (practitioner_id)) ${TABLE}`);
  }

  async down(run: QueryRunner): Promise<void> {
    const tables = [
      'profiles_assignment',
      'profiles_practitioner',
      'access_session',
      'access_membership',
      'access_person',
      'organisations_room',
      'organisations_location',
      'organisations_clinic',
    ];
    for (const table of tables) await run.query(`DROP TABLE ${table}`);
  }
}
