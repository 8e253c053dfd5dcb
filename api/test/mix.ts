import { v7 } from 'uuid';
import { Chance } from '../seed/random';
import type { TestClinic } from './clinic';
import type { Answer, Caller } from './world';

/** What a success said of its appointment; the ledger must agree for ever. */
export interface Acknowledged {
  readonly clinicId: string;
  readonly operation: string;
  readonly id: string;
  readonly status: string;
  readonly version: number;
}

export interface Outcome {
  readonly operation: string;
  readonly typename: string;
  readonly answer: Answer<Record<string, MixResult>>;
}

interface MixResult {
  readonly __typename: string;
  readonly code?: string;
  readonly appointment?: { id: string; status: string; version: number };
}

interface Known {
  readonly clinic: TestClinic;
  readonly id: string;
}

interface Step {
  readonly clinic: TestClinic;
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

const CHANGES: Readonly<Record<string, string>> = {
  confirmAppointment: 'ChangeAppointmentInput',
  unconfirmAppointment: 'ChangeAppointmentInput',
  checkInAppointment: 'ChangeAppointmentInput',
  undoCheckInAppointment: 'ChangeAppointmentInput',
  markNoShow: 'ChangeAppointmentInput',
  restoreAppointment: 'ReasonedAppointmentInput',
  enterAppointmentInError: 'ReasonedAppointmentInput',
};

/** How often each thing happens at a busy desk that changes its mind a lot. */
const WEIGHTS = [
  ['book', 34],
  ['move', 22],
  ['cancel', 12],
  ['restoreAppointment', 10],
  ['checkInAppointment', 10],
  ['markNoShow', 6],
  ['confirmAppointment', 3],
  ['undoCheckInAppointment', 3],
  ['enterAppointmentInError', 1],
] as const;

const SLOTS = 66;
const SLOT_MS = 600_000;

/** Makes up what the desks of several clinics do next, and remembers what they were told. */
export class Mix {
  readonly acknowledged: Acknowledged[] = [];
  readonly outcomes: Outcome[] = [];
  private readonly known: Known[] = [];
  private readonly chance: Chance;
  private readonly start: number;

  constructor(
    private readonly clinics: readonly TestClinic[],
    seed: string,
  ) {
    this.chance = new Chance(seed);
    // From three hours ago to eight hours ahead: some can be no-shows, all are of today.
    this.start = Math.floor(Date.now() / SLOT_MS) * SLOT_MS - 3 * 3_600_000;
  }

  /** The next steps, drawn one by one as the earlier ones are done. */
  *steps(count: number): Generator<Step> {
    for (let i = 0; i < count; i += 1) yield this.next();
  }

  async run({ clinic, operation, input }: Step): Promise<void> {
    const answer = await call(clinic.desk, operation, input);
    const result = answer.data?.[operation];
    this.outcomes.push({ operation, typename: result?.__typename ?? 'none', answer });
    const { appointment } = result ?? {};
    if (appointment === undefined) return;
    if (operation === 'bookAppointment') this.known.push({ clinic, id: appointment.id });
    this.acknowledged.push({ clinicId: clinic.id, operation, ...appointment });
  }

  private next(): Step {
    const what = this.chance.weighted(WEIGHTS);
    const target = what === 'book' || this.known.length < 10 ? null : this.chance.pick(this.known);
    if (target === null) return this.booking();
    const input = { requestId: v7(), appointmentId: target.id };
    if (what === 'move')
      return { clinic: target.clinic, operation: 'moveAppointment', input: { ...input, ...this.place(target.clinic) } };
    if (what === 'cancel')
      return { clinic: target.clinic, operation: 'cancelAppointment', input: { ...input, reason: 'PATIENT_REQUEST' } };
    return {
      clinic: target.clinic,
      operation: what,
      input: { ...input, ...(what === 'enterAppointmentInError' ? { reason: 'Wrong patient' } : {}) },
    };
  }

  private booking(): Step {
    const clinic = this.chance.pick(this.clinics);
    const who = { patientId: this.chance.pick(clinic.patients), visitTypeId: clinic.visitTypeId };
    return { clinic, operation: 'bookAppointment', input: { requestId: v7(), ...who, ...this.place(clinic) } };
  }

  private place({ practitioners, rooms }: TestClinic) {
    return {
      practitionerId: this.chance.pick(practitioners),
      startsAt: new Date(this.start + this.chance.int(0, SLOTS - 1) * SLOT_MS).toISOString(),
      durationMinutes: this.chance.pick([10, 20, 30, 45]),
      ...(this.chance.happens(0.6) ? { roomId: this.chance.pick(rooms) } : {}),
    };
  }
}

function call(
  desk: Caller,
  operation: string,
  input: Record<string, unknown>,
): Promise<Answer<Record<string, MixResult>>> {
  const type = CHANGES[operation] ?? `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input`;
  const success = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Success`;
  const query = `mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { code } ... on ${success} { appointment { id status version } } } }`;
  return desk.send(query, { input });
}
