import { signalsEndpoints } from "../../shared/api/signals.ts";
import type { signals } from "../../shared/db/schema.ts";
import { listSignals, signalById } from "../../shared/db/signals.ts";
import type { PullRequestEvent, SignalBody } from "../../shared/domain/signal.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact, redactMembers } from "../../shared/platform/redact.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

const longestSummary = 300;

/** All that came in. */
export const signalsApi = {
  list: serve(signalsEndpoints.list, async ({ spine, query: { limit, cursor, status, kind } }) => {
    const rows = await listSignals(spine.db, { status, kind }, limit, cursorOf(cursor));
    return {
      signals: rows.map(signalView),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.receivedAt, id: row.id })),
    };
  }),
  get: serve(signalsEndpoints.get, async ({ spine, params: { id } }) => {
    const row = await signalById(spine.db, id);
    if (!row) throw new SignalboxError("not_found", `there is no signal ${id}`);
    return { signal: { ...signalView(row), body: redactMembers(row.body) } };
  }),
} satisfies Record<keyof typeof signalsEndpoints, Served>;

function signalView({ body, reason, receivedAt, enqueuedAt, ...row }: typeof signals.$inferSelect) {
  return {
    ...row,
    reason: reason && redact(reason),
    // Cut after that: half an address would not be seen as one.
    summary: redact(wordsOf(body)).slice(0, longestSummary),
    receivedAt: iso(receivedAt),
    enqueuedAt: isoOrNull(enqueuedAt),
  };
}

/** What was said, or what was asked for. */
function wordsOf(body: SignalBody): string {
  switch (body.type) {
    case "slack":
    case "request":
    case "reply":
      return body.text;
    case "action":
      return `${body.by} proposed ${body.request.kind}: ${JSON.stringify(body.request.payload)}`;
    case "digest":
      return `the digest of ${body.day} is due`;
    case "bug":
      return `${body.by} reported (${body.source}): ${body.title}`;
    case "pull_request":
      return `${body.repository}#${body.number}: ${pullRequestWords(body.event)}`;
  }
}

function pullRequestWords(event: PullRequestEvent["event"]): string {
  switch (event.kind) {
    case "comment":
      return `${event.login} wrote: ${event.text}`;
    case "closed":
      return `${event.login} ${event.merged ? "merged" : "closed"} it`;
    case "checks":
      return `${event.name}: ${event.conclusion}`;
  }
}
