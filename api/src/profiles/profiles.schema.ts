import { createUnionType, Directive, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsNotEmpty, Max, MaxLength, Min } from 'class-validator';
import { SimpleRefusal } from '../platform';

@ObjectType({ description: 'Somebody who sees patients, as your clinic sees them. One person in all clinics (TN2).' })
@Directive('@key(fields: "id")')
export class Practitioner {
  @Field(() => ID) id!: string;
  @Field({ description: 'Form of address: `Dr`.' }) title!: string;
  @Field({ description: 'Full name without title.' }) name!: string;
  @Field({ description: 'What they practise.' }) speciality!: string;
  @Field(() => Int, { description: 'Place in the palette of the calendar, 1 to 8.' }) colour!: number;
  @Field({ description: 'Whether they can be booked in your clinic.' }) active!: boolean;
}

@InputType()
export class AddPractitionerInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field() @IsNotEmpty() @MaxLength(200) name!: string;
  @Field({ defaultValue: 'Dr' }) @MaxLength(20) title!: string;
  @Field({ defaultValue: '' }) @MaxLength(100) speciality!: string;
  @Field(() => Int, { defaultValue: 1 }) @IsInt() @Min(1) @Max(8) colour!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Licence to practise. Somebody known under it in another clinic stays one person.',
  })
  @MaxLength(60)
  licenceNumber?: string | null;
}

@ObjectType()
export class AddPractitionerSuccess {
  @Field(() => Practitioner) practitioner!: Practitioner;
}

export const AddPractitionerResult = createUnionType({
  name: 'AddPractitionerResult',
  types: () => [AddPractitionerSuccess, SimpleRefusal] as const,
  resolveType: (value: { __typename: string }) => value.__typename as never,
});
