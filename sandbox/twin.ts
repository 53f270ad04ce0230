import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { type Fault, FaultQueue, faultsRequest } from "./faults.ts";
import { parseJson } from "./json.ts";

export interface LoggedRequest {
  at: string;
  method: string;
  path: string;
  status: number;
  body: unknown;
  /** False when a fault kept the request from taking effect. */
  applied: boolean;
}

export type TwinEnv = { Bindings: HttpBindings; Variables: { fault: Fault | undefined; rawBody: string } };

/** A local stand-in of one outside service. Its app is mounted at `/<name>`. */
export interface Twin {
  name: string;
  app: Hono<TwinEnv>;
  reset(): void;
  /** What survives a restart, as plain JSON. */
  snapshot(): unknown;
  restore(snapshot: unknown): void;
  /** A request that becomes a socket. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close?(): Promise<void>;
}

/** Requests that are not of the usual kind, told by their path below the twin's prefix. */
export interface Doors {
  /** Pages for people besides the first and those below `/_`. */
  isPage?: (path: string) => boolean;
  /** Their body is binary and flows: it is left unread for the route, and in the log it is empty. */
  isStream?: (path: string) => boolean;
}

const loggedRequests = 5000;

/**
 * Gives a twin what every twin has: a request log, faults and a reset under `/_sandbox`, and a loud 501 for what it
 * doesn't know. `routes` adds the service itself. Pages for people and their API (`/_…`) are neither logged nor faulted.
 */
export function createTwinApp(
  name: string,
  reset: () => void,
  routes: (app: Hono<TwinEnv>) => void,
  { isPage, isStream }: Doors = {},
): Hono<TwinEnv> {
  const app = new Hono<TwinEnv>();
  const faults = new FaultQueue();
  let requests: LoggedRequest[] = [];

  app.get("/_sandbox/requests", (c) => c.json({ requests }));
  app.post("/_sandbox/faults", async (c) => {
    const parsed = faultsRequest.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) {
      return c.json(
        { error: parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`) },
        400,
      );
    }
    faults.add(parsed.data.faults);
    return c.json({ active: faults.list() });
  });
  const forget = (): void => {
    faults.clear();
    requests = [];
  };
  // What was asked and what was to go wrong; the service's own state stays.
  app.post("/_sandbox/forget", (c) => {
    forget();
    return c.json({ ok: true });
  });
  app.post("/_sandbox/reset", (c) => {
    forget();
    reset();
    return c.json({ ok: true });
  });

  app.use(async (c, next) => {
    const path = c.req.path.slice(name.length + 1);
    const rawBody = isStream?.(path) ? "" : await c.req.text();
    c.set("rawBody", rawBody);
    if (path === "" || path.startsWith("/_") || path.startsWith("/page/") || isPage?.(path)) return next();
    const fault = faults.take(c.req.method, path, rawBody);
    c.set("fault", fault);
    const entry: LoggedRequest = {
      at: new Date().toISOString(),
      method: c.req.method,
      path,
      status: 0,
      body: readable(rawBody, c.req.header("content-type") ?? ""),
      applied: fault?.status === undefined,
    };
    requests = [...requests, entry].slice(-loggedRequests);
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault?.status !== undefined) {
      entry.status = fault.status;
      return failed(
        fault.status,
        fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) },
      );
    }
    await next();
    entry.status = c.res.status;
    if (fault?.holdMs) await new Promise((resolve) => setTimeout(resolve, fault.holdMs));
    if (fault?.answer !== undefined) {
      entry.status = fault.answer;
      c.res = failed(fault.answer, {});
    }
    if (fault?.drop) {
      entry.status = 0;
      c.env.incoming.socket.destroy();
    }
    return undefined;
  });

  routes(app);
  app.all("*", (c) => {
    const unknown = `the sandbox's ${name} doesn't know ${c.req.method} ${c.req.path}`;
    console.error(unknown);
    return c.json({ error: unknown }, 501);
  });
  return app;
}

function failed(status: number, more: Record<string, string>): Response {
  const error = { type: "error", error: { type: "api_error", message: "a fault of the sandbox" } };
  return new Response(JSON.stringify(error), {
    status,
    headers: { "content-type": "application/json", ...more },
  });
}

function readable(body: string, contentType: string): unknown {
  if (contentType.includes("form")) {
    return Object.fromEntries(
      Array.from(new URLSearchParams(body), ([key, value]) => [key, parseJson(value) ?? value]),
    );
  }
  return parseJson(body) ?? body;
}
