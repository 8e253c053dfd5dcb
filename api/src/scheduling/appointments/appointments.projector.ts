import type { AppointmentBooked, AppointmentEvent, AppointmentRequested, Hold, Slot } from '@medley/domain/scheduling';
import { never } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { privacyRegister, type Projector, type Recorded, type RecordedEvent, type Rows } from '../../platform';
import { AppointmentRow } from './appointments.tables';

type Patch = Partial<AppointmentRow>;

/** Keeps one row per appointment as its events say. */
@Injectable()
export class AppointmentsProjector implements Projector {
  readonly streams = ['appointment', privacyRegister.name];
  readonly tables = [AppointmentRow];

  project(recorded: RecordedEvent, rows: Rows): void {
    if (recorded.type === 'PersonErased')
      return rows.update(AppointmentRow, { patientId: String(recorded.data['subjectId']) }, NOTHING_WRITTEN);
    const event = recorded as unknown as Recorded<AppointmentEvent>;
    if (event.type === 'AppointmentBooked' || event.type === 'AppointmentRequested') {
      rows.insert(AppointmentRow, { id: event.streamId, ...bookedRow(event.data), version: event.version });
      return;
    }
    rows.update(AppointmentRow, { id: event.streamId }, { ...patchOf(event), version: event.version });
  }
}

type Later = Exclude<Recorded<AppointmentEvent>, { type: 'AppointmentBooked' | 'AppointmentRequested' }>;

function patchOf(event: Later): Patch {
  switch (event.type) {
    case 'AppointmentApproved':
      return { status: 'SCHEDULED', approveBy: null };
    case 'AppointmentMoved':
      return { status: 'SCHEDULED', ...slotRow(event.data.to) };
    case 'AppointmentConfirmed':
      return { status: 'CONFIRMED' };
    case 'AppointmentUnconfirmed':
      return { status: 'SCHEDULED' };
    case 'PatientCheckedIn':
      return { status: 'CHECKED_IN', arrivedAt: new Date(event.data.arrivedAt), ...holdRow(event.data.taken) };
    case 'CheckInUndone':
      return { status: 'SCHEDULED', arrivedAt: null };
    case 'AppointmentMarkedNoShow':
      return { status: 'NO_SHOW' };
    case 'AppointmentCancelled':
      return { ...cancelledRow(event.data), lateCancel: event.data.late };
    case 'AppointmentDeclined':
      return cancelledRow(event.data);
    case 'AppointmentRestored':
      return { status: 'SCHEDULED', ...NOT_CANCELLED, ...holdRow(event.data.taken) };
    case 'AppointmentEnteredInError':
      return { status: 'ENTERED_IN_ERROR' };
    case 'VisitStartedForAppointment':
      return { status: 'IN_PROGRESS', startedAt: new Date(event.data.startedAt) };
    case 'VisitStartUndone':
      return { status: 'CHECKED_IN', startedAt: null };
    case 'AppointmentCompleted':
      return { status: 'COMPLETED', completedAt: event.recordedAt };
    default:
      return never(event);
  }
}

/** What an erased patient's appointments still say. */
const NOTHING_WRITTEN: Patch = { reason: null, note: null, cancelText: null };

const NOT_CANCELLED: Patch = { cancelledAt: null, cancelReason: null, cancelText: null, lateCancel: false };

function bookedRow(data: AppointmentBooked['data'] | AppointmentRequested['data']): Patch {
  const { reference, status, patientId, visitTypeId, reason, note, bookedAt } = data;
  return {
    ...{ reference, status, patientId, visitTypeId, bookedAt: new Date(bookedAt), ...slotRow(data), ...NOT_CANCELLED },
    // Absent when the person was erased from the ledger.
    reason: reason ?? null,
    note: note ?? null,
    retrospective: 'retrospective' in data && data.retrospective,
    approveBy: 'approveBy' in data ? new Date(data.approveBy) : null,
  };
}

const cancelledRow = (data: {
  cancelledAt: string;
  reasonCode: AppointmentRow['cancelReason'];
  text: string | null;
}): Patch => ({
  status: 'CANCELLED',
  cancelledAt: new Date(data.cancelledAt),
  cancelReason: data.reasonCode,
  cancelText: data.text ?? null,
  approveBy: null,
});

const holdRow = (taken: Hold | null): Patch => (taken === null ? {} : slotRow(taken.slot));

function slotRow(slot: Slot): Patch {
  const { practitionerId, roomId, localStart, timeZone, durationMinutes, overbook } = slot;
  return {
    ...{ practitionerId, roomId, localStart, timeZone, durationMinutes },
    startsAt: new Date(slot.startsAt),
    endsAt: new Date(slot.endsAt),
    occupiedFrom: new Date(slot.occupiedFrom),
    occupiedTo: new Date(slot.occupiedTo),
    overbookLane: overbook?.lane ?? 0,
    overbookReason: overbook?.reason ?? null,
  };
}
