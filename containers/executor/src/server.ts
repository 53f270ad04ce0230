import { createHash, timingSafeEqual } from "node:crypto";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { assignmentSpecSchema } from "../../../shared/executor/protocol.ts";
import { documentLimits } from "../../../shared/domain/delivery/document-limits.ts";
import type { PdfAnswer } from "../../../shared/executor/read-pdf-answer.ts";
import { readPdf } from "./documents/read-pdf.ts";
import type { EventLog } from "./event-log.ts";
import type { Assignments } from "./assignments.ts";
import { log } from "./log.ts";

export interface ServerOptions {
  assignments: Assignments;
  token: string;
  /** Told by /health: a sentence each; none when all is as it should be. */
  warnings: readonly string[];
  /** Reads a PDF; its pages or why not. */
  pdfReader?: (pdf: Uint8Array) => Promise<PdfAnswer>;
  /** How often an event stream without news shows that it lives. */
  keepAliveMs?: number;
}

const statusByCode = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  busy: 429,
  internal: 500,
} as const satisfies Record<string, ContentfulStatusCode>;

const largestBody = 5 * 1024 * 1024;
/** So many documents are read at once: each has a process of its own. */
const mostReading = 2;
/** When a place may be free again; assignments take minutes. */
const retryAfterSeconds = "30";

/** The executor's HTTP API, as shared/executor/protocol.ts describes it. */
export function createServer({
  assignments,
  token,
  warnings,
  pdfReader = readPdf,
  keepAliveMs = 5000,
}: ServerOptions): Hono {
  const app = new Hono();
  app.get("/health", (c) =>
    c.json({
      ok: true,
      running: assignments.running,
      places: assignments.places,
      ...(warnings.length === 0 ? {} : { warnings }),
    }),
  );
  app.use("/assignments/*", onlyWith(token));
  app.put(
    "/assignments/:id",
    bodyLimit({
      maxSize: largestBody,
      onError: () => refuse("too_large", "the assignment is larger than 5 MB"),
    }),
    async (c) => {
      const id = c.req.param("id");
      const body = parseJson(await c.req.text());
      if (body === undefined) return refuse("bad_request", "the body is not JSON");
      const read = assignmentSpecSchema.safeParse(body);
      if (!read.success) {
        const problems = read.error.issues.map(
          (issue) => `${issue.path.join(".") || "the body"}: ${issue.message}`,
        );
        return refuse("bad_request", problems.join("; "));
      }
      if (read.data.assignmentId !== id)
        return refuse("bad_request", `assignmentId: is not the address's ${id}`);
      const started = assignments.start(read.data);
      switch (started.kind) {
        case "started":
          return c.json(started.status, 202);
        case "same":
          return c.json(started.status, 200);
        case "different":
          return refuse("conflict", `${id} is another assignment already`);
        case "full":
          return refuse("busy", `all ${assignments.places} places are taken`, {
            "retry-after": retryAfterSeconds,
          });
      }
    },
  );
  app.get("/assignments/:id", (c) => {
    const status = assignments.status(c.req.param("id"));
    return status === null ? unknownAssignment() : c.json(status);
  });
  app.delete("/assignments/:id", (c) => {
    const status = assignments.cancel(c.req.param("id"));
    return status === null ? unknownAssignment() : c.json(status, 202);
  });
  app.get("/assignments/:id/events", (c) => {
    const events = assignments.events(c.req.param("id"));
    if (events === null) return unknownAssignment();
    const after = c.req.header("last-event-id") ?? "0";
    if (!/^\d{1,15}$/.test(after)) return refuse("bad_request", "last-event-id: must be the seq of an event");
    return streamSSE(c, (stream) => tell(stream, events, Number(after), keepAliveMs));
  });
  let reading = 0;
  app.use("/documents/*", onlyWith(token));
  app.post(
    "/documents/pdf",
    bodyLimit({
      maxSize: documentLimits.bytes,
      onError: () => refuse("too_large", "the document is larger than what is read"),
    }),
    async (c) => {
      if (reading >= mostReading)
        return refuse("busy", `${reading} documents are being read`, { "retry-after": "5" });
      reading += 1;
      try {
        return c.json(await pdfReader(new Uint8Array(await c.req.arrayBuffer())));
      } finally {
        reading -= 1;
      }
    },
  );
  app.notFound(() => refuse("not_found", "there is no such address"));
  app.onError((error) => {
    log.error("request.broke", { reason: `${error.name}: ${error.message}` });
    return refuse("internal", "the executor broke; its log says why");
  });
  return app;
}

/** Sends the events after one, until the assignment's end or the reader's. */
async function tell(
  stream: SSEStreamingApi,
  events: EventLog,
  after: number,
  keepAliveMs: number,
): Promise<void> {
  const gone = new AbortController();
  stream.onAbort(() => gone.abort());
  const alive = setInterval(() => void stream.write(": still here\n\n"), keepAliveMs);
  try {
    for await (const event of events.follow(after, gone.signal))
      await stream.writeSSE({ id: String(event.seq), data: JSON.stringify(event) });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    clearInterval(alive);
  }
}

/** Compares digests, which have one length, so that the time says nothing about the token. */
function onlyWith(token: string): MiddlewareHandler {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  const expected = digest(`Bearer ${token}`);
  return async (c, next) => {
    const shown = digest(c.req.header("authorization") ?? "");
    if (token === "" || !timingSafeEqual(shown, expected))
      return refuse("unauthorized", "the bearer token is missing or wrong");
    await next();
  };
}

const unknownAssignment = (): Response => refuse("not_found", "the executor doesn't know this assignment");

function refuse(
  code: keyof typeof statusByCode,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { code, message } }, { status: statusByCode[code], headers });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
