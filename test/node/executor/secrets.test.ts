import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type AssignmentStatus, assignmentStatusSchema } from "../../../shared/executor/protocol.ts";
import { scriptClaude, type ScriptedClaude } from "./support/scripted-claude.ts";
import {
  bareRepository,
  type BareRepository,
  gitToken,
  assignmentToken,
  executeAssignmentSpec,
} from "./support/shop.ts";
import { newWorkspaces } from "./support/workspaces.ts";

const executorToken = "executor-token-that-nobody-may-see";
const anthropicKey = "sk-ant-key-that-nobody-may-see";
const otherSecret = "some-password-that-nobody-may-see";
const ofTheServer = [executorToken, anthropicKey, otherSecret];
const ofTheAssignment = [
  gitToken,
  assignmentToken,
  Buffer.from(`x-access-token:${gitToken}`).toString("base64"),
];
/** Only root may give the agent a user of its own here; without one, /proc tells the agent what the server was started with. */
const separated = process.getuid?.() === 0;

let workspaces: string;
let shop: BareRepository;
let claude: ScriptedClaude;
let server: ChildProcess;
let url: string;
let logged: string[];

beforeEach(async () => {
  workspaces = await newWorkspaces();
  shop = bareRepository();
  logged = [];
  server = spawn(process.execPath, [resolvePath("containers/executor/src/main.ts")], {
    env: {
      ...process.env,
      PORT: "0",
      EXECUTOR_TOKEN: executorToken,
      WORKSPACES: workspaces,
      ANTHROPIC_API_KEY: anthropicKey,
      DATABASE_PASSWORD: otherSecret,
      SENTRY_DSN: otherSecret,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const listening = Promise.withResolvers<number>();
  for (const stream of [server.stdout, server.stderr])
    if (stream !== null)
      createInterface(stream).on("line", (line) => {
        logged.push(line);
        const said = z.object({ port: z.number() }).safeParse(JSON.parse(line));
        if (said.success) listening.resolve(said.data.port);
      });
  url = `http://127.0.0.1:${await listening.promise}`;
});

afterEach(async () => {
  if (server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  await claude.close();
  shop.remove();
  await rm(workspaces, { recursive: true });
});

const call = (method: string, path: string, body?: object) =>
  fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${executorToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Starts the approved fix of the shop's bug. */
async function execute(): Promise<AssignmentStatus> {
  const assignment = executeAssignmentSpec(shop, claude.url);
  return assignmentStatusSchema.parse(
    await (await call("PUT", `/assignments/${assignment.assignmentId}`, assignment)).json(),
  );
}

/** What a model that is after secrets would run. */
const raids = [
  "env; set; export -p",
  "for f in /proc/[0-9]*/environ; do cat $f | tr '\\0' '\\n'; done",
  "for f in /proc/[0-9]*/cmdline; do cat $f | tr '\\0' ' '; echo; done; ps auxeww",
  "git config -l; git config --global -l; git config --system -l; git credential fill </dev/null",
  "find / -name .git-credentials -o -name .netrc -o -name FETCH_HEAD -o -name .env 2>/dev/null | xargs cat",
  "cat ~/.claude.json ~/.npmrc ~/.gitconfig; find ~ $TMPDIR -type f | xargs cat",
  "find . -type f | xargs cat",
  "cat ../git/config; cat ../../*/git/config; ls -la .. ../..; find .. ../.. -name config | xargs cat",
];
/** Of all that they print, what is interesting: the model can't read megabytes. The brackets keep it from finding itself. */
const interesting =
  "grep -aE 'nobody-ma[y]|OfThisAssignmentAlon[e]|of-this-assignment-alon[e]|eC1hY2Nlc3MtdG9rZW[4]|none-neede[d]' | head -c 20000";

test("A model that looks for secrets finds none, wherever it looks", async () => {
  const lookedByOthers = Promise.withResolvers<string>();
  claude = await scriptClaude([
    ...raids.map((raid) => [{ tool: "Bash", input: { command: `(${raid}) 2>&1 | ${interesting}` } }]),
    // While the assignment is running, whoever may do all looks in the same way.
    () => {
      lookedByOthers.resolve(
        execFileSync("/bin/sh", ["-c", `(${raids[1]}) 2>&1 | ${interesting}`], { encoding: "utf8" }),
      );
      return [{ tool: "Bash", input: { command: "env" } }];
    },
    { status: 402, body: { type: "error", error: { type: "budget_exhausted", message: "enough" } } },
  ]);
  const { assignmentId } = await execute();
  const stream = await (await call("GET", `/assignments/${assignmentId}/events`)).text();
  const status = await (await call("GET", `/assignments/${assignmentId}`)).text();
  expect(status).toContain("out_of_budget");

  // The last request holds what all commands have answered.
  const results = claude.toolResults();
  expect(results).toHaveLength(raids.length + 1);
  expect(results[0]).toContain("ANTHROPIC_API_KEY=none-needed");
  expect(results[1]).toContain("ANTHROPIC_API_KEY=none-needed");
  expect(results.at(-1)).toMatch(/^HOME=.*\/assignment-/m);
  // The raids have teeth.
  for (const secret of ofTheServer) expect(await lookedByOthers.promise).toContain(secret);
  for (const secret of separated ? [...ofTheServer, ...ofTheAssignment] : ofTheAssignment)
    for (const [index, result] of results.entries())
      expect(result, `after ${raids[index] ?? "env"}`).not.toContain(secret);
  for (const secret of [...ofTheServer, ...ofTheAssignment])
    for (const text of [stream, status, logged.join("\n")]) expect(text).not.toContain(secret);
  expect(claude.requests.every(({ authorization }) => authorization === `Bearer ${assignmentToken}`)).toBe(
    true,
  );
}, 120_000);

test("A server that is told to end takes its assignments, their processes and their folders with it", async () => {
  claude = await scriptClaude([
    [{ tool: "Bash", input: { command: "setsid sleep 93939 > /dev/null 2>&1 & echo left" } }],
    () => new Promise(() => undefined),
  ]);
  await execute();
  await vi.waitFor(() => expect(claude.requests).toHaveLength(2), { timeout: 60_000 });
  server.kill("SIGTERM");
  const [code] = await once(server, "exit");

  expect(code).toBe(0);
  expect(await readdir(workspaces)).toEqual([]);
  expect(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })).not.toContain("sleep 93939");
}, 120_000);
