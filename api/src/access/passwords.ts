import { hash, verify } from '@node-rs/argon2';
import { refuse } from '@medley/kernel';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST = 12;

/** Verified when there is no such person, so that an unknown address takes as long as a wrong password. */
const nobody = hash('nobody', PARAMETERS);

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

/** Whether the password is the person's; `stored` null means there is no such person. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password);
  return matches && stored !== null;
}

/** Length is what counts (NIST SP 800-63B 3.1.1.2); null when it is fine. */
export const weakness = (password: string) =>
  password.length < SHORTEST ? refuse('WeakPassword', `A password has at least ${SHORTEST} characters.`) : null;
