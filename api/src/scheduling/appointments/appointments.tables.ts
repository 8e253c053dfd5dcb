import type { AppointmentStatus, CancelReason } from '@medley/domain/scheduling';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN } from '../../platform';

const INSTANT = { type: 'datetime', precision: 3 } as const;

/** Read side of an appointment: one row, everything a list or a card shows. */
@Entity('scheduling_appointment')
export class AppointmentRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ type: 'varchar', length: 20 }) reference: string;
  @Column({ type: 'varchar', length: 20 }) status: AppointmentStatus;
  @Column({ ...ID_COLUMN, name: 'patient_id' }) patientId: string;
  @Column({ ...ID_COLUMN, name: 'practitioner_id' }) practitionerId: string;
  @Column({ ...ID_COLUMN, name: 'visit_type_id' }) visitTypeId: string;
  @Column({ ...ID_COLUMN, name: 'room_id', nullable: true }) roomId: string | null;
  @Column({ ...INSTANT, name: 'starts_at' }) startsAt: Date;
  @Column({ ...INSTANT, name: 'ends_at' }) endsAt: Date;
  @Column({ ...INSTANT, name: 'occupied_from' }) occupiedFrom: Date;
  @Column({ ...INSTANT, name: 'occupied_to' }) occupiedTo: Date;
  @Column({ name: 'local_start', type: 'varchar', length: 16 }) localStart: string;
  @Column({ name: 'time_zone', type: 'varchar', length: 64 }) timeZone: string;
  @Column({ name: 'duration_minutes', type: 'smallint', unsigned: true }) durationMinutes: number;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'text', nullable: true }) note: string | null;
  @Column({ name: 'overbook_lane', type: 'tinyint', unsigned: true }) overbookLane: number;
  @Column({ name: 'overbook_reason', type: 'varchar', length: 500, nullable: true }) overbookReason: string | null;
  @Column({ type: 'boolean' }) retrospective: boolean;
  @Column({ ...INSTANT, name: 'booked_at' }) bookedAt: Date;
  @Column({ ...INSTANT, name: 'approve_by', nullable: true }) approveBy: Date | null;
  @Column({ ...INSTANT, name: 'arrived_at', nullable: true }) arrivedAt: Date | null;
  @Column({ ...INSTANT, name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column({ ...INSTANT, name: 'completed_at', nullable: true }) completedAt: Date | null;
  @Column({ ...INSTANT, name: 'cancelled_at', nullable: true }) cancelledAt: Date | null;
  @Column({ name: 'cancel_reason', type: 'varchar', length: 30, nullable: true }) cancelReason: CancelReason | null;
  @Column({ name: 'cancel_text', type: 'text', nullable: true }) cancelText: string | null;
  @Column({ name: 'late_cancel', type: 'boolean' }) lateCancel: boolean;
  @Column({ type: 'int', unsigned: true }) version: number;
}
