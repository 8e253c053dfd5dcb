import { GraphQLError } from 'graphql';

/** Stable codes of errors that no screen handles by design; a business "no" is a refusal, never one of these. */
export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_INPUT' | 'CONFLICT' | 'INTERNAL';

/** An error the caller can act on: its message and code are safe to show. */
export class MedleyError extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { ...details, code } });
  }
}

export const unauthenticated = (message = 'Sign in first.') => new MedleyError('UNAUTHENTICATED', message);
export const notFound = (noun: string) => new MedleyError('NOT_FOUND', `This ${noun} does not exist or is not yours.`);
export const badInput = (message: string, field?: string) =>
  new MedleyError('BAD_INPUT', message, field === undefined ? {} : { field });
export const conflict = (message: string) => new MedleyError('CONFLICT', message);

/** Says which permission is missing, to those who belong to the clinic (API5). */
export const forbidden = (permission: string) =>
  new MedleyError('FORBIDDEN', `You need the permission "${permission}" in this clinic.`, {
    missingPermission: permission,
  });
