import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { WakeBus } from '../ledger/wake-bus';

/** What operators watch. Labels are names of operations, never anything a person typed. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly operations = new Histogram({
    name: 'medley_graphql_operation_seconds',
    help: 'Duration of GraphQL operations by root field',
    labelNames: ['field', 'outcome'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  private readonly wakeFailures = new Counter({
    name: 'medley_wake_bus_failures_total',
    help: 'Hints that could not be sent to or heard from other processes; delivery falls back to polling',
    registers: [this.registry],
  });

  constructor(wake: WakeBus) {
    collectDefaultMetrics({ register: this.registry });
    wake.onUnreachable(() => this.wakeFailures.inc());
  }

  /** Counts one answered operation. */
  observe(field: string, seconds: number, failed: boolean): void {
    this.operations.observe({ field, outcome: failed ? 'error' : 'ok' }, seconds);
  }
}
