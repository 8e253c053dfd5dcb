import { Injectable } from '@nestjs/common';
import { type Ctx, Ledger, type Reaction, Reactions, type SequencedEvent, TimerRow, Timers } from '../../platform';
import { AppointmentsService } from './appointments.service';

const EXPIRY = 'request-expiry';

/** A request that nobody answers frees its time by itself (AP2): a timer is set when it is made. */
@Injectable()
export class RequestExpiry implements Reaction {
  readonly name = EXPIRY;
  readonly streams = ['appointment'];

  constructor(
    private readonly ledger: Ledger,
    service: AppointmentsService,
    reactions: Reactions,
    timers: Timers,
  ) {
    reactions.add(this);
    timers.on(EXPIRY, (ctx, appointmentId) => service.expire(ctx, appointmentId));
  }

  async handle(ctx: Ctx, event: SequencedEvent): Promise<void> {
    if (event.type !== 'AppointmentRequested') return;
    const timer = { kind: EXPIRY, objectId: event.streamId, dueAt: new Date(String(event.data['approveBy'])) };
    await this.ledger.write(ctx, { operation: EXPIRY, input: { requestId: event.streamId } }, (write) => {
      write.rows.upsert(TimerRow, timer);
      return Promise.resolve({ appointmentId: event.streamId });
    });
  }
}
