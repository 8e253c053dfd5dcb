import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createConnection } from 'mysql2/promise';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';

/** Answer of the GraphQL endpoint. */
export interface Answer<Data = Record<string, never>> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string } & Record<string, unknown>;
  }[];
}

/** Somebody who calls the API over HTTP, as any integrator would. */
export class Caller {
  constructor(
    readonly url: string,
    readonly token: string | null,
  ) {}

  /** Sends one operation and gives the answer back as it came. */
  async send<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, 'status'>) };
  }

  /** Sends one operation that must succeed; answers its data. */
  async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.send<Data>(query, variables);
    if (errors !== undefined || data === null) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Sends one mutation `name(input)` and selects the usual; a fresh requestId unless one is given. */
  async mutate<Result = MutationResult>(name: string, input: Record<string, unknown>, selection = ''): Promise<Result> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${INPUTS[name] ?? type}!) { ${name}(input: $input) { __typename ... on Refusal { code message rule } ${selection} } }`;
    const data = await this.ask<Record<string, Result>>(query, { input: { requestId: v7(), ...input } });
    return data[name] as Result;
  }
}

/** What every mutation's result has. */
export interface MutationResult {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly rule?: string | null;
  readonly [field: string]: unknown;
}

/** Mutations whose input type is shared. */
const INPUTS: Readonly<Record<string, string>> = {
  requestAppointment: 'BookAppointmentInput',
  confirmAppointment: 'ChangeAppointmentInput',
  unconfirmAppointment: 'ChangeAppointmentInput',
  checkInAppointment: 'ChangeAppointmentInput',
  undoCheckInAppointment: 'ChangeAppointmentInput',
  markNoShow: 'ChangeAppointmentInput',
  approveAppointment: 'ChangeAppointmentInput',
  restoreAppointment: 'ReasonedAppointmentInput',
  enterAppointmentInError: 'ReasonedAppointmentInput',
  declineAppointment: 'ReasonedAppointmentInput',
};

/** A booted Medley on a database of its own. */
export interface World {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly databaseUrl: string;
  /** Where its secrets are: another process on them and the database is another replica. */
  readonly dataDir: string;
  readonly nobody: Caller;
  /** Signs a person in and answers a caller for them. */
  as(email: string, clinicId?: string): Promise<Caller>;
  close(): Promise<void>;
}

export const PASSWORD = 'a long test password';

/** Where the tests' MariaDB is. A missing database fails the run: it never skips. */
function server(): URL {
  const url = process.env['MEDLEY_TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('MEDLEY_TEST_DATABASE_URL names no database server: run npm test');
  return new URL(url);
}

/** Makes an empty database whose name says it is a test's, and migrates it. */
export async function freshDatabase(name: string, url = server()): Promise<{ url: string; drop: () => Promise<void> }> {
  const schema = `medley_test_${name}_${process.pid}`;
  const socketPath = url.searchParams.get('socketPath');
  const options = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  const connect = () =>
    createConnection(
      socketPath === null ? { host: url.hostname, port: Number(url.port), ...options } : { socketPath, ...options },
    );
  const connection = await connect();
  await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
  await connection.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  url.pathname = `/${schema}`;
  const drop = async () => {
    const last = await connect();
    await last.query(`DROP DATABASE IF EXISTS ${schema}`);
    await last.end();
  };
  return { url: url.toString(), drop };
}

/** Boots the whole application on a fresh database and a free port; on a server of its own when one is given. */
export async function bootWorld(name: string, serverUrl?: string): Promise<World> {
  const database = await freshDatabase(name, serverUrl === undefined ? server() : new URL(serverUrl));
  const dataDir = mkdtempSync(join(tmpdir(), 'medley-test-'));
  Object.assign(process.env, {
    MEDLEY_DATABASE_URL: database.url,
    MEDLEY_DATA_DIR: dataDir,
    MEDLEY_LOG_LEVEL: 'error',
    // Reactions and timers run when a test says so; in the background they would race its before and after.
    MEDLEY_REACTIONS: 'worker',
  });
  // Loaded only now: configuration is read when the modules are made.
  const { createServer } = await import('../src/server');
  const { openReads } = await import('../src/platform/database/sources');
  const { loadConfig } = await import('../src/platform');
  const source = await openReads(loadConfig().database);
  await source.runMigrations({ transaction: 'none' });
  await source.destroy();
  const app = await createServer();
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/graphql`;
  const nobody = new Caller(url, null);
  return {
    app,
    url,
    databaseUrl: database.url,
    dataDir,
    nobody,
    as: (email, clinicId) => signIn(nobody, email, clinicId),
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(nobody: Caller, email: string, clinicId?: string): Promise<Caller> {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInSuccess { session { accessToken } } ... on Refusal { message } } }`;
  const { signIn: answer } = await nobody.ask<{ signIn: { session?: { accessToken: string }; message?: string } }>(
    query,
    {
      input: { email, password: PASSWORD, ...(clinicId === undefined ? {} : { clinicId }) },
    },
  );
  if (answer.session === undefined) throw new Error(answer.message ?? 'no session');
  return new Caller(nobody.url, answer.session.accessToken);
}
