import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** The list of patients, projected from their streams. */
export class PatientsPatient1763600200000 implements MigrationInterface {
  name = 'PatientsPatient1763600200000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE patients_patient (
      clinic_id ${ID} NOT NULL, id ${ID} NOT NULL, person_id ${ID} NOT NULL, mrn varchar(20) CHARACTER SET ascii NOT NULL,
      given_name varchar(200) NOT NULL, family_name varchar(200) NOT NULL, name_to_use varchar(200) NULL,
      birth_date date NULL, gender varchar(10) NOT NULL, sex_at_birth varchar(10) NULL,
      phone varchar(40) NULL, email varchar(254) NULL, address text NULL, language varchar(35) NULL, identifiers text NOT NULL,
      deceased_at date NULL, status varchar(12) NOT NULL, merged_into_id ${ID} NULL,
      version int unsigned NOT NULL, registered_at datetime(3) NOT NULL,
      PRIMARY KEY (clinic_id, id), UNIQUE KEY patient_mrn (clinic_id, mrn),
      KEY patient_name (clinic_id, family_name, given_name, id), KEY patient_person (person_id)) ${TABLE}`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE patients_patient');
  }
}
