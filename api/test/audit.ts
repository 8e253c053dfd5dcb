import {
  appointment,
  type AppointmentEvent,
  type Appointment,
  CELL_MS,
  cellsOf,
  dayBitsOf,
} from '@medley/domain/scheduling';
import type { Raw } from './raw';

interface AppointmentFact {
  readonly clinicId: string;
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly version: number;
  readonly practitionerId: string;
  readonly roomId: string | null;
  readonly personId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly occupiedFrom: Date;
  readonly occupiedTo: Date;
  readonly lane: number;
}

interface Stretch {
  readonly resourceId: string;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
  readonly owner: AppointmentFact;
}

interface CellFact {
  readonly resource_id: string;
  readonly cell: number;
  readonly lane: number;
  readonly owner_id: string;
  readonly clinic_id: string;
}

interface EventFact {
  readonly stream_id: string;
  readonly version: number;
  readonly type: string;
  readonly data: string;
  readonly meta: string;
}

interface BusyDayFact {
  readonly resource_id: string;
  readonly day: number;
  readonly clinic_id: string;
  readonly words: string;
}

/** States that hold their time (rules 2.1): everything that was not given back. */
const LIVE = new Set(['REQUESTED', 'SCHEDULED', 'CONFIRMED', 'CHECKED_IN', 'IN_PROGRESS', 'COMPLETED']);

/** What is wrong with the occupancy of all clinics together; every list is empty when nothing is. */
export async function auditOccupancy(raw: Raw) {
  const stretches = (await liveAppointments(raw)).flatMap(stretchesOf);
  const expected = stretches.flatMap(cellTexts).sort();
  const cells = await raw.rows<CellFact>('SELECT * FROM scheduling_occupancy');
  const stored = cells.map((cell) => cellText(cell)).sort();
  return {
    overlaps: overlapsIn(stretches),
    missingCells: without(expected, stored),
    strayCells: without(stored, expected),
    wrongBitmaps: await wrongBitmaps(raw, cells),
  };
}

/** What `auditOccupancy` answers when all is well. */
export const NO_FAULTS = { overlaps: [], missingCells: [], strayCells: [], wrongBitmaps: [] };

/** Appointments that hold their time, with the human behind the patient. */
async function liveAppointments(raw: Raw): Promise<AppointmentFact[]> {
  const rows = await raw.rows<AppointmentFact>(
    `SELECT a.clinic_id AS clinicId, a.id, a.reference, a.status, a.version, a.practitioner_id AS practitionerId, a.room_id AS roomId,
       p.person_id AS personId, a.starts_at AS startsAt, a.ends_at AS endsAt, a.occupied_from AS occupiedFrom, a.occupied_to AS occupiedTo, a.overbook_lane AS lane
     FROM scheduling_appointment a JOIN patients_patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id`,
  );
  return rows.filter(({ status }) => LIVE.has(status));
}

function stretchesOf(owner: AppointmentFact): Stretch[] {
  const buffered = { from: owner.occupiedFrom.getTime(), to: owner.occupiedTo.getTime(), lane: owner.lane, owner };
  return [
    { resourceId: owner.practitionerId, ...buffered },
    { resourceId: owner.personId, from: owner.startsAt.getTime(), to: owner.endsAt.getTime(), lane: 0, owner },
    ...(owner.roomId === null ? [] : [{ resourceId: owner.roomId, ...buffered }]),
  ];
}

/** Two live appointments on one resource at one time, unless one was deliberately put beside the other (AP13, D27). */
function overlapsIn(stretches: readonly Stretch[]): string[] {
  const lanes = Map.groupBy(stretches, ({ resourceId, lane }) => `${resourceId}/${lane}`);
  return [...lanes.values()].flatMap((lane) => {
    const sorted = lane.toSorted((a, b) => a.from - b.from);
    return sorted.flatMap((one, i) =>
      sorted
        .slice(i + 1)
        .flatMap((other) =>
          other.from < one.to ? [`${one.owner.reference} and ${other.owner.reference} share ${one.resourceId}`] : [],
        ),
    );
  });
}

const cellText = (cell: CellFact): string =>
  `${cell.resource_id} ${cell.cell} lane ${cell.lane} of ${cell.owner_id} in ${cell.clinic_id}`;

const cellTexts = ({ resourceId, from, to, lane, owner }: Stretch): string[] =>
  cellsOf(from, to).map((cell) =>
    cellText({ resource_id: resourceId, cell, lane, owner_id: owner.id, clinic_id: owner.clinicId }),
  );

function without(all: readonly string[], known: readonly string[]): string[] {
  const set = new Set(known);
  return all.filter((one) => !set.has(one));
}

/** Bits set without a cell, or cells without their bit. A row of zeros says the same as no row. */
async function wrongBitmaps(raw: Raw, cells: readonly CellFact[]): Promise<string[]> {
  const rows = await raw.rows<BusyDayFact>(
    "SELECT resource_id, day, clinic_id, CONCAT_WS(' ', b1, b2, b3, b4, b5) AS words FROM scheduling_busy_day",
  );
  const stored = rows
    .filter(({ words }) => words !== '0 0 0 0 0')
    .map(({ resource_id, day, clinic_id, words }) => `${resource_id} ${day} ${clinic_id} ${words}`);
  const owners = Map.groupBy(cells, ({ resource_id, clinic_id }) => `${resource_id} ${clinic_id}`);
  const expected = [...owners.values()].flatMap((own) => {
    const spans = own.map(({ cell }) => ({ from: cell * CELL_MS, to: (cell + 1) * CELL_MS }));
    return dayBitsOf(spans).map(
      ({ day, words }) => `${own[0]?.resource_id ?? ''} ${day} ${own[0]?.clinic_id ?? ''} ${words.join(' ')}`,
    );
  });
  return [
    ...without(expected, stored).map((text) => `missing ${text}`),
    ...without(stored, expected).map((text) => `stray ${text}`),
  ].sort();
}

/** Every appointment of a clinic as its events say it was after each version. */
export async function historyOf(raw: Raw, clinicId: string): Promise<Map<string, readonly Appointment[]>> {
  const events = await raw.rows<EventFact>(
    "SELECT stream_id, version, type, data, meta FROM platform_event WHERE clinic_id = ? AND stream = 'appointment' ORDER BY stream_id, version",
    [clinicId],
  );
  const streams = Map.groupBy(events, ({ stream_id }) => stream_id);
  return new Map([...streams].map(([id, own]) => [id, statesOf(own)]));
}

function statesOf(events: readonly EventFact[]): Appointment[] {
  const states: Appointment[] = [appointment.initial];
  for (const { type, data } of events) {
    const fact = { type, data: JSON.parse(data) as unknown } as AppointmentEvent;
    states.push(appointment.evolve(states.at(-1) ?? appointment.initial, fact));
  }
  return states;
}

/** What a write left half done: a row without its events, an event without its request, a number given twice or not at all. */
export async function halfWritten(raw: Raw, clinicId: string): Promise<string[]> {
  const states = await historyOf(raw, clinicId);
  const rows = await raw.rows<{ id: string; version: number; status: string; reference: string }>(
    'SELECT id, version, status, reference FROM scheduling_appointment WHERE clinic_id = ?',
    [clinicId],
  );
  return [
    ...rows
      .filter(
        ({ id, version, status }) =>
          states.get(id)?.[version]?.status !== status || states.get(id)?.length !== version + 1,
      )
      .map(({ id }) => `row ${id} is not what its events say`),
    ...[...states.keys()].filter((id) => !rows.some((row) => row.id === id)).map((id) => `events of ${id} have no row`),
    ...(await orphans(raw, clinicId)),
    ...gaps(rows.map(({ reference }) => Number(reference.split('-A')[1]))),
  ];
}

/** Events without a version guard or a remembered request, and the reverse. */
async function orphans(raw: Raw, clinicId: string): Promise<string[]> {
  const unguarded = await raw.rows<{ id: string }>(
    `SELECT e.stream_id AS id FROM platform_event e LEFT JOIN platform_stream_version v ON v.stream_id = e.stream_id AND v.version = e.version
     WHERE e.clinic_id = ? AND v.stream_id IS NULL`,
    [clinicId],
  );
  const guards = await raw.rows<{ id: string }>(
    `SELECT v.stream_id AS id FROM platform_stream_version v LEFT JOIN platform_event e ON e.stream_id = v.stream_id AND e.version = v.version WHERE e.stream_id IS NULL`,
  );
  const booked = await raw.rows<{ requestId: string }>(
    "SELECT JSON_VALUE(meta, '$.requestId') AS requestId FROM platform_event WHERE clinic_id = ? AND type = 'AppointmentBooked'",
    [clinicId],
  );
  const remembered = await raw.rows<{ requestId: string }>(
    "SELECT request_id AS requestId FROM platform_request WHERE clinic_id = ? AND operation = 'bookAppointment'",
    [clinicId],
  );
  const [events, requests] = [booked.map(({ requestId }) => requestId), remembered.map(({ requestId }) => requestId)];
  return [
    ...unguarded.map(({ id }) => `an event of ${id} has no version guard`),
    ...guards.map(({ id }) => `a version guard of ${id} has no event`),
    ...without(events, requests).map((id) => `the booking of request ${id} is not remembered`),
    ...without(requests, events).map((id) => `request ${id} is remembered without its booking`),
    ...events.filter((id, i) => events.indexOf(id) !== i).map((id) => `request ${id} booked twice`),
  ];
}

function gaps(numbers: readonly number[]): string[] {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted
    .flatMap((number, i) => (number === i + 1 ? [] : [`reference number ${number} stands at place ${i + 1}`]))
    .slice(0, 3);
}
