import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { resolve } from 'node:path';
import type { Config } from '../api/src/platform';
import { serveWebClient } from '../api/src/platform/http/web-client';

@Module({})
class WebModule {}

/** Serves the built web client by the API's own code, so that its headers and its policy exist once. No database. */
const app = await NestFactory.create<NestFastifyApplication>(WebModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
});
const config = { production: true, publicDir: resolve(process.env['MEDLEY_PUBLIC_DIR'] ?? 'dist/public') };
await serveWebClient(app, config as Config);
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT'] ?? 8080), process.env['MEDLEY_HOST'] ?? '0.0.0.0');
