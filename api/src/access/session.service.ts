import { refuse } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { OrganisationsQueries } from '../organisations';
import { type Ctx, defineRegister, Ledger, permissionsOf, type AnyFact, type Transport } from '../platform';
import { AccessQueries } from './access.queries';
import { type SignInInput, TokenTransport } from './access.schema';
import { passwordMatches } from './passwords';
import { Sessions, type SessionTokens } from './sessions';

export const sessionRegister = defineRegister<AnyFact>('session', 'staff:manage');

const COOKIE = 'medley_refresh';
const COOKIE_SECONDS = 14 * 86_400;

const WRONG = refuse('WrongCredentials', 'This e-mail address and password do not go together.');
const ENDED = refuse('SessionEnded', 'Your session has ended. Sign in again.', 'TN9');

/** A session that has just been opened or renewed. */
interface Opened {
  readonly personId: string;
  readonly clinicId: string;
  readonly tokens: SessionTokens;
}

/** Signing in and out, refreshing, and moving between clinics. */
@Injectable()
export class SessionService {
  constructor(
    private readonly queries: AccessQueries,
    private readonly sessions: Sessions,
    private readonly clinics: OrganisationsQueries,
    private readonly ledger: Ledger,
  ) {}

  async signIn(input: SignInInput, transport: Transport) {
    const login = await this.queries.loginByEmail(input.email);
    if (!(await passwordMatches(login?.passwordHash ?? null, input.password)) || login === null) return WRONG;
    const memberships = await this.queries.memberships(login.id);
    const membership =
      input.clinicId == null ? memberships[0] : memberships.find((one) => one.clinicId === input.clinicId);
    if (membership === undefined)
      return refuse('NoClinic', 'You do not belong to this clinic. Ask its administrator.', 'TN1');
    const tokens = await this.sessions.open(login.id, membership.clinicId, transport);
    const opened = { personId: login.id, clinicId: membership.clinicId, tokens };
    return this.answer(opened, transport, input.transport === TokenTransport.COOKIE);
  }

  async refresh(given: string | null, transport: Transport) {
    const text = given ?? transport.cookie(COOKIE);
    if (text === null) return ENDED;
    return this.exchange(text, given === null, transport);
  }

  async switchClinic(ctx: Ctx, clinicId: string, given: string | null, transport: Transport) {
    const text = given ?? transport.cookie(COOKIE);
    if (text === null || (await this.sessions.personOf(text)) !== ctx.actor.id) return ENDED;
    const memberships = await this.queries.memberships(ctx.actor.id);
    if (!memberships.some((membership) => membership.clinicId === clinicId))
      return refuse('NoClinic', 'You do not belong to this clinic. Ask its administrator.', 'TN1');
    return this.exchange(text, given === null, transport, clinicId);
  }

  /** Ends the session; recorded in the ledger, so that its open subscriptions end too. */
  async signOut(ctx: Ctx, transport: Transport): Promise<{ ok: true }> {
    transport.setCookie(COOKIE, null, 0);
    const { sessionId } = ctx.actor;
    if (sessionId === null) return { ok: true };
    await this.ledger.write(ctx, { operation: 'signOut', input: { requestId: sessionId } }, async (write) => {
      write.rows.sql('UPDATE access_session SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [
        ctx.now(),
        sessionId,
      ]);
      await write.record(
        sessionRegister,
        sessionId,
        { type: 'SessionEnded', data: { personId: ctx.actor.id } },
        { fresh: true },
      );
      return { ok: true };
    });
    return { ok: true };
  }

  /** You, as `me` shows it. */
  async me(personId: string, clinicId: string) {
    const [login, memberships] = await Promise.all([
      this.queries.loginById(personId),
      this.queries.memberships(personId),
    ]);
    const here = memberships.find((membership) => membership.clinicId === clinicId);
    if (login === null || here === undefined) return null;
    const clinics = await this.clinics.ofMember(memberships.map((membership) => membership.clinicId));
    return {
      id: login.id,
      email: login.email,
      name: login.name,
      role: here.role,
      permissions: [...permissionsOf(here.role)],
      practitionerId: here.practitionerId,
      clinic: clinics.get(clinicId),
      memberships: memberships.map((membership) => ({
        role: membership.role,
        clinic: clinics.get(membership.clinicId),
      })),
    };
  }

  private async exchange(text: string, byCookie: boolean, transport: Transport, clinicId?: string) {
    const refreshed = await this.sessions.refresh(text, clinicId);
    if (refreshed.kind === 'ROTATED') return this.answer(refreshed, transport, byCookie);
    if (refreshed.kind === 'REUSED')
      return refuse('SessionReused', 'This session was used from two places and has been ended. Sign in again.', 'TN9');
    return ENDED;
  }

  private async answer({ personId, clinicId, tokens }: Opened, transport: Transport, byCookie: boolean) {
    const me = await this.me(personId, clinicId);
    if (me === null) return ENDED;
    if (byCookie) transport.setCookie(COOKIE, tokens.refreshToken, COOKIE_SECONDS);
    const { accessToken, expiresAt, refreshToken } = tokens;
    return { session: { accessToken, expiresAt, refreshToken: byCookie ? null : refreshToken }, me };
  }
}
