import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN, sharedAcrossClinics } from '../../platform';

/** A kind of visit: how long it takes and what space it needs around it. */
@Entity('scheduling_visit_type')
export class VisitTypeRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ type: 'varchar', length: 100 }) name: string;
  @Column({ name: 'duration_minutes', type: 'smallint', unsigned: true }) durationMinutes: number;
  @Column({ name: 'buffer_before_minutes', type: 'smallint', unsigned: true }) bufferBeforeMinutes: number;
  @Column({ name: 'buffer_after_minutes', type: 'smallint', unsigned: true }) bufferAfterMinutes: number;
  @Column({ type: 'tinyint', unsigned: true }) colour: number;
  @Column({ type: 'boolean' }) active: boolean;
}

/** Weekly working time of a practitioner in a clinic, or a break inside it. Wall times (TZ1). */
@Entity('scheduling_hours')
export class HoursRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ ...ID_COLUMN, name: 'practitioner_id' }) practitionerId: string;
  @Column({ type: 'varchar', length: 5 }) kind: 'OPEN' | 'BREAK';
  @Column({ type: 'tinyint', unsigned: true }) weekday: number;
  @Column({ name: 'from_time', type: 'char', length: 5 }) fromTime: string;
  @Column({ name: 'to_time', type: 'char', length: 5 }) toTime: string;
}

/** What replaces the weekly hours of a practitioner on one date (AV2); no times: closed. */
@Entity('scheduling_override')
export class OverrideRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ ...ID_COLUMN, name: 'practitioner_id' }) practitionerId: string;
  @Column({ name: 'on_date', type: 'char', length: 10 }) date: string;
  @Column({ name: 'from_time', type: 'char', length: 5, nullable: true }) fromTime: string | null;
  @Column({ name: 'to_time', type: 'char', length: 5, nullable: true }) toTime: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) text: string | null;
}

/** Leave of a practitioner. */
@Entity('scheduling_time_off')
@sharedAcrossClinics('personal leave hits all clinics of the person (AV3)')
export class TimeOffRow {
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @Column({ ...ID_COLUMN, name: 'practitioner_id' }) practitionerId: string;
  @Column({ name: 'starts_at', type: 'datetime', precision: 3 }) startsAt: Date;
  @Column({ name: 'ends_at', type: 'datetime', precision: 3 }) endsAt: Date;
  @Column({ type: 'varchar', length: 200, nullable: true }) text: string | null;
}
