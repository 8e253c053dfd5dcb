import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Ctx } from '../ctx';
import { forbidden, unauthenticated } from '../errors';
import type { Permission } from '../permissions';

/** Who may call a resolver: a permission, anybody signed in, or everybody. */
export type Access = { readonly permission: Permission } | { readonly signedIn: true } | { readonly everybody: string };

export const ACCESS = 'medley:access';

/** Names the permission a root resolver needs. A query, mutation or subscription without one does not boot. */
export const Allow = (permission: Permission) => SetMetadata(ACCESS, { permission } satisfies Access);

/** For what everybody signed in may ask about themselves. */
export const AllowSignedIn = () => SetMetadata(ACCESS, { signedIn: true } satisfies Access);

/** For the few operations that come before signing in; say why. */
export const AllowEverybody = (why: string) => SetMetadata(ACCESS, { everybody: why } satisfies Access);

/** What a GraphQL operation carries from the transport to its resolvers. */
export interface GraphqlContext {
  readonly ctx: Ctx | null;
  readonly transport: Transport;
}

/** The few things of HTTP a resolver may need: cookies of the session. */
export interface Transport {
  readonly cookie: (name: string) => string | null;
  readonly setCookie: (name: string, value: string | null, maxAgeSeconds: number) => void;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly correlationId: string;
}

const contextOf = (execution: ExecutionContext): GraphqlContext =>
  GqlExecutionContext.create(execution).getContext<GraphqlContext>();

/** The ctx of the request: first argument of every resolver that needs one. */
export const CurrentCtx = createParamDecorator((_: unknown, execution: ExecutionContext): Ctx => {
  const { ctx } = contextOf(execution);
  if (ctx === null) throw unauthenticated();
  return ctx;
});

/** The transport of the request, for the session operations. */
export const CurrentTransport = createParamDecorator(
  (_: unknown, execution: ExecutionContext): Transport => contextOf(execution).transport,
);

/** Denies by default. Other clinics' people are nobody here: their token names their own clinic. */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(execution: ExecutionContext): boolean {
    if (execution.getType<string>() !== 'graphql') return true;
    const access = this.reflector.get<Access | undefined>(ACCESS, execution.getHandler());
    if (access === undefined) throw forbidden('(none declared)');
    if ('everybody' in access) return true;
    return permits(access, contextOf(execution).ctx);
  }
}

function permits(access: Exclude<Access, { everybody: string }>, ctx: Ctx | null): true {
  if (ctx === null) throw unauthenticated();
  if ('permission' in access && !ctx.may(access.permission)) throw forbidden(access.permission);
  return true;
}
