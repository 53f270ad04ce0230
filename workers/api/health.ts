import { sql } from "drizzle-orm";
import type { Handler } from "hono";
import { hasRole } from "../../shared/domain/person.ts";
import { describeStop } from "../../shared/domain/stop.ts";
import { redact } from "../../shared/platform/redact.ts";
import { openStops } from "../../shared/spine/stops.ts";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { configuredSpine } from "../../shared/jobs/open-spine.ts";
import { unwrittenRoutes } from "../../shared/jobs/editorial/tickets/unwritten-routes.ts";
import { executorHealth } from "../../shared/executor/executor-health.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { currentSettings } from "../../shared/spine/live-settings.ts";
import { gatedServices } from "../../shared/domain/service.ts";
import { addressOf, withinLimit } from "../rate-limit.ts";
import type { ApiContext } from "./caller.ts";
import { callerWith } from "./serve.ts";
import { serviceStates } from "./service-states.ts";

interface Checks {
  d1: string;
  settings: string;
}

/**
 * Whether the system can work: 503 when D1 doesn't answer, or when what people have set no longer counts as a setting. What
 * is wrong and what is configured, never a value, is told to people who are signed in or send their API token.
 */
export const health: Handler<{ Bindings: Env }> = async (c) => {
  await withinLimit(c.env, "CALLER_LIMIT", `health:${addressOf(c.req.raw.headers)}`);
  const { spine, checks } = await looked(configuredSpine(c.env));
  const ok = checks.d1 === "ok" && checks.settings === "ok";
  const told = (await isPerson(c, spine, checks))
    ? { ok, checks, ...(await details(spine, checks)) }
    : { ok };
  return c.json(told, ok ? 200 : 503);
};

async function looked(spine: Spine): Promise<{ spine: Spine; checks: Checks }> {
  try {
    await spine.db.run(sql`SELECT 1 FROM signals LIMIT 1`);
    return {
      spine: { ...spine, settings: await currentSettings(spine) },
      checks: { d1: "ok", settings: "ok" },
    };
  } catch (error) {
    log.error("health.failing", { reason: describeError(error) });
    const checks =
      error instanceof SignalboxError
        ? { d1: "ok", settings: `failing: ${error.message}` }
        : { d1: "failing: are the migrations applied?", settings: "can't be read" };
    return { spine, checks };
  }
}

/** A session that is over says nothing; a token that is nobody's is refused. Without D1 only tokens can be looked up. */
async function isPerson(c: ApiContext, spine: Spine, { d1 }: Checks): Promise<boolean> {
  const hasToken = c.req.header("authorization") !== undefined;
  if (!hasToken && d1 !== "ok") return false;
  try {
    await callerWith(c, spine, "viewer");
    return true;
  } catch (error) {
    const isNobody =
      error instanceof SignalboxError && (error.code === "unauthorized" || error.code === "not_configured");
    if (isNobody && !hasToken) return false;
    throw error;
  }
}

async function details(spine: Spine, { d1 }: Checks) {
  const { db, env, settings } = spine;
  const { pages: blogRebuild, ...services } = serviceStates(settings);
  const circuits = await Promise.all(
    gatedServices.map(async (name) => [name, (await env.SERVICE_GATE.getByName(name).view()).state] as const),
  );
  const stops = d1 === "ok" ? await openStops(db) : [];
  return {
    stopped: stops.map((stop) => redact(describeStop(stop))),
    circuits: Object.fromEntries(circuits),
    executor: await executorHealth(spine),
    rules: { warnings: unwrittenRoutes(settings.RULES) },
    configured: {
      ...services,
      blogRebuild,
      // Whose mail counts as theirs where Email Routing hands it over.
      emailRouting:
        settings.EMAIL_AUTHSERV === undefined
          ? "every sender is external: EMAIL_AUTHSERV is not set"
          : "senders are known by the server that EMAIL_AUTHSERV names",
      apiTokens: settings.PEOPLE.filter((person) => person.tokenSha256 !== undefined).length,
      approvers: settings.PEOPLE.filter((person) => hasRole(person, "approver")).length,
    },
  };
}
