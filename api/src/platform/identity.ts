import type { Ctx } from './ctx';
import type { Transport } from './graphql/allow';

/** Who is calling. Platform needs the answer, the access module knows it. */
export abstract class Identity {
  /** The ctx of a bearer token; null without one. Throws UNAUTHENTICATED when the token is invalid, expired or withdrawn. */
  abstract ctxOf(authorization: string | undefined, transport: Transport): Promise<Ctx | null>;
  /** Whether the actor may still do what their ctx says: membership, role and session unchanged (EV2). */
  abstract stillValid(ctx: Ctx): Promise<boolean>;
  /** When the token behind an authorization header ends, as epoch milliseconds. */
  abstract expiresAt(authorization: string): number;
}
