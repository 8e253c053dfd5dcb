import type { Span, Spot } from './day-geometry';

interface Bounds {
  readonly step: number;
  readonly shown: Span;
  readonly columns: number;
}

const hour = 3_600_000;

/** Where a key takes the cursor: up and down by the step, sideways by practitioner, Page by the hour. Null: not a walking key. */
export function nextSpot(key: string, from: Spot, { step, shown, columns }: Bounds): Spot | null {
  const by = (column: number, ms: number): Spot => ({
    column: clamp(from.column + column, 0, columns - 1),
    at: clamp(from.at + ms, shown.from, shown.to - step),
  });
  const walks: Readonly<Record<string, () => Spot>> = {
    ArrowUp: () => by(0, -step),
    ArrowDown: () => by(0, step),
    ArrowLeft: () => by(-1, 0),
    ArrowRight: () => by(1, 0),
    PageUp: () => by(0, -hour),
    PageDown: () => by(0, hour),
    Home: () => ({ ...from, at: shown.from }),
    End: () => ({ ...from, at: shown.to - step }),
  };
  return walks[key]?.() ?? null;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
