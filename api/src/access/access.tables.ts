import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN, type Role, sharedAcrossClinics } from '../platform';

/** A human with one login, whatever the number of clinics. */
@Entity('access_person')
@sharedAcrossClinics('one login per person, roles per clinic (TN1)')
export class PersonRow {
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ type: 'varchar', length: 254 }) email: string;
  @Column({ type: 'varchar', length: 200 }) name: string;
  @Column({ name: 'password_hash', type: 'varchar', length: 200 }) passwordHash: string;
}

/** A person's role in a clinic: exactly one. */
@Entity('access_membership')
export class MembershipRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn({ ...ID_COLUMN, name: 'person_id' }) personId: string;
  @Column({ type: 'varchar', length: 20 }) role: Role;
  @Column({ type: 'boolean' }) active: boolean;
  @Column({ ...ID_COLUMN, name: 'practitioner_id', nullable: true }) practitionerId: string | null;
}
