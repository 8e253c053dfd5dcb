import { Inject, Injectable } from '@nestjs/common';
import { createSecretKey } from 'node:crypto';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import {
  type ClinicIdentity,
  type Config,
  CONFIG,
  Ctx,
  Database,
  DatabaseClock,
  Identity,
  permissionsOf,
  type Role,
  type Transport,
  unauthenticated,
} from '../platform';
import type { AccessClaims } from './tokens';

/** Checks signature and expiry of the bearer token; what it names is checked against the database after. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  constructor(@Inject(CONFIG) config: Config) {
    // A key object, made once: from text the library would try every kind of key anew for each request.
    const key = createSecretKey(Buffer.from(config.tokenSecret));
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request: unknown, _token: unknown, done: (error: null, key: never) => void) =>
        done(null, key as never),
      algorithms: ['HS256'],
    });
  }

  validate(claims: AccessClaims): AccessClaims {
    return claims;
  }
}

interface MemberRow extends ClinicIdentity {
  readonly personName: string;
  readonly role: Role;
}

/** Turns a bearer token into a ctx. Role and session are read anew each time: a change counts at the next request (TN10). */
@Injectable()
export class TokenIdentity extends Identity {
  constructor(
    private readonly db: Database,
    private readonly clock: DatabaseClock,
  ) {
    super();
  }

  async ctxOf(authorization: string | undefined, transport: Transport): Promise<Ctx | null> {
    if (authorization === undefined) return null;
    const claims = await this.claimsOf(authorization);
    const member = await this.member(claims.sub, claims.cid, claims.sid);
    if (member === null) throw unauthenticated('Your session has ended. Sign in again.');
    const { personName, role, ...clinic } = member;
    const actor = { kind: 'PERSON', id: claims.sub, name: personName, role, sessionId: claims.sid } as const;
    const origin = { correlationId: transport.correlationId, address: transport.address };
    return new Ctx(clinic, actor, permissionsOf(role), origin, () => this.clock.now());
  }

  async stillValid(ctx: Ctx): Promise<boolean> {
    if (ctx.actor.sessionId === null) return false;
    const member = await this.member(ctx.actor.id, ctx.clinic.id, ctx.actor.sessionId);
    return member !== null && member.role === ctx.actor.role;
  }

  expiresAt(authorization: string): number {
    const payload = authorization.split('.')[1] ?? '';
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as AccessClaims;
    return exp * 1000;
  }

  private claimsOf(authorization: string): Promise<AccessClaims> {
    return new Promise((resolve, reject) => {
      const request = { headers: { authorization } };
      const answer = (error: unknown, claims: AccessClaims | false) => {
        if (error != null) reject(faultOf(error));
        else if (claims === false) reject(unauthenticated('Your session has ended. Sign in again.'));
        else resolve(claims);
      };
      const authenticate = passport.authenticate('access-token', { session: false }, answer) as (
        request: object,
        response: object,
        next: (error?: unknown) => void,
      ) => void;
      authenticate(request, {}, (error) => reject(faultOf(error)));
    });
  }

  private async member(personId: string, clinicId: string, sessionId: string): Promise<MemberRow | null> {
    const rows = await this.db.queryShared<MemberRow>(
      `SELECT c.id, c.code, c.time_zone AS timeZone, c.country, c.status, p.name AS personName, m.role
       FROM access_session s JOIN access_membership m ON m.clinic_id = :clinicId AND m.person_id = s.person_id
       JOIN access_person p ON p.id = s.person_id JOIN organisations_clinic c ON c.id = m.clinic_id
       WHERE s.id = :sessionId AND s.person_id = :personId AND s.revoked_at IS NULL AND m.active = 1`,
      { personId, clinicId, sessionId },
    );
    return rows[0] ?? null;
  }
}

const faultOf = (error: unknown): Error => (error instanceof Error ? error : new Error('Reading the token failed'));
