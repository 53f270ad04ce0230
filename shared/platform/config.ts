import { z } from "zod";
import type { Door } from "./door.ts";
import { SignalboxError } from "./errors.ts";

const optional = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === "" ? undefined : value.trim()));

/** Separated by commas. */
const list = optional.transform((value) => value?.split(",").map((one) => one.trim()) ?? []);

/** A table in wrangler.toml, or its JSON as text where a setting can only be text. */
const json = z.unknown().transform((value, context) => {
  if (typeof value !== "string") return value;
  if (value.trim() === "") return undefined;
  try {
    const read: unknown = JSON.parse(value);
    return read;
  } catch (error) {
    context.addIssue(`must be JSON (${error instanceof Error ? error.message : String(error)})`);
    return z.NEVER;
  }
});

/** The configuration, as text. PEOPLE and RULES are whatever JSON they are: who they belong to knows their form. */
export const configSchema = z.object({
  ANTHROPIC_API_KEY: optional,
  ANTHROPIC_BASE_URL: z.url(),
  SLACK_BOT_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_API_URL: z.url(),
  PEOPLE: json,
  RULES: json,
  BLOG_WORKFLOW: optional.pipe(
    z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+\/[\w.-]+\.ya?ml@\S+$/, "must be a workflow such as acme/site/blog.yml@main")
      .optional(),
  ),
  BLOG_REBUILD_HOOK_URL: optional.pipe(z.url().optional()),
  BLOG_URL: z.url(),
  BLOG_READ_URL: optional.pipe(z.url().optional()),
  PAGES_PROJECT: optional.pipe(
    z
      .string()
      .regex(
        /^[0-9a-f]{32}\/[\w-]+$/,
        "must be an account's id and a project of Pages, such as 0123…cdef/blog",
      )
      .optional(),
  ),
  PAGES_TOKEN: optional,
  CLOUDFLARE_API_URL: optional.pipe(z.url().default("https://api.cloudflare.com/client/v4")),
  RESEND_API_KEY: optional,
  RESEND_API_URL: z.url(),
  MAIL_FROM: optional,
  MAIL_VIA: optional.pipe(z.enum(["resend", "graph"]).default("resend")),
  JIRA_URL: optional.pipe(z.url().optional()),
  JIRA_USER: optional,
  JIRA_API_TOKEN: optional,
  JIRA_WEBHOOK_SECRET: optional,
  SENTRY_URL: z.url(),
  SENTRY_ORG: optional,
  SENTRY_AUTH_TOKEN: optional,
  SENTRY_CLIENT_SECRET: optional,
  GITHUB_URL: z.url(),
  GITHUB_API_URL: z.url(),
  GITHUB_APP_ID: optional,
  GITHUB_APP_KEY: optional,
  GITHUB_WEBHOOK_SECRET: optional,
  GIST_TOKEN: optional,
  GRAPH_URL: z.url(),
  GRAPH_LOGIN_URL: z.url(),
  GRAPH_TENANT: optional,
  GRAPH_CLIENT_ID: optional,
  GRAPH_CLIENT_SECRET: optional,
  GMAIL_URL: z.url(),
  GOOGLE_TOKEN_URL: z.url(),
  GMAIL_MAILBOXES: list.pipe(z.array(z.email().toLowerCase())),
  GMAIL_ACCOUNT: optional,
  GMAIL_KEY: optional,
  GMAIL_TOPIC: optional,
  GMAIL_PUSH_AUDIENCE: optional,
  GMAIL_PUSH_ACCOUNT: optional,
  GMAIL_PUSH_KEYS_URL: z.url(),
  GMAIL_AUTHSERV: z.string().min(1).default("mx.google.com"),
  EMAIL_AUTHSERV: optional,
  ASANA_URL: z.url(),
  ASANA_TOKEN: optional,
  TOKEN_KEY: optional,
  TOKEN_KEY_OLD: optional,
  LINKEDIN_API_URL: z.url(),
  LINKEDIN_OAUTH_URL: z.url(),
  LINKEDIN_VERSION: z.string().regex(/^20\d{2}(0[1-9]|1[0-2])$/, "must be a version such as 202607"),
  LINKEDIN_CLIENT_ID: optional,
  LINKEDIN_CLIENT_SECRET: optional,
  LINKEDIN_SCOPES: optional,
  LINKEDIN_ORGANIZATION: optional.pipe(
    z.string().regex(/^\d+$/, "must be the number of a page on LinkedIn such as 5515715").optional(),
  ),
  LINKEDIN_PKCE: optional.pipe(z.stringbool().default(false)),
  BLUESKY_URL: z.url(),
  BLUESKY_APP_URL: z.url(),
  BLUESKY_HANDLE: optional,
  BLUESKY_APP_PASSWORD: optional,
  THREADS_API_URL: z.url(),
  THREADS_OAUTH_URL: z.url(),
  THREADS_APP_ID: optional,
  THREADS_APP_SECRET: optional,
  RECALL_URL: optional.pipe(z.url().default("https://us-east-1.recall.ai")),
  RECALL_API_KEY: optional,
  RECALL_WEBHOOK_SECRET: optional,
  RECALL_RETENTION_HOURS: optional.pipe(z.coerce.number<string>().int().min(1).max(8760).default(168)),
  ELEVENLABS_URL: optional.pipe(z.url().default("https://api.elevenlabs.io")),
  ELEVENLABS_API_KEY: optional,
  ELEVENLABS_VOICE: optional.pipe(
    z
      .string()
      .regex(/^\w{1,64}$/, "must be the id of a voice such as JBFqnCBsd6RMkjVDRZzb")
      .optional(),
  ),
  ELEVENLABS_MODEL: optional.pipe(
    z.enum(["eleven_multilingual_v2", "eleven_flash_v2_5"]).default("eleven_multilingual_v2"),
  ),
  LIVEAVATAR_URL: optional.pipe(z.url().default("https://api.liveavatar.com")),
  LIVEAVATAR_API_KEY: optional,
  LIVEAVATAR_AVATAR: optional.pipe(
    z
      .string()
      .regex(/^[\w-]{1,100}$/, "must be the id of an avatar at LiveAvatar")
      .optional(),
  ),
  SIGNALBOX_URL: optional.pipe(z.url().optional()),
  EXECUTOR_URL: optional.pipe(z.url().optional()),
  EXECUTOR_TOKEN: optional,
  GITHUB_MCP_URL: optional.pipe(z.url().optional()),
  SENTRY_MCP_URL: optional.pipe(z.url().optional()),
  ATLASSIAN_MCP_URL: optional.pipe(z.url().optional()),
  ATLASSIAN_MCP_TOKEN: optional,
  METRICS_TOKEN: optional,
  RATE_LIMITS: optional.pipe(z.stringbool().default(true)),
  DASHBOARD_ORIGINS: list.pipe(z.array(z.url())),
  ACCESS_TEAM_URL: optional.pipe(z.url().optional()),
  ACCESS_AUD: optional,
  SIGN_IN_LINKS: optional.pipe(z.stringbool().default(false)),
  SESSION_HOURS: optional.pipe(z.coerce.number<string>().positive().max(720).default(12)),
  INTENT_CONFIDENCE_THRESHOLD: z.coerce.number().min(0).max(1),
  LLM_TASK_BUDGET_USD: z.coerce.number().positive(),
  LLM_FIX_BUDGET_USD: z.coerce.number().positive(),
  LLM_DAILY_BUDGET_USD: z.coerce.number().positive(),
  LLM_MONTHLY_BUDGET_USD: z.coerce.number().positive(),
  EMBEDDER: optional.pipe(z.enum(["lexical", "workers_ai", "http"]).default("lexical")),
  EMBEDDER_URL: optional.pipe(z.url().optional()),
  EMBEDDER_KEY: optional,
  EMBEDDER_MODEL: optional.pipe(z.string().default("@cf/baai/bge-m3")),
  EMBEDDER_DIMENSIONS: optional.pipe(z.coerce.number<string>().int().min(1).max(1536).default(1536)),
  EMBEDDER_CLOSE_FROM: optional.pipe(z.coerce.number<string>().min(0).max(1).optional()),
  EMBEDDER_SAME_FROM: optional.pipe(z.coerce.number<string>().min(0).max(1).optional()),
  MEMORY_INDEX: optional.pipe(z.enum(["d1", "vectorize"]).default("d1")),
  WATCHDOG_SECONDS: z.coerce.number().int().min(1),
  QUEUE_PATIENCE_SECONDS: z.coerce.number().int().min(1),
});

export type Config = z.infer<typeof configSchema>;

const parsed = new WeakMap<object, Config>();

/**
 * The Worker's configuration as its environment has it, checked once an isolate.
 * @throws SignalboxError `not_configured`, naming each setting that is wrong (never its value).
 */
export function configOf(env: object): Config {
  const known = parsed.get(env);
  if (known) return known;
  const result = configSchema.safeParse(env);
  if (!result.success) throw misconfigured(result.error);
  parsed.set(env, result.data);
  return result.data;
}

/** A configuration that is of another form than it has to be, as an error that names each setting. */
export function misconfigured({ issues }: z.core.$ZodError): SignalboxError {
  const problems = issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return new SignalboxError("not_configured", `These settings need attention: ${problems.join("; ")}`);
}

/** What a client of an outside service works with. Clock and fetch are parameters. */
export interface Outside {
  settings: Omit<Config, "PEOPLE" | "RULES">;
  now: () => number;
  fetch: typeof fetch;
  /** The services' doors; absent: whoever calls has gone through one already, or there are none. */
  door?: Door | undefined;
}

/** A page of the dashboard, at the first of its origins; null where there is none. */
export function dashboardLink(
  { DASHBOARD_ORIGINS: [origin] }: Pick<Config, "DASHBOARD_ORIGINS">,
  path: string,
): string | null {
  return origin === undefined ? null : new URL(path, origin).href;
}

/**
 * A secret setting that the caller can't work without.
 * @throws SignalboxError `not_configured` naming the setting.
 */
export function requireSetting(settings: Outside["settings"], name: SecretSetting): string {
  const value = settings[name];
  if (value === undefined)
    throw new SignalboxError("not_configured", `${name} is not set (see .dev.vars.example)`);
  return value;
}

/** The settings that a text may be missing from. */
export type SecretSetting = {
  [K in keyof Outside["settings"]]-?: undefined extends Config[K]
    ? string extends Config[K]
      ? K
      : never
    : never;
}[keyof Outside["settings"]];
