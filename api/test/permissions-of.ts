import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS, type Access } from '../src/platform/graphql/allow';

/** What each root operation declares about who may call it, by its name in the schema. */
export function accessByOperation(app: INestApplicationContext): Map<string, Access> {
  const scanner = app.get(MetadataScanner, { strict: false });
  const found = new Map<string, Access>();
  const providers = app.get(DiscoveryService, { strict: false }).getProviders() as { instance?: object | null }[];
  for (const { instance } of providers) {
    const prototype = instance == null ? null : (Object.getPrototypeOf(instance) as Record<string, object> | null);
    if (prototype === null) continue;
    for (const method of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[method] ?? {};
      const type: unknown = Reflect.getMetadata('graphql:resolver_type', handler);
      const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
      if ((type === 'Query' || type === 'Mutation') && access !== undefined)
        found.set(nameOf(handler) ?? method, access);
    }
  }
  return found;
}

const nameOf = (handler: object): string | undefined =>
  Reflect.getMetadata('graphql:resolver_name', handler) as string | undefined;
