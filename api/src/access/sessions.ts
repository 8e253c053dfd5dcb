import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { v7 } from 'uuid';
import { type Config, CONFIG, Database, DatabaseClock, type Transport } from '../platform';
import { newRefreshToken, parseRefreshToken, sameHash } from './tokens';

/** Tokens of a session, as given to its owner. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
  readonly sessionId: string;
}

interface SessionRow {
  readonly id: string;
  readonly personId: string;
  readonly clinicId: string;
  readonly refreshHash: Buffer;
  readonly previousHash: Buffer | null;
  readonly rotatedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** What came of presenting a refresh token. */
export type Refreshed =
  | { readonly kind: 'ROTATED'; readonly personId: string; readonly clinicId: string; readonly tokens: SessionTokens }
  | { readonly kind: 'INVALID' | 'REUSED' };

/** A rotation whose answer was lost on the way may be repeated this long; later, an old token means theft. */
const GRACE_MS = 20_000;

/**
 * Sessions: one row is one family of rotating refresh tokens. Only hashes are stored; an old token presented again ends
 * the family (TN9, RFC 9700 §4.14.2).
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Database,
    private readonly clock: DatabaseClock,
    private readonly jwt: JwtService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async open(personId: string, clinicId: string, transport: Transport): Promise<SessionTokens> {
    const id = v7();
    const refresh = newRefreshToken(id);
    const now = this.clock.now();
    await this.db.changeShared(
      `INSERT INTO access_session (id, person_id, clinic_id, refresh_hash, rotated_at, created_at, expires_at, address, user_agent)
       VALUES (:id, :personId, :clinicId, :hash, :now, :now, :expiresAt, :address, :userAgent)`,
      {
        id,
        personId,
        clinicId,
        hash: refresh.secretHash,
        now,
        expiresAt: this.refreshExpiry(now),
        address: transport.address,
        userAgent: transport.userAgent,
      },
    );
    return this.tokens(id, personId, clinicId, refresh.text);
  }

  /** Exchanges a refresh token for new tokens; `clinicId` moves the session to another clinic of the person. */
  async refresh(text: string, clinicId?: string): Promise<Refreshed> {
    const token = parseRefreshToken(text);
    const session = token === null ? null : await this.byId(token.sessionId);
    if (token === null || session === null || !this.isLive(session)) return { kind: 'INVALID' };
    if (!this.accepts(session, token.secretHash)) {
      await this.revoke(session.id);
      return { kind: 'REUSED' };
    }
    return this.rotate(session, token.secretHash, clinicId ?? session.clinicId);
  }

  /** Ends a session; its access tokens stop at the next request. */
  async revoke(sessionId: string): Promise<void> {
    await this.db.changeShared('UPDATE access_session SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL', {
      id: sessionId,
      now: this.clock.now(),
    });
  }

  /** The person behind a refresh token that is still good; changes nothing. */
  async personOf(text: string): Promise<string | null> {
    const token = parseRefreshToken(text);
    const session = token === null ? null : await this.byId(token.sessionId);
    return session !== null && token !== null && this.isLive(session) && this.accepts(session, token.secretHash)
      ? session.personId
      : null;
  }

  private async rotate(session: SessionRow, presented: Buffer, clinicId: string): Promise<Refreshed> {
    const next = newRefreshToken(session.id);
    const now = this.clock.now();
    const changed = await this.db.changeShared(
      `UPDATE access_session SET refresh_hash = :next, previous_hash = :presented, rotated_at = :now, expires_at = :expiresAt, clinic_id = :clinicId
       WHERE id = :id AND revoked_at IS NULL AND refresh_hash = :current`,
      {
        next: next.secretHash,
        presented,
        now,
        expiresAt: this.refreshExpiry(now),
        clinicId,
        id: session.id,
        current: session.refreshHash,
      },
    );
    // Somebody rotated at the same instant: our token is now the previous one and within its grace.
    if (changed === 0) return { kind: 'INVALID' };
    return {
      kind: 'ROTATED',
      personId: session.personId,
      clinicId,
      tokens: this.tokens(session.id, session.personId, clinicId, next.text),
    };
  }

  private accepts(session: SessionRow, hash: Buffer): boolean {
    const inGrace = this.clock.now().getTime() - session.rotatedAt.getTime() < GRACE_MS;
    return sameHash(session.refreshHash, hash) || (inGrace && sameHash(session.previousHash, hash));
  }

  private isLive(session: SessionRow): boolean {
    return session.revokedAt === null && session.expiresAt > this.clock.now();
  }

  private tokens(sessionId: string, personId: string, clinicId: string, refreshToken: string): SessionTokens {
    const expiresAt = new Date(this.clock.now().getTime() + this.config.accessTokenMinutes * 60_000);
    const accessToken = this.jwt.sign({
      sub: personId,
      cid: clinicId,
      sid: sessionId,
      exp: Math.floor(expiresAt.getTime() / 1000),
    });
    return { accessToken, expiresAt, refreshToken, sessionId };
  }

  private async byId(id: string): Promise<SessionRow | null> {
    const rows = await this.db.queryShared<SessionRow>(
      `SELECT id, person_id AS personId, clinic_id AS clinicId, refresh_hash AS refreshHash, previous_hash AS previousHash,
         rotated_at AS rotatedAt, expires_at AS expiresAt, revoked_at AS revokedAt FROM access_session WHERE id = :id`,
      { id },
    );
    return rows[0] ?? null;
  }

  private refreshExpiry(now: Date): Date {
    return new Date(now.getTime() + this.config.refreshTokenDays * 86_400_000);
  }
}
