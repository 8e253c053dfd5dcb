import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN, sharedAcrossClinics } from '../platform';

/** A practitioner as a person: the same in every clinic (TN2). */
@Entity('profiles_practitioner')
@sharedAcrossClinics('a practitioner is one person in all clinics (TN2)')
export class PractitionerRow {
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ type: 'varchar', length: 20 }) title: string;
  @Column({ type: 'varchar', length: 200 }) name: string;
  @Column({ type: 'varchar', length: 100 }) speciality: string;
  @Column({ name: 'licence_number', type: 'varchar', length: 60, nullable: true }) licenceNumber: string | null;
}

/** A practitioner's work in one clinic. */
@Entity('profiles_assignment')
export class AssignmentRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn({ ...ID_COLUMN, name: 'practitioner_id' }) practitionerId: string;
  @Column({ type: 'tinyint', unsigned: true }) colour: number;
  @Column({ type: 'boolean' }) active: boolean;
}
