import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from './allow';

const RESOLVER_TYPE = 'graphql:resolver_type';
const ROOT_TYPES = new Set(['Query', 'Mutation', 'Subscription']);

/** Refuses to boot while any root resolver has not said who may call it. */
@Injectable()
export class DenyByDefault implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const open = this.discovery.getProviders().flatMap(({ instance }) => this.undeclared(instance as object | null));
    if (open.length > 0) throw new Error(`These resolvers declare no permission: ${open.join(', ')}`);
  }

  private undeclared(instance: object | null): string[] {
    if (instance === null || typeof instance !== 'object') return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
    if (prototype === null) return [];
    return this.scanner
      .getAllMethodNames(prototype)
      .filter((name) => this.isUndeclared(prototype[name] as object))
      .map((name) => `${instance.constructor.name}.${name}`);
  }

  private isUndeclared(handler: object): boolean {
    return (
      ROOT_TYPES.has(String(Reflect.getMetadata(RESOLVER_TYPE, handler))) &&
      Reflect.getMetadata(ACCESS, handler) === undefined
    );
  }
}
