/** Only what was given: the contract leaves out what is not known instead of sending nothing by name. */
export type Given<Input> = { [Key in keyof Input as null extends Input[Key] ? never : Key]: Input[Key] } & {
  [Key in keyof Input as null extends Input[Key] ? Key : never]?: NonNullable<Input[Key]>;
};

export function given<Input extends object>(input: Input): Given<Input> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<Input>;
}
