/** The pure half of a ledger module: its law and the examples that hold it. */

const decider = (w) => `import type { Ask, Decider, Fact, Refusal } from '@medley/kernel';
import { refuse } from '@medley/kernel';

export type Add${w.Noun} = Ask<'Add${w.Noun}', { name: string }>;
export type ${w.Noun}Added = Fact<'${w.Noun}Added', { name: string }>;
export type ${w.Noun}Event = ${w.Noun}Added;
export type ${w.Noun}State = Readonly<{ exists: boolean }>;

/** The law of a ${w.noun}: what may happen to it, and what then is true. */
export const ${w.one}: Decider<${w.Noun}State, Add${w.Noun}, ${w.Noun}Event, Refusal> = {
  initial: { exists: false },
  decide: (command, state) =>
    state.exists
      ? refuse('AlreadyAdded', 'This ${w.noun} was added before. Open it instead of adding it again.')
      : [{ type: '${w.Noun}Added', data: { name: command.data.name } }],
  evolve: () => ({ exists: true }),
};
`;

const deciderSpec = (w) => `import { describe, it } from '@jest/globals';
import { specify } from '@medley/testing';
import { ${w.one} } from './${w.noun}';

const given = specify(${w.one});
const added = { type: '${w.Noun}Added', data: { name: 'One' } } as const;

describe('${w.noun}', () => {
  it('is added', () => {
    given().when({ type: 'Add${w.Noun}', data: { name: 'One' } }).then([added]);
  });

  it('refuses to be added twice', () => {
    given(added).when({ type: 'Add${w.Noun}', data: { name: 'One' } }).refuses('AlreadyAdded');
  });
});
`;

/** Files of libs/domain/<module>, by name. */
export const domainFiles = (words) => ({
  [`${words.noun}.ts`]: decider(words),
  [`${words.noun}.spec.ts`]: deciderSpec(words),
  'index.ts': `export * from './${words.noun}';\n`,
});
