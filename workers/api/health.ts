import { sql } from "drizzle-orm";
import type { Handler } from "hono";
import { hasRole } from "../../shared/domain/person.ts";
import { describeError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { gatedServices } from "../../shared/spine/service.ts";

/** Whether the system can work, and what is configured; never a value. 503 when D1 doesn't answer. */
export const health: Handler<{ Bindings: Env }> = async (c) => {
  const { db, settings } = openSpine(c.env);
  let d1 = "ok";
  try {
    await db.run(sql`SELECT 1 FROM signals LIMIT 1`);
  } catch (error) {
    d1 = "failing: are the migrations applied?";
    log.error("health.d1", { reason: describeError(error) });
  }
  const ok = d1 === "ok";
  return c.json(
    {
      ok,
      checks: { d1 },
      circuits: Object.fromEntries(
        await Promise.all(
          gatedServices.map(async (name) => [name, (await c.env.SERVICE_GATE.getByName(name).view()).state]),
        ),
      ),
      configured: {
        anthropic: serviceState(settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL),
        slack: serviceState(
          settings.SLACK_BOT_TOKEN && settings.SLACK_SIGNING_SECRET,
          settings.SLACK_API_URL,
        ),
        blogRebuild: serviceState(settings.BLOG_REBUILD_HOOK_URL, settings.BLOG_REBUILD_HOOK_URL ?? ""),
        mail: serviceState(settings.RESEND_API_KEY && settings.MAIL_FROM, settings.RESEND_API_URL),
        jira: serviceState(
          settings.JIRA_URL && settings.JIRA_USER && settings.JIRA_API_TOKEN,
          settings.JIRA_URL ?? "",
        ),
        apiTokens: settings.PEOPLE.filter((person) => person.tokenSha256 !== undefined).length,
        approvers: settings.PEOPLE.filter((person) => hasRole(person, "approver")).length,
      },
    },
    ok ? 200 : 503,
  );
};

function serviceState(secret: string | undefined, url: string): "live" | "sandbox" | "missing" {
  if (secret === undefined) return "missing";
  const { hostname } = new URL(url);
  return hostname === "127.0.0.1" || hostname === "localhost" ? "sandbox" : "live";
}
