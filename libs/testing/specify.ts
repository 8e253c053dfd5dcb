import { expect } from '@jest/globals';
import type { Decider, Refusal } from '@medley/kernel';

/** given(...events).when(command).then(events | refusal) for one decider; asserts whole outcomes. */
export function specify<S, C, E, No extends Refusal>(decider: Decider<S, C, E, No>) {
  return (...history: E[]) => ({
    when: (command: C) => {
      const outcome = decider.decide(command, history.reduce(decider.evolve, decider.initial));
      return {
        outcome,
        then: (expected: readonly E[]) => expect(outcome).toEqual(expected),
        refuses: (refused: No['refused'], rule?: string) =>
          expect(outcome).toMatchObject(rule === undefined ? { refused } : { refused, rule }),
      };
    },
  });
}
