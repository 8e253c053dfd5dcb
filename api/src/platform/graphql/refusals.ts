import { isRefusal, type Refusal as DomainRefusal } from '@medley/kernel';
import { Field, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { DateTime } from './scalars';

/** A business "no". Clients always select it, so that a new refusal never breaks an old screen. */
@InterfaceType({
  description: 'A business "no": nothing was changed. Select `... on Refusal { code message }` on every result.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Refusal {
  @Field({ description: 'Stable name of the reason, for programs: `SlotTaken`.' }) code!: string;
  @Field({ description: 'What happened and what to do, for people.' }) message!: string;
  @Field(() => String, { nullable: true, description: 'Number of the rule in the rule book: `AP16`.' }) rule!:
    string | null;
}

@ObjectType({ implements: () => Refusal, description: 'A refusal whose details no screen needs.' })
export class SimpleRefusal extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The object changed since you read it. Read it again, then decide.',
})
export class StaleVersion extends Refusal {
  @Field(() => Int, { description: 'Version the object has now.' }) currentVersion!: number;
  @Field(() => String, { nullable: true, description: 'Who changed it last.' }) changedBy!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was changed last.' }) changedAt!: string | null;
}

/**
 * Maps a service's outcome to a member of a result union: the success type, the refusal's own type when the union has
 * one, else SimpleRefusal.
 */
export function resultOf<Answer extends object>(
  success: string,
  outcome: Answer | DomainRefusal,
  ownRefusals: readonly string[] = [],
): object {
  if (!isRefusal(outcome)) return { __typename: success, ...outcome };
  const { refused, message, rule, data } = outcome;
  const typename = ownRefusals.includes(refused) ? refused : 'SimpleRefusal';
  return { __typename: typename, code: refused, message, rule: rule ?? null, ...(data as object) };
}
