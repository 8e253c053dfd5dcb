import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Ctx, CurrentCtx, resultOf } from '../../platform';
import { ScheduleQueries } from './schedule.queries';
import {
  AddTimeOffInput,
  AddTimeOffResult,
  CancelTimeOffInput,
  CancelTimeOffResult,
  CreateVisitTypeInput,
  CreateVisitTypeResult,
  SetDateOverrideInput,
  SetDateOverrideResult,
  SetWorkingHoursInput,
  SetWorkingHoursResult,
  UpdateVisitTypeInput,
  UpdateVisitTypeResult,
  VisitType,
} from './schedule.schema';
import { ScheduleService } from './schedule.service';

@Resolver()
export class ScheduleResolver {
  constructor(
    private readonly service: ScheduleService,
    private readonly queries: ScheduleQueries,
  ) {}

  @Allow('schedule:read')
  @Query(() => [VisitType], { description: 'The kinds of visit of your clinic, by name.' })
  visitTypes(@CurrentCtx() ctx: Ctx) {
    return this.queries.visitTypes(ctx);
  }

  @Allow('schedule:configure')
  @Mutation(() => CreateVisitTypeResult, { description: 'Adds a kind of visit.' })
  async createVisitType(@CurrentCtx() ctx: Ctx, @Args('input') input: CreateVisitTypeInput) {
    return resultOf('CreateVisitTypeSuccess', await this.service.createVisitType(ctx, input));
  }

  @Allow('schedule:configure')
  @Mutation(() => UpdateVisitTypeResult, {
    description: 'Changes a kind of visit. Existing appointments keep their length (AP22).',
  })
  async updateVisitType(@CurrentCtx() ctx: Ctx, @Args('input') input: UpdateVisitTypeInput) {
    return resultOf('UpdateVisitTypeSuccess', await this.service.updateVisitType(ctx, input));
  }

  @Allow('schedule:configure')
  @Mutation(() => SetWorkingHoursResult, {
    description: 'Sets the weekly hours and breaks of a practitioner in your clinic.',
  })
  async setWorkingHours(@CurrentCtx() ctx: Ctx, @Args('input') input: SetWorkingHoursInput) {
    return resultOf('SetWorkingHoursSuccess', await this.service.setWorkingHours(ctx, input));
  }

  @Allow('schedule:configure')
  @Mutation(() => SetDateOverrideResult, { description: 'Replaces a practitioner’s hours on one date (AV2).' })
  async setDateOverride(@CurrentCtx() ctx: Ctx, @Args('input') input: SetDateOverrideInput) {
    return resultOf('SetDateOverrideSuccess', await this.service.setDateOverride(ctx, input));
  }

  @Allow('schedule:configure')
  @Mutation(() => AddTimeOffResult, {
    description: 'Adds leave of a practitioner, which blocks in all their clinics (AV3).',
  })
  async addTimeOff(@CurrentCtx() ctx: Ctx, @Args('input') input: AddTimeOffInput) {
    return resultOf('AddTimeOffSuccess', await this.service.addTimeOff(ctx, input));
  }

  @Allow('schedule:configure')
  @Mutation(() => CancelTimeOffResult, { description: 'Takes leave back.' })
  async cancelTimeOff(@CurrentCtx() ctx: Ctx, @Args('input') input: CancelTimeOffInput) {
    return resultOf('CancelTimeOffSuccess', await this.service.cancelTimeOff(ctx, input));
  }
}
