import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN, sharedAcrossClinics } from '../../platform';

/**
 * What is taken, in cells of five minutes. The primary key is the guard: one resource, one cell, one lane, one owner,
 * whatever path a booking comes by (UP01, Z01).
 */
@Entity('scheduling_occupancy')
@sharedAcrossClinics('practitioner and patient are one resource each in all clinics (TN2)')
export class OccupancyRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'resource_id' }) resourceId: string;
  @PrimaryColumn({ type: 'int', unsigned: true }) cell: number;
  @PrimaryColumn({ type: 'tinyint', unsigned: true }) lane: number;
  @Column({ ...ID_COLUMN, name: 'owner_id' }) ownerId: string;
  @Column({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
}

/** The same as bits: 288 cells of a UTC day in five words, one row per resource, day and clinic. */
@Entity('scheduling_busy_day')
@sharedAcrossClinics('other clinics see a shared practitioner as busy, and nothing else (TN2)')
export class BusyDayRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'resource_id' }) resourceId: string;
  @PrimaryColumn({ type: 'int', unsigned: true }) day: number;
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @Column({ type: 'bigint', unsigned: true }) b1: string;
  @Column({ type: 'bigint', unsigned: true }) b2: string;
  @Column({ type: 'bigint', unsigned: true }) b3: string;
  @Column({ type: 'bigint', unsigned: true }) b4: string;
  @Column({ type: 'bigint', unsigned: true }) b5: string;
}
