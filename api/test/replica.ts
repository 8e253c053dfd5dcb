import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../tools/lib/processes.mjs';
import { until } from './parallel';
import type { World } from './world';

/** The built API as a process of its own on a world's database: something that can be killed. */
export class Replica {
  private child: ChildProcess | null = null;
  private output = '';

  private constructor(
    private readonly port: number,
    private readonly world: World,
  ) {}

  static async start(world: World): Promise<Replica> {
    const replica = new Replica(await freePort(), world);
    await replica.start();
    return replica;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/graphql`;
  }

  get running(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts the process and waits until it says that it can serve. */
  async start(): Promise<void> {
    const env = {
      ...process.env,
      PORT: String(this.port),
      MEDLEY_DATABASE_URL: this.world.databaseUrl,
      MEDLEY_DATA_DIR: this.world.dataDir,
      MEDLEY_LOG_LEVEL: 'error',
    };
    this.child = spawn(process.execPath, ['--enable-source-maps', 'dist/api/main.mjs'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    await until('the API to be ready', () => this.ready());
  }

  /** Whether it answers and its database does. A process that ended will never be: that fails at once. */
  async ready(): Promise<boolean> {
    if (!this.running) throw new Error(`The API ended by itself:\n${this.output.slice(-3000)}`);
    const answer = await fetch(this.url.replace('/graphql', '/health/ready')).catch(() => null);
    return answer?.ok === true;
  }

  /** SIGKILL: no farewell, no flush. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child === null || !this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }
}
