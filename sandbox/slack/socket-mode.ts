import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { Delivered } from "./delivered.ts";
import { bot } from "./state.ts";

const ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });
type EnvelopeType = "events_api" | "interactive" | "slash_commands";

/** Slack's other way to an app: by a socket that the app has opened. An envelope counts once it is acknowledged. */
export class SocketMode {
  /** Whether what happens goes this way, and not to the app's address. */
  isOn = false;
  readonly #tickets = new Set<string>();
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<WebSocket>();
  readonly #waiting = new Map<string, (answer: { body: string } | null) => void>();

  /** An address for one connection. */
  ticket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** A connection with its ticket, which is good once. */
  accept(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? "", "ws://sandbox").searchParams.get("ticket") ?? "";
    if (!this.#tickets.delete(ticket)) {
      connection.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    this.#server.handleUpgrade(request, connection, head, (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("message", (data) => this.#hear(Buffer.isBuffer(data) ? data.toString() : ""));
      send(socket, {
        type: "hello",
        num_connections: this.#sockets.size,
        connection_info: { app_id: bot.app },
      });
    });
  }

  #hear(text: string): void {
    const said = ack.safeParse(JSON.parse(text));
    if (!said.success) return;
    const { envelope_id, payload } = said.data;
    this.#waiting.get(envelope_id)?.({ body: payload === undefined ? "" : JSON.stringify(payload) });
  }

  /** Hands an envelope to one of the sockets. Status 0: nobody has acknowledged it in time. */
  async deliver(contentType: string, body: string, answerWithinMs: number): Promise<Delivered> {
    const sentAt = performance.now();
    const [socket] = this.#sockets;
    if (socket === undefined) return { status: 0, body: "", ms: 0 };
    const envelope_id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<{ body: string } | null>();
    this.#waiting.set(envelope_id, resolve);
    const late = setTimeout(() => resolve(null), answerWithinMs);
    const { type, payload } = enveloped(contentType, body);
    send(socket, { envelope_id, type, payload, accepts_response_payload: type !== "events_api" });
    const answer = await promise;
    clearTimeout(late);
    this.#waiting.delete(envelope_id);
    return { status: answer === null ? 0 : 200, body: answer?.body ?? "", ms: performance.now() - sentAt };
  }

  /** Ends every connection: announced as Slack does before it restarts one, or just gone. */
  drop(isAnnounced: boolean): void {
    for (const socket of this.#sockets) {
      if (isAnnounced) send(socket, { type: "disconnect", reason: "refresh_requested" });
      else socket.terminate();
      this.#sockets.delete(socket);
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.close();
  }

  get connections(): number {
    return this.#sockets.size;
  }
}

function send(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message));
}

/** What is sent to an address, as it is put into an envelope. */
function enveloped(contentType: string, body: string): { type: EnvelopeType; payload: unknown } {
  if (contentType.includes("json")) return { type: "events_api", payload: JSON.parse(body) };
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  return payload === null
    ? { type: "slash_commands", payload: Object.fromEntries(form) }
    : { type: "interactive", payload: JSON.parse(payload) };
}
