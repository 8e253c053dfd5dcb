import {
  type AppointmentEvent,
  CELLS_PER_DAY,
  cellRange,
  cellsOf,
  masksOf,
  type Occupancy,
  occupancyChange,
} from '@medley/domain/scheduling';
import { Injectable } from '@nestjs/common';
import type { Projector, RecordedEvent, Rows } from '../../platform';
import { BusyDayRow, OccupancyRow } from './occupancy.tables';

/** Cells an occupancy takes, with the day of each end. */
const rangeOf = ({ from, to }: Occupancy) => cellRange(Date.parse(from), Date.parse(to));

/** Keeps occupancy cells and day bitmaps: what is taken, by whom, in which clinic. */
@Injectable()
export class OccupancyProjector implements Projector {
  readonly streams = ['appointment'];
  readonly tables = [OccupancyRow, BusyDayRow];

  /** Gives cells back and takes cells. A duplicate key here is the only thing that decides who was first. */
  claim(event: RecordedEvent, rows: Rows): void {
    const { released, taken } = occupancyChange(event as unknown as AppointmentEvent);
    for (const occupancy of released) release(event, occupancy, rows);
    if (taken.length > 0) take(event, taken, rows);
  }

  /** Bitmaps follow the cells in the same transaction. */
  project(event: RecordedEvent, rows: Rows): void {
    const { released, taken } = occupancyChange(event as unknown as AppointmentEvent);
    for (const occupancy of released)
      for (const day of daysOf(occupancy)) recount(event, occupancy.resourceId, day, rows);
    for (const occupancy of taken) mark(event, occupancy, rows);
  }
}

function release(event: RecordedEvent, occupancy: Occupancy, rows: Rows): void {
  const { first, last } = rangeOf(occupancy);
  rows.sql(
    'DELETE FROM scheduling_occupancy WHERE resource_id = ? AND cell BETWEEN ? AND ? AND lane = ? AND owner_id = ?',
    [occupancy.resourceId, first, last, occupancy.lane, event.streamId],
  );
}

/** One statement for all resources, in key order: concurrent bookings meet in the same order and do not deadlock. */
function take(event: RecordedEvent, taken: readonly Occupancy[], rows: Rows): void {
  const sorted = [...taken].sort((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
  const cells = sorted.flatMap(({ resourceId, from, to, lane }) =>
    cellsOf(Date.parse(from), Date.parse(to)).map((cell) => [resourceId, cell, lane, event.streamId, event.clinicId]),
  );
  const marks = cells.map(() => '(?, ?, ?, ?, ?)').join(', ');
  rows.sql(
    `INSERT INTO scheduling_occupancy (resource_id, cell, lane, owner_id, clinic_id) VALUES ${marks}`,
    cells.flat(),
  );
}

function daysOf(occupancy: Occupancy): number[] {
  const { first, last } = rangeOf(occupancy);
  const firstDay = Math.floor(first / CELLS_PER_DAY);
  const days = Math.floor(last / CELLS_PER_DAY) - firstDay + 1;
  return Array.from({ length: days }, (_, i) => firstDay + i);
}

function mark(event: RecordedEvent, { resourceId, from, to }: Occupancy, rows: Rows): void {
  for (const { day, words } of masksOf(Date.parse(from), Date.parse(to))) {
    rows.sql(
      `INSERT INTO scheduling_busy_day (resource_id, day, clinic_id, b1, b2, b3, b4, b5) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE b1 = b1 | VALUES(b1), b2 = b2 | VALUES(b2), b3 = b3 | VALUES(b3), b4 = b4 | VALUES(b4), b5 = b5 | VALUES(b5)`,
      [resourceId, day, event.clinicId, ...words.map(String)],
    );
  }
}

/** One word of the day, counted from the cells that are left. Unsigned throughout: the 64th bit overflows a signed zero. */
const wordOf = (word: number) =>
  `BIT_OR(IF(cell - ? BETWEEN ${word * 64} AND ${word * 64 + 63}, 1 << (cell - ? - ${word * 64}), CAST(0 AS UNSIGNED)))`;

/**
 * Counts a day's bits anew, because another lane may still hold a cell that was given back. The row is locked first:
 * the count must not run on what it saw before waiting for somebody else's commit.
 */
function recount(event: RecordedEvent, resourceId: string, day: number, rows: Rows): void {
  const base = day * CELLS_PER_DAY;
  const key = [resourceId, day, event.clinicId];
  rows.sql('SELECT day FROM scheduling_busy_day WHERE resource_id = ? AND day = ? AND clinic_id = ? FOR UPDATE', key);
  rows.sql(
    `UPDATE scheduling_busy_day d JOIN (
       SELECT ${[0, 1, 2, 3, 4].map((word) => `${wordOf(word)} AS w${word + 1}`).join(', ')}
       FROM scheduling_occupancy WHERE resource_id = ? AND cell BETWEEN ? AND ? AND clinic_id = ?) w
     SET d.b1 = w.w1, d.b2 = w.w2, d.b3 = w.w3, d.b4 = w.w4, d.b5 = w.w5
     WHERE d.resource_id = ? AND d.day = ? AND d.clinic_id = ?`,
    [...Array<number>(10).fill(base), resourceId, base, base + CELLS_PER_DAY - 1, event.clinicId, ...key],
  );
}
