import { sql } from "drizzle-orm";
import type { Handler } from "hono";
import { hasRole } from "../../shared/domain/person.ts";
import { describeStop } from "../../shared/domain/stop.ts";
import { redact } from "../../shared/platform/redact.ts";
import { openStops } from "../../shared/spine/stops.ts";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { configuredSpine } from "../../shared/jobs/open-spine.ts";
import { currentSettings } from "../../shared/spine/live-settings.ts";
import { gatedServices } from "../../shared/spine/service.ts";
import { serviceStates } from "./service-states.ts";

/**
 * Whether the system can work, and what is configured; never a value. 503 when D1 doesn't answer, or when what people
 * have set no longer counts as a setting.
 */
export const health: Handler<{ Bindings: Env }> = async (c) => {
  const spine = configuredSpine(c.env);
  let { settings } = spine;
  let stopped: string[] = [];
  let checks = { d1: "ok", settings: "ok" };
  try {
    await spine.db.run(sql`SELECT 1 FROM signals LIMIT 1`);
    settings = await currentSettings(spine);
    stopped = (await openStops(spine.db)).map((stop) => redact(describeStop(stop)));
  } catch (error) {
    log.error("health.failing", { reason: describeError(error) });
    checks =
      error instanceof SignalboxError
        ? { d1: "ok", settings: `failing: ${error.message}` }
        : { d1: "failing: are the migrations applied?", settings: "can't be read" };
  }
  const { pages: blogRebuild, ...services } = serviceStates(settings);
  const ok = checks.d1 === "ok" && checks.settings === "ok";
  return c.json(
    {
      ok,
      checks,
      stopped,
      circuits: Object.fromEntries(
        await Promise.all(
          gatedServices.map(async (name) => [name, (await c.env.SERVICE_GATE.getByName(name).view()).state]),
        ),
      ),
      configured: {
        ...services,
        blogRebuild,
        apiTokens: settings.PEOPLE.filter((person) => person.tokenSha256 !== undefined).length,
        approvers: settings.PEOPLE.filter((person) => hasRole(person, "approver")).length,
      },
    },
    ok ? 200 : 503,
  );
};
