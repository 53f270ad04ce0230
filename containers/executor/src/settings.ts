import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Registries, registriesSchema } from "./registries.ts";

export interface Settings {
  /** 0 takes a free port. */
  port: number;
  host: string;
  /** What the Worker shows with every call. */
  token: string;
  /** How many assignments may run at once. */
  places: number;
  /** Where assignments get their folders: all users must be able to pass through it, and no others to write above it. */
  workspaces: string;
  /** The agent of place n runs under this uid plus n, and the gid of the same number. Null: one is chosen. */
  agentUid: number | null;
  /** Private registries that dependencies come from. */
  registries: Registries;
}

/** Something is wrong with the settings; its message names which and what to do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Where assignments get their folders when nobody has said so: only root and this server's user can write above it. */
export function defaultWorkspaces(): string {
  return process.getuid?.() === 0 ? "/var/lib/signalbox" : join(homedir(), ".signalbox");
}

const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(min, error).max(max, error));
};

function asJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What stands there may be a secret: the message doesn't repeat it.
    context.addIssue({ code: "custom", message: "must be JSON" });
    return z.NEVER;
  }
}

const environmentSchema = z.object({
  PORT: whole(0, 65_535).default(8080),
  HOST: z.string().min(1).default("127.0.0.1"),
  EXECUTOR_TOKEN: z
    .string({ error: "is missing: set the one that the Worker has" })
    .min(16, "must have at least 16 characters"),
  EXECUTOR_PLACES: whole(1, 32).default(2),
  WORKSPACES: z.string().startsWith("/", "must be an absolute path").default(defaultWorkspaces),
  AGENT_UID: whole(1, 2_000_000_000).optional(),
  EXECUTOR_REGISTRIES: z.string().default("{}").transform(asJson).pipe(registriesSchema),
});

/** Reads the settings; throws SettingsError. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readBy(environmentSchema, environment);
  return {
    port: read.PORT,
    host: read.HOST,
    token: read.EXECUTOR_TOKEN,
    places: read.EXECUTOR_PLACES,
    workspaces: read.WORKSPACES,
    agentUid: read.AGENT_UID ?? null,
    registries: read.EXECUTOR_REGISTRIES,
  };
}

/** Reads the private registries alone; throws SettingsError. */
export const readRegistries = (environment: NodeJS.ProcessEnv): Registries =>
  readBy(environmentSchema.pick({ EXECUTOR_REGISTRIES: true }), environment).EXECUTOR_REGISTRIES;

function readBy<T>(schema: z.ZodType<T>, environment: NodeJS.ProcessEnv): T {
  // An empty variable is one that nobody has set.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const read = schema.safeParse(set);
  if (read.success) return read.data;
  throw new SettingsError(
    read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; "),
  );
}

const secretName = /TOKEN|SECRET|PASSWORD|CREDENTIAL|KEY|EXECUTOR_REGISTRIES/i;

/** Takes everything that could be a secret out of the environment: what the server starts gets none of it by mistake. */
export function forgetSecrets(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (secretName.test(name)) delete environment[name];
}
