import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { TwinEnv } from "../twin.ts";
import type { Access } from "./access.ts";
import { bot } from "./accounts.ts";
import { environmentOf } from "./environment.ts";
import { gitEnv } from "./git/git.ts";
import type { Repositories } from "./git/repositories.ts";
import { Refusal } from "./refusal.ts";
import type { Desk } from "./rest-api/doors.ts";

const gitPath = /^\/[^/]+\/[^/]+\.git\//;
/** What looks at a push before it is taken. */
const hooks = join(import.meta.dirname, "git/hooks");
const services = new Set(["git-upload-pack", "git-receive-pack"]);

/** Whether git's own program is to answer a path (below the twin's prefix). */
export function isGitPath(path: string): boolean {
  return gitPath.test(path);
}

/** Git over HTTP, by `git http-backend`: clone and fetch with contents:read, push with contents:write. */
export function smartHttp(
  routes: Hono<TwinEnv>,
  { access, repositories, hub, terms }: Pick<Desk, "access" | "repositories" | "hub" | "terms">,
): void {
  const program = join(execFileSync("git", ["--exec-path"]).toString().trim(), "git-http-backend");

  routes.all("/:owner/:file{[^/]+\\.git}/:rest{.+}", async (c, next) => {
    const { owner, file, rest } = c.req.param();
    const repository = `${owner}/${file.replace(/\.git$/, "")}`;
    const service = rest === "info/refs" ? c.req.query("service") : rest;
    if (service === undefined || !services.has(service)) return next();
    const pushes = service === "git-receive-pack";
    const refusal = refused(c, access, repositories, repository, pushes);
    if (refusal) {
      if (refusal.status === 401) c.header("www-authenticate", 'Basic realm="GitHub"');
      return c.text(refusal.message, refusal.status);
    }

    const { incoming } = c.env;
    const { permissions } = access.demandToken(c.req.header("authorization"));
    const child = spawn(program, {
      stdio: ["pipe", "pipe", "inherit"],
      env: environmentOf({
        ...gitEnv,
        GIT_PROJECT_ROOT: repositories.folder,
        GIT_HTTP_EXPORT_ALL: "1",
        GIT_PROTOCOL: c.req.header("git-protocol") ?? "",
        PATH_INFO: `/${repository}.git/${rest}`,
        REQUEST_METHOD: c.req.method,
        QUERY_STRING: new URL(c.req.url).search.slice(1),
        CONTENT_TYPE: c.req.header("content-type") ?? "",
        HTTP_CONTENT_ENCODING: c.req.header("content-encoding") ?? "",
        REMOTE_USER: bot.login,
        REMOTE_ADDR: "127.0.0.1",
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "core.hooksPath",
        GIT_CONFIG_VALUE_0: hooks,
        SANDBOX_PUSH_RULES: terms.now.pushRules.join("\n"),
        SANDBOX_MAY_WORKFLOWS: permissions["workflows"] === "write" ? "yes" : "no",
        ...(incoming.headers["content-length"] === undefined
          ? {}
          : { CONTENT_LENGTH: incoming.headers["content-length"] }),
      }),
    });
    const closed = once(child, "close");
    // A client that hangs up, or a git that has heard enough, ends the flow; git's answer tells the rest.
    pipeline(incoming, child.stdin).catch(() => child.stdin.destroy());
    // The answer ends when what was pushed has been noticed: after `git push` a pull request has its new head.
    const done = pushes ? hub.branches.moving(repository, bot.login, async () => closed) : closed;
    // Heard of here too, for a client that has hung up waits for nothing.
    done.catch((error: unknown) => console.error(`github: after a push to ${repository}: ${String(error)}`));
    return answerOf(c, child.stdout, done);
  });
}

function refused(
  c: Context<TwinEnv>,
  access: Access,
  repositories: Repositories,
  repository: string,
  pushes: boolean,
): Refusal | null {
  try {
    const token = access.demandToken(c.req.header("authorization"));
    if (!repositories.has(repository)) return new Refusal(404, "Repository not found.");
    if (!token.repositories.includes(repository))
      return new Refusal(403, "Write access to repository not granted.");
    access.demandPermission(token, "contents", pushes ? "write" : "read");
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** A CGI program's output as a response: its header lines now, the rest as it comes. */
async function answerOf(
  c: Context<TwinEnv>,
  output: NodeJS.ReadableStream,
  done: Promise<unknown>,
): Promise<Response> {
  const chunks = output[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const { value, done: over } = await chunks.next();
    if (over) throw new Error("git http-backend ended without an answer");
    head = Buffer.concat([head, Buffer.from(value)]);
    end = head.indexOf("\r\n\r\n");
  }
  const first = head.subarray(end + 4);
  let status: ContentfulStatusCode = 200;
  for (const line of head.subarray(0, end).toString().split("\r\n")) {
    const [, name = "", value = ""] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    if (name.toLowerCase() === "status") status = statusOf(value);
    else c.header(name, value);
  }
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (first.length > 0) controller.enqueue(first);
    },
    pull: async (controller) => {
      const { value, done: over } = await chunks.next();
      if (!over) return controller.enqueue(Buffer.from(value));
      await done;
      controller.close();
    },
    cancel: async () => {
      await chunks.return?.();
    },
  });
  return c.body(body, status);
}

function statusOf(line: string): ContentfulStatusCode {
  const code = Number.parseInt(line, 10);
  return code === 403 || code === 404 || code === 400 ? code : 500;
}
