import { expiresAtHeader } from "../durable-objects/live-agent.ts";
import { SignalboxError } from "../shared/platform/errors.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import { board } from "../shared/spine/tell-board.ts";
import type { ApiContext } from "./api/caller.ts";
import { callerWith } from "./api/serve.ts";

/** A task, live, for people who may look on. */
export async function listenToTask(c: ApiContext): Promise<Response> {
  return listen(c, c.env.TASK_AGENT.getByName(c.req.param("id") ?? ""));
}

/** The board, live, for people who may look on. */
export async function listenToBoard(c: ApiContext): Promise<Response> {
  return listen(c, board(c.env));
}

/**
 * Opens a WebSocket to an agent. Nothing of the caller's request goes there: agents take headers and parameters of
 * their own, and an address with a token in it is kept with the connection.
 */
async function listen(c: ApiContext, agent: { fetch: typeof fetch }): Promise<Response> {
  const { expiresAt } = await callerWith(c, await openSpine(c.env), "viewer");
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new SignalboxError("bad_request", "this is a WebSocket: ask for an upgrade to one");
  const headers = new Headers({ upgrade: "websocket" });
  if (expiresAt !== null) headers.set(expiresAtHeader, String(expiresAt));
  const { origin, pathname } = new URL(c.req.url);
  return agent.fetch(`${origin}${pathname}`, { headers });
}
