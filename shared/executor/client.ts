import { getContainer } from "@cloudflare/containers";
import { requireSetting } from "../platform/config.ts";
import type { Spine } from "../spine/context.ts";

/**
 * Asks the executor of an assignment: the container that bears the assignment's name, or the server at EXECUTOR_URL, where the same
 * program runs as a process. See `protocol.ts` for what it answers.
 * @throws SignalboxError `not_configured` without EXECUTOR_TOKEN, and what fetch throws when nobody answers.
 */
export async function askExecutor(
  spine: Spine,
  assignmentId: string,
  path: string,
  init: {
    method?: "GET" | "PUT" | "POST" | "DELETE";
    body?: string | Uint8Array<ArrayBuffer>;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
): Promise<Response> {
  const { EXECUTOR_URL } = spine.settings;
  const headers = {
    "content-type": "application/json",
    ...init.headers,
    authorization: `Bearer ${requireSetting(spine.settings, "EXECUTOR_TOKEN")}`,
  };
  if (EXECUTOR_URL !== undefined)
    return spine.fetch(`${EXECUTOR_URL.replace(/\/+$/, "")}${path}`, {
      ...init,
      headers,
      redirect: "manual",
    });
  const container = getContainer(spine.env.EXECUTOR, assignmentId);
  return container.fetch(new Request(`http://executor${path}`, { ...init, headers }));
}
