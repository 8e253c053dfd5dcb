import { createPool } from 'mysql2/promise';
import { startDayFloor } from './day-view.bench';

/** The floor of the day view in a process of its own: settings arrive as JSON in the first argument. */
const settings = JSON.parse(process.argv[2] ?? '{}') as {
  pool: Record<string, unknown>;
  clinic: { id: string; zone: string };
  date: string;
};
const pool = createPool({ ...settings.pool, connectionLimit: 16 });
const { port } = await startDayFloor({ pool, clinic: settings.clinic, date: settings.date } as never);
process.stdout.write(`${port}\n`);
