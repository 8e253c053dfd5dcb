import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../graphql/paging';
import { DateTime } from '../graphql/scalars';
import type { SequencedEvent } from '../ledger/event-store';

@ObjectType({ description: 'Something that happened in your clinic. Modules hang the object it happened to on it.' })
export class Change {
  @Field({ description: 'Pass it as `after` to continue behind this change, after any interruption.' }) cursor!: string;
  @Field({ description: 'What happened: `AppointmentBooked`.' }) type!: string;
  @Field({ description: 'Kind of object it happened to: `appointment`.' }) objectType!: string;
  @Field(() => ID, { description: 'The object it happened to.' }) objectId!: string;
  @Field(() => Int, { description: 'Version of the object after it.' }) version!: number;
  @Field(() => DateTime, { description: 'When it was recorded, by the database clock.' }) occurredAt!: Date;
  @Field(() => String, { nullable: true, description: 'Who did it.' }) actorName!: string | null;
  @Field({ description: 'Ties together everything one request did.' }) correlationId!: string;
}

@ObjectType({ description: 'A page of changes, oldest first.' })
export class ChangeConnection {
  @Field(() => [Change]) nodes!: readonly Change[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

/** The change a ledger event is, for those who may see it. */
export const changeOf = (event: SequencedEvent): Change => ({
  cursor: cursorOf(event.clinicId, event.seq),
  type: event.type,
  objectType: event.stream,
  objectId: event.streamId,
  version: event.version,
  occurredAt: event.recordedAt,
  actorName: event.meta.actorName,
  correlationId: event.meta.correlationId,
});

/** A place in a clinic's ledger, opaque to callers. */
export const cursorOf = (clinicId: string, seq: number): string =>
  Buffer.from(`${seq}@${clinicId}`).toString('base64url');

/** Reads a cursor of this clinic; null when it is another's or garbage. */
export function seqOf(clinicId: string, cursor: string): number | null {
  const match = /^(\d{1,15})@(.+)$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match?.[2] === clinicId ? Number(match[1]) : null;
}
