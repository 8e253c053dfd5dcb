import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN } from '../platform';

/** The name another system has for something of ours; unique per system in a clinic (ID7). */
@Entity('interop_external_reference')
export class ExternalReferenceRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn({ type: 'varchar', length: 255 }) system: string;
  @PrimaryColumn({ type: 'varchar', length: 255 }) value: string;
  @Column({ name: 'object_type', type: 'varchar', length: 20 }) objectType: string;
  @Column({ ...ID_COLUMN, name: 'object_id' }) objectId: string;
  /** SHA-256 of the resource as it last came: the same again changes nothing. */
  @Column({ type: 'binary', length: 32 }) hash: Buffer;
}

/**
 * A resource no module owns yet, kept as it came, each different content of it once: gzipped, sealed with the patient's
 * key (the clinic's without one).
 */
@Entity('interop_held_resource')
export class HeldResourceRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn({ type: 'varchar', length: 60 }) source: string;
  @PrimaryColumn({ name: 'resource_type', type: 'varchar', length: 64 }) resourceType: string;
  @PrimaryColumn({ name: 'resource_id', type: 'varchar', length: 64 }) resourceId: string;
  @Column({ ...ID_COLUMN, name: 'patient_id', nullable: true }) patientId: string | null;
  @PrimaryColumn({ type: 'binary', length: 32 }) hash: Buffer;
  @Column({ type: 'mediumblob' }) sealed: Buffer;
  @Column({ name: 'received_at', type: 'datetime', precision: 3 }) receivedAt: Date;
}
