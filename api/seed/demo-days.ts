import type { AppointmentCommand } from '@medley/domain/scheduling';
import { localDate } from '@medley/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { v5 } from 'uuid';
import { type Ctx, Ledger, type Write } from '../src/platform';
import { AppointmentsQueries, appointmentStream } from '../src/scheduling';
import type { DemoAppointment, DemoStep } from './day';
import { accepted, type Placed, requestIdOf } from './demo';

const ACTIVE = { active: true, deceased: false, merged: false } as const;
const GRACE_MINUTES = 15;
const LATE_CANCEL_HOURS = 24;
const PATIENT_CANCELS = { reasonCode: 'PATIENT_REQUEST', party: 'PATIENT', channel: 'DESK', text: null } as const;

/** The person and the patient record behind a generated key. */
export type PatientOf = (key: string) => Readonly<{ patientId: string; personId: string }>;

/** Whether the clinic has an appointment that starts in this range: then its day was made before. */
export async function hasAppointments(
  app: INestApplicationContext,
  ctx: Ctx,
  start: number,
  end: number,
): Promise<boolean> {
  const anybody = { practitionerIds: null, statuses: null, patientId: null };
  return (await app.get(AppointmentsQueries).count(ctx, { from: new Date(start), to: new Date(end), ...anybody })) > 0;
}

/** Writes the appointments of one day and one practitioner with everything that happened to them, in one write. */
export async function writeDay(
  app: INestApplicationContext,
  placed: Placed,
  appointments: readonly DemoAppointment[],
  patientOf: PatientOf,
): Promise<void> {
  const requestId = requestIdOf(`day/${v5(appointments.map(({ key }) => key).join(), placed.ctx.clinic.id)}`);
  await app.get(Ledger).write(placed.ctx, { operation: 'seedAppointments', input: { requestId } }, async (write) => {
    for (const appointment of appointments) await writeOne(write, placed, appointment, patientOf);
    return { appointments: appointments.length };
  });
  placed.clock.release();
}

async function writeOne(write: Write, placed: Placed, made: DemoAppointment, patientOf: PatientOf): Promise<void> {
  const { ctx, clock } = placed;
  const id = ctx.newId();
  const visitId = ctx.newId();
  clock.turnTo(made.bookedAt);
  accepted(await write.execute(appointmentStream, id, booking(placed, made, patientOf), { fresh: true }));
  for (const step of made.steps) {
    clock.turnTo(step.at);
    accepted(await write.execute(appointmentStream, id, commandOf(step, ctx, visitId)));
  }
}

function booking(
  { ctx, practitioners, rooms, visitTypes }: Placed,
  made: DemoAppointment,
  patientOf: PatientOf,
): AppointmentCommand {
  const { patientId, personId } = patientOf(made.person);
  const type = visitTypes.get(made.visitType);
  const practitionerId = practitioners.get(made.licence);
  if (type === undefined || practitionerId === undefined) throw new Error(`Nothing is known of ${made.key}`);
  return {
    type: 'BookAppointment',
    data: {
      ...stamp(ctx),
      reference: '',
      clinicId: ctx.clinic.id,
      patientId,
      patientResourceId: personId,
      visitTypeId: type.id,
      slot: {
        practitionerId,
        roomId: rooms.get(made.room) ?? null,
        startsAt: new Date(made.startsAt).toISOString(),
        durationMinutes: made.minutes,
        bufferBeforeMinutes: type.before,
        bufferAfterMinutes: type.after,
        timeZone: ctx.clinic.timeZone,
        overbook: null,
      },
      reason: made.reason,
      note: made.note,
      patient: ACTIVE,
      retrospective: false,
    },
  };
}

function commandOf({ does }: DemoStep, ctx: Ctx, visitId: string): AppointmentCommand {
  const now = stamp(ctx);
  const today = localDate(ctx.now().getTime(), ctx.clinic.timeZone);
  switch (does) {
    case 'confirm':
      return { type: 'ConfirmAppointment', data: now };
    case 'checkIn':
      return { type: 'CheckInPatient', data: { ...now, today, patient: ACTIVE, slotTaken: false, overbookLane: 0 } };
    case 'start':
      return { type: 'StartVisitForAppointment', data: { ...now, visitId, today, patient: ACTIVE } };
    case 'complete':
      return { type: 'CompleteAppointment', data: { ...now, visitId } };
    case 'noShow':
      return { type: 'MarkNoShow', data: { ...now, graceMinutes: GRACE_MINUTES } };
    case 'cancel':
      return { type: 'CancelAppointment', data: { ...now, ...PATIENT_CANCELS, lateCancelHours: LATE_CANCEL_HOURS } };
  }
}

const stamp = (ctx: Ctx) => ({ at: ctx.now().toISOString(), by: ctx.actor.id });
