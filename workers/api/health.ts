import { sql } from "drizzle-orm";
import type { Handler } from "hono";
import { hasRole } from "../../shared/domain/person.ts";
import { describeStop } from "../../shared/domain/stop.ts";
import { inTime } from "../../shared/platform/in-time.ts";
import { redact } from "../../shared/platform/redact.ts";
import { openStops } from "../../shared/spine/stops.ts";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { settingNames, unknownSettings } from "../../shared/platform/unknown-settings.ts";
import { configuredSpine } from "../../shared/jobs/open-spine.ts";
import { unwrittenRoutes } from "../../shared/jobs/editorial/tickets/unwritten-routes.ts";
import { executorHealth, executorWork } from "../../shared/executor/executor-health.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { currentSettings } from "../../shared/spine/live-settings.ts";
import { gateViews } from "../../shared/spine/gate-views.ts";
import { addressOf, withinLimit } from "../rate-limit.ts";
import type { ApiContext } from "./caller.ts";
import { callerWith } from "./serve.ts";
import { serviceStates } from "./service-states.ts";

interface Checks {
  d1: string;
  settings: string;
}

/** When what has been asked must have answered, milliseconds after the beginning: all of it within two seconds, whatever hangs. */
const lookedByMs = 900;
const knownByMs = 1200;
const toldByMs = 1600;

/**
 * Whether the system can work: 503 when D1 doesn't answer, or when what people have set no longer counts as a setting. What
 * is wrong and what is configured, never a value, is told to people who are signed in or send their API token.
 */
export const health: Handler<{ Bindings: Env }> = async (c) => {
  const beganAt = Date.now();
  const left = (byMs: number): number => byMs - (Date.now() - beganAt);
  await withinLimit(c.env, "CALLER_LIMIT", `health:${addressOf(c.req.raw.headers)}`);
  const configured = configuredSpine(c.env);
  const { spine, checks } = await inTime(left(lookedByMs), looked(configured), silent(configured));
  const ok = checks.d1 === "ok" && checks.settings === "ok";
  const told = (await inTime(left(knownByMs), isPerson(c, spine, checks), false))
    ? { ok, checks, ...(await details(spine, checks, left(toldByMs))) }
    : { ok };
  return c.json(told, ok ? 200 : 503);
};

function silent(spine: Spine): { spine: Spine; checks: Checks } {
  return { spine, checks: { d1: "failing: it does not answer", settings: "can't be read" } };
}

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

async function details(spine: Spine, { d1 }: Checks, ms: number) {
  const { db, env, settings } = spine;
  const { pages: blogRebuild, ...services } = serviceStates(settings);
  const isThere = d1 === "ok";
  const [gates, stops, executor, work] = await Promise.all([
    gateViews(spine, ms),
    isThere ? inTime(ms, openStops(db), null) : null,
    executorHealth(spine, ms),
    isThere ? inTime(ms, executorWork(spine), null) : null,
  ]);
  return {
    stopped: stops?.map((stop) => redact(describeStop(stop))) ?? "can't be read",
    circuits: Object.fromEntries(gates.map(({ name, gate }) => [name, gate?.state ?? "no answer"])),
    executor: { ...executor, runs: work?.runs ?? "can't be read", queued: work?.queued ?? "can't be read" },
    settings: { warnings: misnamed(env) },
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

/** Texts of the environment that nobody reads, and whose names are nearly those of settings. */
function misnamed(env: Env): string[] {
  const texts = Object.entries(env).flatMap(([name, value]) => (typeof value === "string" ? [name] : []));
  return unknownSettings(texts, settingNames, false);
}
