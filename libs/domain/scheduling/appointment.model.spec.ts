import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '@medley/kernel';
import { anyAppointmentCommands } from '@medley/testing';
import { appointment, type AppointmentEvent, occupancyChange, occupancyOf } from './appointment';
import type { Appointment } from './appointment-state';

// The table of 2.1, written down from the rule book and from nothing else: state -> command -> where it may lead.
const TABLE: Record<Appointment['status'], Record<string, readonly string[]>> = {
  NONE: { BookAppointment: ['SCHEDULED'], RequestAppointment: ['REQUESTED'] },
  REQUESTED: {
    ApproveAppointment: ['SCHEDULED'],
    DeclineAppointment: ['CANCELLED'],
    ExpireRequestedAppointment: ['CANCELLED'],
    CancelAppointment: ['CANCELLED'],
    EnterAppointmentInError: ['ENTERED_IN_ERROR'],
  },
  SCHEDULED: {
    ConfirmAppointment: ['CONFIRMED'],
    MoveAppointment: ['SCHEDULED'],
    CheckInPatient: ['CHECKED_IN'],
    StartVisitForAppointment: ['IN_PROGRESS'],
    CancelAppointment: ['CANCELLED'],
    MarkNoShow: ['NO_SHOW'],
    EnterAppointmentInError: ['ENTERED_IN_ERROR'],
  },
  CONFIRMED: {
    UnconfirmAppointment: ['SCHEDULED'],
    MoveAppointment: ['SCHEDULED'],
    CheckInPatient: ['CHECKED_IN'],
    StartVisitForAppointment: ['IN_PROGRESS'],
    CancelAppointment: ['CANCELLED'],
    MarkNoShow: ['NO_SHOW'],
    EnterAppointmentInError: ['ENTERED_IN_ERROR'],
  },
  CHECKED_IN: {
    UndoCheckIn: ['SCHEDULED'],
    StartVisitForAppointment: ['IN_PROGRESS'],
    CancelAppointment: ['CANCELLED'],
    EnterAppointmentInError: ['ENTERED_IN_ERROR'],
  },
  IN_PROGRESS: {
    UndoVisitStart: ['CHECKED_IN'],
    CompleteAppointment: ['COMPLETED'],
    EnterAppointmentInError: ['ENTERED_IN_ERROR'],
  },
  COMPLETED: {},
  CANCELLED: { RestoreAppointment: ['SCHEDULED'], EnterAppointmentInError: ['ENTERED_IN_ERROR'] },
  NO_SHOW: { CheckInPatient: ['CHECKED_IN'], EnterAppointmentInError: ['ENTERED_IN_ERROR'] },
  ENTERED_IN_ERROR: {},
};

const HOLDING = ['REQUESTED', 'SCHEDULED', 'CONFIRMED', 'CHECKED_IN', 'IN_PROGRESS', 'COMPLETED'];

type Step = Readonly<{ from: Appointment; to: Appointment; command: string; events: readonly AppointmentEvent[] }>;

function play(commands: Parameters<typeof appointment.decide>[0][]): Step[] {
  let state = appointment.initial;
  return commands.flatMap((command) => {
    const outcome = appointment.decide(command, state);
    if (isRefusal(outcome) || outcome.length === 0) return [];
    const step = { from: state, to: outcome.reduce(appointment.evolve, state), command: command.type, events: outcome };
    state = step.to;
    return [step];
  });
}

const everyStep = (check: (step: Step) => void, runs: { numRuns: number; seed?: number } = { numRuns: 2000 }): void =>
  fc.assert(
    fc.property(anyAppointmentCommands(), (commands) => play([...commands]).forEach(check)),
    runs,
  );

describe('appointment under any run of commands', () => {
  it('AP1-AP16 never leaves the state machine', () => {
    everyStep(({ from, to, command }) => expect(TABLE[from.status][command] ?? []).toContain(to.status));
  });

  it('AP1-AP16 reaches every move of the table, so the runs above mean something', () => {
    const seen = new Set<string>();
    // Fixed seed: whether chance finds every move must not decide the test.
    everyStep(({ from, to, command }) => seen.add(`${from.status} ${command} ${to.status}`), {
      numRuns: 4000,
      seed: 2,
    });
    const moves = Object.entries(TABLE).flatMap(([from, row]) =>
      Object.entries(row).flatMap(([command, ends]) => ends.map((to) => `${from} ${command} ${to}`)),
    );
    expect([...seen].sort()).toEqual(moves.sort());
  });

  it('AV8 holds its resources exactly while it counts', () => {
    everyStep(({ to }) => expect(occupancyOf(to).length > 0).toBe(HOLDING.includes(to.status)));
  });

  it('AP16 tells a projector enough: what events take and release adds up to what is held', () => {
    fc.assert(
      fc.property(anyAppointmentCommands(), (commands) => {
        const rows = new Set<string>();
        for (const { events, to } of play([...commands])) {
          for (const { released, taken } of events.map(occupancyChange)) {
            for (const row of released) expect(rows.delete(JSON.stringify(row))).toBe(true);
            for (const row of taken) rows.add(JSON.stringify(row));
          }
          expect([...rows].sort()).toEqual(
            occupancyOf(to)
              .map((row) => JSON.stringify(row))
              .sort(),
          );
        }
      }),
      { numRuns: 1000 },
    );
  });
});
