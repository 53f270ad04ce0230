import { githubClient } from "../../shared/integrations/github/client.ts";
import { storedSpec } from "../../shared/executor/full-spec.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { McpServer } from "./server.ts";
import type { Spine } from "../../shared/spine/context.ts";
import type { AssignmentAtWork } from "../assignment-access.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

type Opened = Omit<McpServer, "name">;

/** The servers that agents can ask through us, by the name in the path. Null: not configured. */
const mcpServers: Record<string, (spine: Spine, at: AssignmentAtWork) => Promise<Opened | null>> = {
  github: async (spine, at) => {
    const { GITHUB_MCP_URL: url } = spine.settings;
    if (url === undefined) return null;
    // https://github.com/github/github-mcp-server/blob/main/docs/remote-server.md: writing tools aren't offered at all.
    return { url, token: await repositoryToken(spine, at), headers: { "x-mcp-readonly": "true" } };
  },
  sentry: async ({ settings }) => {
    const { SENTRY_MCP_URL: url, SENTRY_AUTH_TOKEN: token } = settings;
    return url === undefined || token === undefined ? null : { url, token };
  },
  atlassian: async ({ settings }) => {
    const { ATLASSIAN_MCP_URL: url, ATLASSIAN_MCP_TOKEN: token } = settings;
    return url === undefined || token === undefined ? null : { url, token };
  },
};

/**
 * The server of a name, opened for an assignment.
 * @throws SignalboxError `not_found` when there is none, or when it is not configured; `unavailable`.
 */
export async function mcpServer(spine: Spine, name: string, at: AssignmentAtWork): Promise<McpServer> {
  const open = lookUp(mcpServers, name);
  const server = (await open?.(spine, at)) ?? null;
  if (server === null) throw new SignalboxError("not_found", `there is no MCP server ${name} here`);
  return { name, ...server };
}

/** All that an agent may see of its repository; it can change nothing. */
const permissions = {
  contents: "read",
  issues: "read",
  metadata: "read",
  pull_requests: "read",
} as const;

/** Tokens by assignment: an assignment reads much in a few minutes, and has one repository. */
const tokens = new Map<string, { token: string; until: number }>();
/** A token is not used in its last minute. */
const spareMs = 60_000;

async function repositoryToken(spine: Spine, { assignment }: AssignmentAtWork): Promise<string> {
  const now = spine.now();
  for (const [id, one] of tokens) if (one.until <= now) tokens.delete(id);
  const known = tokens.get(assignment.id);
  if (known !== undefined) return known.token;
  const { repository } = await storedSpec(spine, assignment);
  const answer = await githubClient(spine).token(repository.name, permissions);
  if (answer.kind !== "answered") throw new SignalboxError("unavailable", answer.error);
  const { token, expiresAt } = answer.value;
  tokens.set(assignment.id, { token, until: Date.parse(expiresAt) - spareMs });
  return token;
}
