/** A fact that already happened. Recorded once, never edited. */
export type Fact<Type extends string, Data> = Readonly<{ type: Type; data: Readonly<Data> }>;

/** What someone asks for. It may be refused. */
export type Ask<Type extends string, Data> = Readonly<{ type: Type; data: Readonly<Data> }>;

/** A business "no": its name, what to tell the person, the rule it comes from and the data a screen needs. */
export type Refusal<Type extends string = string, Data = unknown> = Readonly<{
  refused: Type;
  message: string;
  rule?: string;
  data: Readonly<Data>;
}>;

/** The pure heart of one aggregate. No clock, no ids, no I/O: those arrive inside the command. */
export interface Decider<State, Command, Event, No extends Refusal> {
  readonly initial: State;
  decide(command: Command, state: State): readonly Event[] | No;
  evolve(state: State, event: Event): State;
}

/** Makes a refusal. `message` says what happened and what to do; `rule` is the number in the rule book. */
export function refuse<Type extends string>(
  refused: Type,
  message: string,
  rule?: string,
): Refusal<Type, Record<string, never>>;
export function refuse<Type extends string, Data>(
  refused: Type,
  message: string,
  rule: string | undefined,
  data: Data,
): Refusal<Type, Data>;
export function refuse(refused: string, message: string, rule?: string, data: unknown = {}): Refusal {
  return rule === undefined
    ? { refused, message, data: data as object }
    : { refused, message, rule, data: data as object };
}

/** Whether an outcome is a refusal rather than an answer. */
export const isRefusal = <T, No extends Refusal>(outcome: T | No): outcome is No =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome;

/** Marks a switch as complete; the compiler rejects it when a case is missing. */
export function never(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
