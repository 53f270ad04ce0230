import { exports } from "cloudflare:workers";
import { apiToken } from "./task.ts";

/** A listener of an agent: the states that it was shown, and the code that it was closed with. */
export interface Listener<S> {
  states: S[];
  closed: Promise<number>;
  say(message: object): void;
  close(): void;
}

/** Opens a WebSocket at the door, by "you" unless other headers say who. */
export async function upgrade(
  path: string,
  headers: Record<string, string> | null = null,
): Promise<Response> {
  const url = `http://signalbox.test${path}${headers === null ? `?token=${apiToken}` : ""}`;
  return exports.default.fetch(url, { headers: { upgrade: "websocket", ...headers } });
}

/** Listens to an agent's state. */
export async function listen<S>(
  path: string,
  headers: Record<string, string> | null = null,
): Promise<Listener<S>> {
  const response = await upgrade(path, headers);
  const socket = response.webSocket;
  if (!socket) throw new Error(`no socket: ${response.status} ${await response.text()}`);
  const states: S[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<number>();
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.type === "cf_agent_state") states.push(message.state);
  });
  socket.addEventListener("close", ({ code }) => resolve(code));
  socket.accept();
  return {
    states,
    closed,
    say: (message) => socket.send(JSON.stringify(message)),
    close: () => socket.close(),
  };
}
