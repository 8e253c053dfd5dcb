import { refuse } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { type AnyFact, type Ctx, Database, defineRegister, Ledger, type Write } from '../../platform';
import { ProfilesQueries } from '../../profiles';
import type {
  AddTimeOffInput,
  CancelTimeOffInput,
  CreateVisitTypeInput,
  SetDateOverrideInput,
  SetWorkingHoursInput,
  UpdateVisitTypeInput,
  WeeklyHoursInput,
} from './schedule.schema';
import { HoursRow, OverrideRow, TimeOffRow, VisitTypeRow } from './schedule.tables';

export const visitTypeRegister = defineRegister<AnyFact>('visit-type', 'schedule:read');
/** When a practitioner works: hours, overrides, leave. One stream per practitioner and clinic would be as good; the facts name both. */
export const scheduleRegister = defineRegister<AnyFact>('schedule', 'schedule:read');

const NAME_TAKEN = refuse('NameTaken', 'There is a visit type with this name already.');
const UNKNOWN_PRACTITIONER = refuse('UnknownPractitioner', 'This practitioner does not work in your clinic.');

/** Visit types and working time. Changing them never touches an appointment (AV16, AP22). */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly ledger: Ledger,
    private readonly db: Database,
    private readonly profiles: ProfilesQueries,
  ) {}

  createVisitType(ctx: Ctx, input: CreateVisitTypeInput) {
    return this.ledger.write(ctx, { operation: 'createVisitType', input }, async (write) => {
      const { requestId: _, ...fields } = input;
      const visitType = { id: ctx.newId(), ...fields, active: true };
      write.rows.insert(VisitTypeRow, visitType);
      write.onDuplicate('visit_type_name', NAME_TAKEN);
      await write.record(
        visitTypeRegister,
        visitType.id,
        { type: 'VisitTypeCreated', data: visitType },
        { fresh: true },
      );
      return { visitType };
    });
  }

  updateVisitType(ctx: Ctx, input: UpdateVisitTypeInput) {
    return this.ledger.write(ctx, { operation: 'updateVisitType', input }, async (write) => {
      const { requestId: _, visitTypeId, ...given } = input;
      const before = await this.db.byId(ctx, VisitTypeRow, visitTypeId);
      if (before === null) return refuse('UnknownVisitType', 'This visit type does not exist.');
      const changes = Object.fromEntries(
        Object.entries(given as Record<string, unknown>).filter(([, value]) => value != null),
      );
      write.rows.update(VisitTypeRow, { id: visitTypeId }, changes);
      write.onDuplicate('visit_type_name', NAME_TAKEN);
      await write.record(visitTypeRegister, visitTypeId, { type: 'VisitTypeChanged', data: changes });
      return { visitType: { ...before, ...changes } };
    });
  }

  setWorkingHours(ctx: Ctx, input: SetWorkingHoursInput) {
    return this.ledger.write(ctx, { operation: 'setWorkingHours', input }, async (write) => {
      const { practitionerId, hours, breaks } = input;
      if (!(await this.worksHere(ctx, practitionerId))) return UNKNOWN_PRACTITIONER;
      write.rows.delete(HoursRow, { practitionerId });
      write.rows.insert(
        HoursRow,
        ...hoursRows(ctx, practitionerId, 'OPEN', hours),
        ...hoursRows(ctx, practitionerId, 'BREAK', breaks),
      );
      await this.record(write, practitionerId, { type: 'WorkingHoursSet', data: { practitionerId, hours, breaks } });
      return { practitionerId };
    });
  }

  setDateOverride(ctx: Ctx, input: SetDateOverrideInput) {
    return this.ledger.write(ctx, { operation: 'setDateOverride', input }, async (write) => {
      const { practitionerId, date, windows, text } = input;
      if (!(await this.worksHere(ctx, practitionerId))) return UNKNOWN_PRACTITIONER;
      write.rows.delete(OverrideRow, { practitionerId, date });
      const spans =
        windows === null || windows === undefined ? [] : windows.length === 0 ? [{ from: null, to: null }] : windows;
      for (const { from, to } of spans)
        write.rows.insert(OverrideRow, {
          id: ctx.newId(),
          practitionerId,
          date,
          fromTime: from,
          toTime: to,
          text: text ?? null,
        });
      await this.record(write, practitionerId, {
        type: 'DateOverrideSet',
        data: { practitionerId, date, windows: windows ?? null },
      });
      return { practitionerId, date };
    });
  }

  addTimeOff(ctx: Ctx, input: AddTimeOffInput) {
    return this.ledger.write(ctx, { operation: 'addTimeOff', input }, async (write) => {
      const { practitionerId, startsAt, endsAt } = input;
      if (endsAt <= startsAt) return refuse('InvalidRange', 'Leave ends after it starts.');
      if (!(await this.worksHere(ctx, practitionerId))) return UNKNOWN_PRACTITIONER;
      const timeOff = { id: ctx.newId(), practitionerId, startsAt, endsAt, text: input.text ?? null };
      write.rows.insert(TimeOffRow, { ...timeOff, clinicId: ctx.clinic.id });
      await this.record(write, practitionerId, {
        type: 'TimeOffAdded',
        data: { timeOffId: timeOff.id, practitionerId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      });
      return { timeOff, appointmentsInside: await this.appointmentsInside(ctx, input) };
    });
  }

  cancelTimeOff(ctx: Ctx, input: CancelTimeOffInput) {
    return this.ledger.write(ctx, { operation: 'cancelTimeOff', input }, async (write) => {
      const practitionerId = await this.practitionerOfTimeOff(ctx, input.timeOffId);
      if (practitionerId === null) return refuse('UnknownTimeOff', 'This leave does not exist.');
      write.rows.sql('DELETE FROM scheduling_time_off WHERE id = ? AND clinic_id = ?', [
        input.timeOffId,
        ctx.clinic.id,
      ]);
      await this.record(write, practitionerId, {
        type: 'TimeOffCancelled',
        data: { timeOffId: input.timeOffId, practitionerId },
      });
      return { timeOffId: input.timeOffId };
    });
  }

  private async worksHere(ctx: Ctx, practitionerId: string): Promise<boolean> {
    return isActive(await ctx.load(this.profiles.practitionersByIds, practitionerId));
  }

  private record(write: Write, practitionerId: string, fact: AnyFact): Promise<number> {
    return write.record(scheduleRegister, scheduleId(write.ctx, practitionerId), fact);
  }

  private async practitionerOfTimeOff(ctx: Ctx, id: string): Promise<string | null> {
    const rows = await this.db.query<{ practitionerId: string }>(
      ctx,
      'SELECT practitioner_id AS practitionerId FROM scheduling_time_off WHERE clinic_id = :clinic AND id = :id',
      { id },
    );
    return rows[0]?.practitionerId ?? null;
  }

  private async appointmentsInside(ctx: Ctx, { practitionerId, startsAt, endsAt }: AddTimeOffInput): Promise<number> {
    const rows = await this.db.query<{ n: number }>(
      ctx,
      `SELECT COUNT(*) AS n FROM scheduling_appointment WHERE clinic_id = :clinic AND practitioner_id = :practitionerId
       AND starts_at < :endsAt AND ends_at > :startsAt AND status IN ('REQUESTED', 'SCHEDULED', 'CONFIRMED')`,
      { practitionerId, startsAt, endsAt },
    );
    return Number(rows[0]?.n ?? 0);
  }
}

const isActive = (practitioner: { active: boolean } | null): boolean =>
  practitioner !== null && Boolean(practitioner.active);

const hoursRows = (ctx: Ctx, practitionerId: string, kind: 'OPEN' | 'BREAK', hours: readonly WeeklyHoursInput[]) =>
  hours.map(({ weekday, from, to }) => ({
    id: ctx.newId(),
    practitionerId,
    kind,
    weekday,
    fromTime: from,
    toTime: to,
  }));

/** A practitioner's schedule in a clinic is the pair of both; the ledger needs one id for it. */
const scheduleId = (ctx: Ctx, practitionerId: string): string => v5(`schedule/${practitionerId}`, ctx.clinic.id);
