import type { AppointmentFieldsFragment, OpeningFieldsFragment } from '@medley/graphql';

/** What came of a change: done, or refused with the clinic's words and, where there are any, free times nearby. */
export type Outcome =
  | { readonly kind: 'done'; readonly appointment: AppointmentFieldsFragment; readonly warnings: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string; readonly alternatives: readonly OpeningFieldsFragment[] };

interface AnyResult {
  readonly __typename: string;
  readonly appointment?: AppointmentFieldsFragment;
  readonly warnings?: readonly { readonly message: string }[];
  readonly message?: string;
  readonly alternatives?: readonly OpeningFieldsFragment[];
  readonly changedBy?: string | null;
}

/** Every result union of scheduling has the same three outcomes; a refusal of a later version is still a refusal. */
export function asOutcome(result: AnyResult): Outcome {
  if (result.appointment) {
    const warnings = (result.warnings ?? []).map((warning) => warning.message);
    return { kind: 'done', appointment: result.appointment, warnings };
  }
  return { kind: 'refused', message: result.message ?? '', alternatives: result.alternatives ?? [] };
}
