import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A change as subscribers get it. */
export interface SeenChange {
  readonly cursor: string;
  readonly type: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly version: number;
}

const SUBSCRIBE =
  'subscription ($after: String) { changes(after: $after) { cursor type objectType objectId version } }';

/** Why a subscription ended: the close frame, or the errors it was sent. */
export interface Ending {
  readonly code?: number;
  readonly messages?: readonly string[];
}

/** Follows a clinic's changes as a screen does: whatever interrupts it, it resumes behind the last change it handled. */
export class LiveClient {
  readonly seen: SeenChange[] = [];
  connections = 0;
  private socket: WebSocket | null = null;
  private client: Client | null = null;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private after: string | null,
  ) {}

  /** Follows until told to stop; connects again as often as it must. */
  async follow(): Promise<void> {
    while (!this.stopped) await this.once();
  }

  /** One connection, to its end; answers how it ended. */
  async once(): Promise<Ending> {
    this.client = createClient({
      url: this.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${this.token}` },
      retryAttempts: 0,
      on: { connected: (socket) => this.opened(socket as WebSocket) },
    });
    const client = this.client;
    const ending = await new Promise<Ending>((resolve) => {
      client.subscribe<{ changes: SeenChange }>(
        { query: SUBSCRIBE, variables: { after: this.after } },
        {
          next: ({ data }) => this.handle(data?.changes ?? null),
          error: (reason) => resolve(endingOf(reason)),
          complete: () => resolve({}),
        },
      );
    });
    await client.dispose();
    return ending;
  }

  /** Cuts the connection as a lost network does: no close frame. */
  cut(): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.terminate();
    return true;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.dispose();
  }

  private opened(socket: WebSocket): void {
    this.connections += 1;
    this.socket = socket;
  }

  private handle(change: SeenChange | null): void {
    if (change === null) return;
    this.seen.push(change);
    this.after = change.cursor;
  }
}

function endingOf(reason: unknown): Ending {
  if (Array.isArray(reason)) return { messages: (reason as { message: string }[]).map(({ message }) => message) };
  const code = (reason as { code?: number }).code;
  return code === undefined ? { messages: [String(reason)] } : { code };
}
