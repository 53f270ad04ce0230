import { z } from "zod";
import { SignalboxError } from "./errors.ts";

const optional = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === "" ? undefined : value.trim()));

const schema = z.object({
  ANTHROPIC_API_KEY: optional,
  ANTHROPIC_BASE_URL: z.url(),
  SLACK_BOT_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_API_URL: z.url(),
  SLACK_APPROVERS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((id) => id.trim())
        .filter(Boolean),
    )
    .pipe(
      z.array(
        z.string().regex(/^[UW][A-Z0-9]+$/, "must be Slack user ids such as U012AB3CD, separated by commas"),
      ),
    ),
  API_TOKEN: optional,
  BLOG_REBUILD_HOOK_URL: optional.pipe(z.url().optional()),
  BLOG_URL: z.url(),
  INTENT_CONFIDENCE_THRESHOLD: z.coerce.number().min(0).max(1),
  LLM_DAILY_BUDGET_USD: z.coerce.number().positive(),
  WATCHDOG_SECONDS: z.coerce.number().int().min(1),
});

export type Settings = z.infer<typeof schema>;

const parsed = new WeakMap<object, Settings>();

/**
 * The Worker's settings, checked once an isolate.
 * @throws SignalboxError `not_configured`, naming each setting that is wrong (never its value).
 */
export function settingsOf(env: object): Settings {
  const known = parsed.get(env);
  if (known) return known;
  const result = schema.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new SignalboxError("not_configured", `These settings need attention: ${problems.join("; ")}`);
  }
  parsed.set(env, result.data);
  return result.data;
}

/**
 * A secret setting that the caller can't work without.
 * @throws SignalboxError `not_configured` naming the setting.
 */
export function requireSetting(
  settings: Settings,
  name:
    | "ANTHROPIC_API_KEY"
    | "SLACK_BOT_TOKEN"
    | "SLACK_SIGNING_SECRET"
    | "API_TOKEN"
    | "BLOG_REBUILD_HOOK_URL",
): string {
  const value = settings[name];
  if (value === undefined)
    throw new SignalboxError("not_configured", `${name} is not set (see .dev.vars.example)`);
  return value;
}
