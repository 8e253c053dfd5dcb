import { Controller, Get, Header, Inject, ServiceUnavailableException } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READS } from '../tokens';
import { Metrics } from './metrics';

/** For orchestrators and operators. */
@Controller()
export class HealthController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can serve: its database answers. */
  @Get('health/ready')
  async ready(): Promise<{ status: string }> {
    try {
      await this.reads.query('SELECT 1');
    } catch {
      // Whatever is wrong with the database, the answer to "may I send you traffic" is no.
      throw new ServiceUnavailableException({ status: 'database unavailable' });
    }
    return { status: 'ok' };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
