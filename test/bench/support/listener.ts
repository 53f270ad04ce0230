import { z } from "zod";
import type { Stack } from "../../../scripts/stack/stack.ts";

const said = z.object({ type: z.literal("cf_agent_state"), state: z.unknown() });

/** Somebody who looks on at an agent, as the dashboard does. */
export class Listener {
  /** How many states have come, and how many characters. */
  states = 0;
  characters = 0;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket, tell: (state: unknown) => void) {
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      const data: unknown = event.data;
      if (typeof data !== "string") return;
      const message = said.safeParse(JSON.parse(data));
      if (!message.success) return;
      this.states++;
      this.characters += data.length;
      tell(message.data.state);
    });
  }

  /** @param path "board-agent/all" or "task-agent/{id}". Resolves once it listens. */
  static async open(
    { urls, apiToken }: Pick<Stack, "urls" | "apiToken">,
    path: string,
    tell: (state: unknown) => void,
  ): Promise<Listener> {
    const address = `${urls.worker.replace("http", "ws")}/agents/${path}?token=${apiToken}`;
    const socket = new WebSocket(address);
    const listener = new Listener(socket, tell);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error(`nobody answers on ${path}`)));
    await promise;
    return listener;
  }

  close(): void {
    this.#socket.close();
  }
}
