import { createHash } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { Logger } from '@nestjs/common';
import {
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  print,
} from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Ctx } from '../ctx';
import { MedleyError, forbidden, unauthenticated } from '../errors';
import type { GraphqlContext } from '../graphql/allow';
import type { Identity } from '../identity';
import type { FeedEntry } from './changes-feed';
import { changeOf } from './changes.schema';
import type { ChangesService } from './changes.service';
import { transportOf } from '../http/transport';

interface Parts {
  readonly schema: GraphQLSchema;
  readonly identity: Identity;
  readonly changes: ChangesService;
}

interface SocketState extends Record<PropertyKey, unknown> {
  request: IncomingMessage;
  socket: { close: (code: number, reason: string) => void };
  ctx?: Ctx;
  expiry?: NodeJS.Timeout;
}

const MAX_MESSAGE_BYTES = 100_000;

/** Codes of the close frame: 4403 tells a client to refresh its token and resume behind its cursor. */
const FORBIDDEN = CloseCode.Forbidden;

/**
 * Serves `graphql-transport-ws` on /graphql. A change is executed once for all who asked the same question with the same
 * permissions in the same clinic, not once for each.
 */
export function serveSockets(http: Server, parts: Parts): { dispose: () => Promise<void> } {
  const sockets = new WebSocketServer({
    server: http,
    path: '/graphql',
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: chooseProtocol,
  });
  const logger = new Logger('ChangeSocket');
  const served = useServer<Record<string, unknown>, SocketState>(
    {
      schema: parts.schema,
      onConnect: async ({ connectionParams, extra }) => {
        const authorization = connectionParams?.['authorization'];
        const ctx = await signedIn(parts.identity, authorization, extra.request);
        if (ctx === null) return false;
        extra.ctx = ctx;
        extra.expiry = closeAtExpiry(extra, parts.identity.expiresAt(String(authorization)));
        return true;
      },
      onClose: ({ extra }) => clearTimeout(extra.expiry),
      onSubscribe: ({ extra }) => reauthorised(parts.identity, extra),
      // A ctx of its own for each operation: loaders must not remember what an earlier one read.
      context: ({ extra }): GraphqlContext => ({
        ctx: extra.ctx?.renewed() ?? null,
        transport: transportOf(extra.request, null),
      }),
      subscribe: (args) => subscribe(args, parts.changes),
      onError: ({ extra }, _id, _payload, errors) => {
        if (errors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED'))
          extra.socket.close(FORBIDDEN, 'Access changed');
        return errors.map(publicError);
      },
    },
    sockets,
  );
  sockets.on('error', (error) => logger.error(error.message));
  return { dispose: async () => served.dispose() };
}

const chooseProtocol = (protocols: Set<string>): string | false =>
  protocols.has('graphql-transport-ws') ? 'graphql-transport-ws' : false;

async function signedIn(identity: Identity, authorization: unknown, request: IncomingMessage): Promise<Ctx | null> {
  if (typeof authorization !== 'string') return null;
  try {
    return await identity.ctxOf(authorization, transportOf(request, null));
  } catch (error) {
    // An invalid or expired token closes the socket with 4403; anything else is ours to know.
    if (error instanceof MedleyError) return null;
    throw error;
  }
}

/** A socket outlives roles and sessions: what it may do is judged anew at each operation (EV2, TN3, TN10). */
async function reauthorised(identity: Identity, { ctx }: SocketState): Promise<readonly GraphQLError[] | undefined> {
  const isValid = ctx !== undefined && (await identity.stillValid(ctx));
  return isValid ? undefined : [unauthenticated('Your access changed. Sign in again.')];
}

function closeAtExpiry({ socket }: SocketState, expiresAt: number): NodeJS.Timeout {
  return setTimeout(() => socket.close(FORBIDDEN, 'Token expired'), Math.max(0, expiresAt - Date.now())).unref();
}

/** Only the changes subscription exists; anything else was stopped by validation. */
function subscribe(
  args: ExecutionArgs,
  changes: ChangesService,
): AsyncIterableIterator<ExecutionResult> | ExecutionResult {
  const { ctx } = args.contextValue as GraphqlContext;
  if (ctx === null) return { errors: [unauthenticated()] };
  if (!ctx.may('changes:read')) return { errors: [forbidden('changes:read')] };
  const after = afterOf(args);
  const stop = new AbortController();
  const results = resultsOf(args, changes.follow(ctx, after, stop.signal), groupOf(args, ctx));
  return abortable(results, stop);
}

async function* resultsOf(
  args: ExecutionArgs,
  entries: AsyncGenerator<FeedEntry>,
  group: string,
): AsyncGenerator<ExecutionResult> {
  for await (const entry of entries) yield await sharedResult(args, entry, group);
}

/** The first of a group executes; the others get its result. */
function sharedResult(args: ExecutionArgs, entry: FeedEntry, group: string): Promise<ExecutionResult> {
  const known = entry.shared.get(group) as Promise<ExecutionResult> | undefined;
  if (known !== undefined) return known;
  const { ctx, transport } = args.contextValue as GraphqlContext;
  // A ctx of its own for each change: loaders must not remember the object as it was.
  const contextValue: GraphqlContext = { ctx: ctx === null ? null : ctx.renewed(), transport };
  const result = Promise.resolve(execute({ ...args, contextValue, rootValue: { changes: changeOf(entry.event) } }));
  entry.shared.set(group, result);
  return result;
}

function afterOf(args: ExecutionArgs): string | null {
  const operation = getOperationAST(args.document, args.operationName);
  const field = operation?.selectionSet.selections.find((selection) => selection.kind === 'Field');
  const value = field?.arguments?.find((argument) => argument.name.value === 'after')?.value;
  if (value?.kind === 'StringValue') return value.value;
  if (value?.kind !== 'Variable') return null;
  const given = args.variableValues?.[value.name.value];
  return typeof given === 'string' ? given : null;
}

/** Same text, same variables (the cursor apart), same clinic, same permissions: same answer. */
function groupOf(args: ExecutionArgs, ctx: Ctx): string {
  const variables = Object.entries(args.variableValues ?? {}).filter(([name]) => name !== 'after');
  const identity = [printed(args.document), args.operationName, variables, ctx.clinic.id, [...ctx.permissions].sort()];
  return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}

const printed = (document: DocumentNode): string => print(document);

/** Ending the subscription wakes a reader that is waiting for the next change. */
function abortable(
  results: AsyncGenerator<ExecutionResult>,
  stop: AbortController,
): AsyncIterableIterator<ExecutionResult> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => results.next(),
    return: () => {
      stop.abort();
      return results.return(undefined);
    },
    throw: (error: unknown) => {
      stop.abort();
      return results.throw(error);
    },
  };
}

const publicError = (error: Readonly<GraphQLError>): GraphQLFormattedError => ({
  message: error.message,
  extensions: { code: 'BAD_INPUT', ...error.extensions },
});
