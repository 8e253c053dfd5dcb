import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  AllowEverybody,
  AllowSignedIn,
  type Ctx,
  CurrentCtx,
  CurrentTransport,
  resultOf,
  type Transport,
  unauthenticated,
} from '../platform';
import { AccessQueries } from './access.queries';
import {
  AddStaffMemberInput,
  AddStaffMemberResult,
  ChangeStaffRoleInput,
  ChangeStaffRoleResult,
  DeactivateStaffMemberInput,
  DeactivateStaffMemberResult,
  Me,
  RefreshSessionInput,
  RefreshSessionResult,
  SignInInput,
  SignInResult,
  SignOutResult,
  StaffMember,
  SwitchClinicInput,
  SwitchClinicResult,
} from './access.schema';
import { SessionService } from './session.service';
import { StaffService } from './staff.service';

@Resolver()
export class AccessResolver {
  constructor(
    private readonly sessions: SessionService,
    private readonly staffService: StaffService,
    private readonly queries: AccessQueries,
  ) {}

  @AllowSignedIn()
  @Query(() => Me, { description: 'You, in the clinic you are working in.' })
  async me(@CurrentCtx() ctx: Ctx) {
    const me = await this.sessions.me(ctx.actor.id, ctx.clinic.id);
    if (me === null) throw unauthenticated();
    return me;
  }

  @AllowEverybody('nobody is signed in before signing in')
  @Mutation(() => SignInResult, { description: 'Starts a session.' })
  async signIn(@CurrentTransport() transport: Transport, @Args('input') input: SignInInput) {
    return resultOf('SignInSuccess', await this.sessions.signIn(input, transport));
  }

  @AllowEverybody('the refresh token is the credential')
  @Mutation(() => RefreshSessionResult, {
    description: 'Exchanges the refresh token for new tokens. Presenting an old one ends the session.',
  })
  async refreshSession(@CurrentTransport() transport: Transport, @Args('input') input: RefreshSessionInput) {
    return resultOf('RefreshSessionSuccess', await this.sessions.refresh(input.refreshToken ?? null, transport));
  }

  @AllowSignedIn()
  @Mutation(() => SwitchClinicResult, { description: 'Moves the session to another of your clinics.' })
  async switchClinic(
    @CurrentCtx() ctx: Ctx,
    @CurrentTransport() transport: Transport,
    @Args('input') input: SwitchClinicInput,
  ) {
    return resultOf(
      'SwitchClinicSuccess',
      await this.sessions.switchClinic(ctx, input.clinicId, input.refreshToken ?? null, transport),
    );
  }

  @AllowSignedIn()
  @Mutation(() => SignOutResult, { description: 'Ends the session everywhere it is open.' })
  async signOut(@CurrentCtx() ctx: Ctx, @CurrentTransport() transport: Transport) {
    return resultOf('SignOutSuccess', await this.sessions.signOut(ctx, transport));
  }

  @Allow('staff:read')
  @Query(() => [StaffMember], { description: 'Everybody who works in your clinic, by name.' })
  staff(@CurrentCtx() ctx: Ctx) {
    return this.queries.staff(ctx);
  }

  @Allow('staff:manage')
  @Mutation(() => AddStaffMemberResult, { description: 'Lets a person work in your clinic.' })
  async addStaffMember(@CurrentCtx() ctx: Ctx, @Args('input') input: AddStaffMemberInput) {
    return resultOf('AddStaffMemberSuccess', await this.staffService.add(ctx, input));
  }

  @Allow('staff:manage')
  @Mutation(() => ChangeStaffRoleResult, {
    description: 'Changes what a person is in your clinic, from their next request on.',
  })
  async changeStaffRole(@CurrentCtx() ctx: Ctx, @Args('input') input: ChangeStaffRoleInput) {
    return resultOf('ChangeStaffRoleSuccess', await this.staffService.changeRole(ctx, input));
  }

  @Allow('staff:manage')
  @Mutation(() => DeactivateStaffMemberResult, {
    description: 'Ends a person’s access to your clinic, from their next request on. Nothing changes elsewhere (TN3).',
  })
  async deactivateStaffMember(@CurrentCtx() ctx: Ctx, @Args('input') input: DeactivateStaffMemberInput) {
    return resultOf('DeactivateStaffMemberSuccess', await this.staffService.deactivate(ctx, input));
  }
}
