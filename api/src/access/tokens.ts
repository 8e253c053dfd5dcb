import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What an access token says. */
export interface AccessClaims {
  readonly sub: string;
  /** The clinic it is for. */
  readonly cid: string;
  /** The session it belongs to. */
  readonly sid: string;
  readonly exp: number;
}

/** A refresh token: its session and a secret of which only the hash is stored (TN9). */
export interface RefreshToken {
  readonly sessionId: string;
  readonly secretHash: Buffer;
}

/** A new secret and the token text that carries it. */
export function newRefreshToken(sessionId: string): { readonly text: string; readonly secretHash: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { text: `${sessionId}.${secret}`, secretHash: hashOf(secret) };
}

/** Reads a refresh token; null when it is not one. */
export function parseRefreshToken(text: string): RefreshToken | null {
  const match = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(text);
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { sessionId: match[1], secretHash: hashOf(match[2]) };
}

export const sameHash = (a: Buffer | null, b: Buffer): boolean =>
  a !== null && a.length === b.length && timingSafeEqual(a, b);

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
