import { v7 } from 'uuid';
import type { TestClinic } from './clinic';
import { inParallel } from './parallel';
import { Caller } from './world';

interface Wish {
  readonly requestId: string;
  readonly [field: string]: unknown;
}

interface Booked {
  readonly bookAppointment: { readonly __typename: string; readonly appointment?: { id: string } };
}

const BOOK = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { __typename ... on Refusal { code } ... on BookAppointmentSuccess { appointment { id } } } }`;
const HALF_HOUR = 1_800_000;
const DAY_SLOTS = 16;

/** Clients who book one free time after the other and remember exactly what they were answered. */
export class BookingStream {
  /** Appointment by request, of every booking that was acknowledged. */
  readonly acknowledged = new Map<string, string>();
  private readonly caller: Caller;
  private readonly wishes: readonly Wish[];
  private readonly asked = new Set<string>();

  /** One wish per practitioner and half-hour of the day that many days ahead. */
  constructor(clinic: TestClinic, url: string, day: number) {
    this.caller = new Caller(url, clinic.desk.token);
    const start = Date.parse(clinic.at(day, '00:00'));
    this.wishes = Array.from({ length: DAY_SLOTS * clinic.practitioners.length }, (_, i) => ({
      requestId: v7(),
      patientId: clinic.patients[i % clinic.practitioners.length],
      practitionerId: clinic.practitioners[i % clinic.practitioners.length],
      visitTypeId: clinic.visitTypeId,
      startsAt: new Date(start + Math.floor(i / clinic.practitioners.length) * HALF_HOUR).toISOString(),
    }));
  }

  get size(): number {
    return this.wishes.length;
  }

  /** Requests that were sent and never acknowledged. */
  get unanswered(): string[] {
    return [...this.asked].filter((requestId) => !this.acknowledged.has(requestId));
  }

  /** Sends every wish that has no answer yet. A client whose request fails gives up until the next run. */
  async run(clients: number): Promise<void> {
    const open = this.wishes.filter(({ requestId }) => !this.acknowledged.has(requestId));
    let failed = false;
    await inParallel(open, clients, async (wish) => {
      if (!failed && !(await this.book(wish))) failed = true;
    });
  }

  /** Whether the booking was acknowledged. An error or a broken connection says nothing about what happened. */
  private async book(wish: Wish): Promise<boolean> {
    this.asked.add(wish.requestId);
    const answer = await this.caller.send<Booked>(BOOK, { input: wish }).catch(() => null);
    const result = answer?.data?.bookAppointment;
    if (result !== undefined && result.appointment === undefined)
      throw new Error(`A free time was refused: ${JSON.stringify(result)}`);
    if (result?.appointment === undefined) return false;
    this.acknowledged.set(wish.requestId, result.appointment.id);
    return true;
  }
}
