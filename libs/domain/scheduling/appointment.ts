import { type Decider, never } from '@medley/kernel';
import type { Appointment, BookedAppointment } from './appointment-state';
import {
  complete,
  startVisit,
  undoVisitStart,
  type VisitCommand,
  type VisitEvent,
  type VisitRefusal,
} from './appointment-visit';
import {
  type AttendanceCommand,
  type AttendanceEvent,
  type AttendanceRefusal,
  checkIn,
  confirm,
  markNoShow,
  unconfirm,
  undoCheckIn,
} from './attendance';
import {
  type AppointmentBooked,
  type AppointmentRequested,
  approve,
  book,
  type BookingCommand,
  type BookingEvent,
  type BookingRefusal,
  move,
  request,
} from './booking';
import {
  cancel,
  type CancellationCommand,
  type CancellationEvent,
  type CancellationRefusal,
  decline,
  enterInError,
  expire,
  restore,
} from './cancellation';
import { type Hold, type Occupancy, occupancyOfHold, type Slot } from './slot';

export type AppointmentCommand = BookingCommand | CancellationCommand | AttendanceCommand | VisitCommand;
export type AppointmentEvent = BookingEvent | CancellationEvent | AttendanceEvent | VisitEvent;
export type AppointmentRefusal = BookingRefusal | CancellationRefusal | AttendanceRefusal | VisitRefusal;

/** One appointment, from request to its end: the state machine of 2.1 (AP1–AP16). */
export const appointment: Decider<Appointment, AppointmentCommand, AppointmentEvent, AppointmentRefusal> = {
  initial: { status: 'NONE' },

  decide(command, state) {
    switch (command.type) {
      case 'BookAppointment':
        return book(command, state);
      case 'RequestAppointment':
        return request(command, state);
      case 'ApproveAppointment':
        return approve(command, state);
      case 'DeclineAppointment':
        return decline(command, state);
      case 'ExpireRequestedAppointment':
        return expire(command, state);
      case 'MoveAppointment':
        return move(command, state);
      case 'ConfirmAppointment':
        return confirm(command, state);
      case 'UnconfirmAppointment':
        return unconfirm(command, state);
      case 'CheckInPatient':
        return checkIn(command, state);
      case 'UndoCheckIn':
        return undoCheckIn(command, state);
      case 'MarkNoShow':
        return markNoShow(command, state);
      case 'CancelAppointment':
        return cancel(command, state);
      case 'RestoreAppointment':
        return restore(command, state);
      case 'EnterAppointmentInError':
        return enterInError(command, state);
      case 'StartVisitForAppointment':
        return startVisit(command, state);
      case 'UndoVisitStart':
        return undoVisitStart(command, state);
      case 'CompleteAppointment':
        return complete(command, state);
      default:
        return never(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'AppointmentBooked') return begun(event, { retrospective: event.data.retrospective });
    if (event.type === 'AppointmentRequested') return begun(event, { approveBy: event.data.approveBy });
    if (state.status === 'NONE')
      throw new Error(`${event.type} before the appointment was booked: history is incomplete.`);
    return changed(state, event);
  },
};

function begun(
  { data }: AppointmentBooked | AppointmentRequested,
  more: Partial<Pick<BookedAppointment, 'retrospective' | 'approveBy'>>,
): BookedAppointment {
  const { status, patientId, patientResourceId } = data;
  const base = { approveBy: null, retrospective: false, holding: true, visit: null };
  return { ...base, status, patientId, patientResourceId, slot: slotIn(data), ...more };
}

type Later = Exclude<AppointmentEvent, AppointmentBooked | AppointmentRequested>;

function changed(state: BookedAppointment, event: Later): BookedAppointment {
  switch (event.type) {
    case 'AppointmentApproved':
      return { ...state, status: 'SCHEDULED', approveBy: null };
    case 'AppointmentMoved':
      return { ...state, status: 'SCHEDULED', slot: event.data.to };
    case 'AppointmentConfirmed':
      return { ...state, status: 'CONFIRMED' };
    case 'AppointmentUnconfirmed':
    case 'CheckInUndone':
      return { ...state, status: 'SCHEDULED' };
    case 'PatientCheckedIn':
      return { ...state, ...held(event.data.taken), status: 'CHECKED_IN' };
    case 'AppointmentCancelled':
    case 'AppointmentDeclined':
      return { ...state, status: 'CANCELLED', approveBy: null, holding: false };
    case 'AppointmentMarkedNoShow':
      return { ...state, status: 'NO_SHOW', holding: false };
    case 'AppointmentRestored':
      return { ...state, ...held(event.data.taken), status: 'SCHEDULED' };
    case 'AppointmentEnteredInError':
      return { ...state, status: 'ENTERED_IN_ERROR', holding: false };
    case 'VisitStartedForAppointment':
      return { ...state, status: 'IN_PROGRESS', visit: event.data };
    case 'VisitStartUndone':
      return { ...state, status: 'CHECKED_IN', visit: null };
    case 'AppointmentCompleted':
      return { ...state, status: 'COMPLETED' };
    default:
      return never(event);
  }
}

const held = (taken: Hold | null): Partial<BookedAppointment> => (taken ? { slot: taken.slot, holding: true } : {});

/** The slot inside a booking's facts, without the rest. */
export function slotIn(facts: Slot): Slot {
  const { practitionerId, roomId, startsAt, endsAt, timeZone, localStart } = facts;
  const { occupiedFrom, occupiedTo, durationMinutes, overbook } = facts;
  return {
    practitionerId,
    roomId,
    startsAt,
    endsAt,
    timeZone,
    localStart,
    occupiedFrom,
    occupiedTo,
    durationMinutes,
    overbook,
  };
}

/** What one event gives back and what it takes; a projector releases first and takes second (AP16). */
export type OccupancyChange = Readonly<{ released: readonly Occupancy[]; taken: readonly Occupancy[] }>;

/** The change of occupancy an event brings; empty lists when it brings none. */
export function occupancyChange(event: AppointmentEvent): OccupancyChange {
  const { released, taken } = holdsIn(event);
  return { released: released ? occupancyOfHold(released) : [], taken: taken ? occupancyOfHold(taken) : [] };
}

function holdsIn(event: AppointmentEvent): { released?: Hold | null; taken?: Hold | null } {
  switch (event.type) {
    case 'AppointmentBooked':
    case 'AppointmentRequested':
      return { taken: { patientResourceId: event.data.patientResourceId, slot: slotIn(event.data) } };
    case 'AppointmentMoved': {
      const { patientResourceId, from, to } = event.data;
      return { released: { patientResourceId, slot: from }, taken: { patientResourceId, slot: to } };
    }
    case 'PatientCheckedIn':
    case 'AppointmentRestored':
      return { taken: event.data.taken };
    case 'AppointmentCancelled':
    case 'AppointmentDeclined':
    case 'AppointmentMarkedNoShow':
    case 'AppointmentEnteredInError':
      return { released: event.data.released };
    case 'AppointmentApproved':
    case 'AppointmentConfirmed':
    case 'AppointmentUnconfirmed':
    case 'CheckInUndone':
    case 'VisitStartedForAppointment':
    case 'VisitStartUndone':
    case 'AppointmentCompleted':
      return {};
    default:
      return never(event);
  }
}

/** What an appointment holds now, or what an event takes. */
export function occupancyOf(subject: Appointment | AppointmentEvent): readonly Occupancy[] {
  if ('type' in subject) return occupancyChange(subject).taken;
  return subject.status !== 'NONE' && subject.holding ? occupancyOfHold(subject) : [];
}
