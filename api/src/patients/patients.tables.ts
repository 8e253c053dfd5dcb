import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN } from '../platform';

/** A patient as lists and cards show them; projected, never written by hand. */
@Entity('patients_patient')
export class PatientRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ ...ID_COLUMN, name: 'person_id' }) personId: string;
  @Column({ type: 'varchar', length: 20 }) mrn: string;
  @Column({ name: 'given_name', type: 'varchar', length: 200 }) givenName: string;
  @Column({ name: 'family_name', type: 'varchar', length: 200 }) familyName: string;
  @Column({ name: 'name_to_use', type: 'varchar', length: 200, nullable: true }) nameToUse: string | null;
  @Column({ name: 'birth_date', type: 'date', nullable: true }) birthDate: string | null;
  @Column({ type: 'varchar', length: 10 }) gender: string;
  @Column({ name: 'sex_at_birth', type: 'varchar', length: 10, nullable: true }) sexAtBirth: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) phone: string | null;
  @Column({ type: 'varchar', length: 254, nullable: true }) email: string | null;
  /** JSON, as the events hold it: nothing asks for a part of it. */
  @Column({ type: 'text', nullable: true }) address: string | null;
  @Column({ type: 'varchar', length: 35, nullable: true }) language: string | null;
  /** JSON list of { system, value }. */
  @Column({ type: 'text' }) identifiers: string;
  @Column({ name: 'deceased_at', type: 'date', nullable: true }) deceasedAt: string | null;
  @Column({ type: 'varchar', length: 12 }) status: string;
  @Column({ ...ID_COLUMN, name: 'merged_into_id', nullable: true }) mergedIntoId: string | null;
  @Column({ type: 'int', unsigned: true }) version: number;
  @Column({ name: 'registered_at', type: 'datetime', precision: 3 }) registeredAt: Date;
}
