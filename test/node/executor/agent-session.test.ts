import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { createAgent } from "../../../containers/executor/src/agent/session.ts";
import type { Ask, Asked } from "../../../containers/executor/src/contract.ts";
import { type AssignmentHands, openHands } from "../../../containers/executor/src/hands.ts";
import { type Network, prepareNetwork } from "../../../containers/executor/src/network.ts";
import { prepareToolbox, type Toolbox } from "../../../containers/executor/src/toolbox.ts";
import type { AssignmentEventBody } from "../../../shared/executor/protocol.ts";
import { answers, scriptClaude, type ScriptedClaude, type Turn } from "./support/scripted-claude.ts";
import { planAssignmentSpec, shopFiles } from "./support/shop.ts";
import { newWorkspaces } from "./support/workspaces.ts";

// Each test starts the real program, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** With bounds that Claude's API would refuse in the form that it is told: the answer is held to them nevertheless. */
const schema = z.strictObject({
  done: z
    .string()
    .max(20)
    .regex(/^(?!maybe)/)
    .refine((word) => word !== "no", "must not be no"),
});
const done = answers({ done: "yes" });

let workspaces: string;
let toolbox: Toolbox;
let network: Network;
let hands: AssignmentHands;
let tree: string;
let claude: ScriptedClaude | null;
let events: AssignmentEventBody[];
let overs: number;

beforeEach(async () => {
  workspaces = await newWorkspaces();
  toolbox = await prepareToolbox({ workspaces, agentUid: null });
  network = await prepareNetwork(toolbox);
  const folder = toolbox.root;
  hands = await openHands({ user: toolbox.userOf(0), folder, path: toolbox.path, packages: folder, network });
  tree = join(toolbox.root, "tree");
  await mkdir(join(tree, "src"), { recursive: true });
  await mkdir(join(tree, "test"));
  await mkdir(join(tree, ".claude"));
  for (const [path, text] of Object.entries(shopFiles)) await writeFile(join(tree, path), text);
  await writeFile(join(toolbox.root, "outside.txt"), "outside");
  await symlink(join(toolbox.root, "outside.txt"), join(tree, "src/link.js"));
  await hands.handOver(tree);
  claude = null;
  events = [];
  overs = 0;
});

afterEach(async () => {
  await claude?.close();
  await hands.killAll();
  await rm(workspaces, { recursive: true });
});

async function ask(
  turns: Turn[],
  changes: Partial<Ask<{ done: string }>> = {},
): Promise<Asked<{ done: string }>> {
  claude = await scriptClaude(turns);
  const assignment = planAssignmentSpec({ cloneUrl: "file:///nowhere", llmUrl: claude.url });
  const agent = createAgent({
    assignment,
    hands,
    toolbox,
    network,
    emit: (event) => events.push(event),
    onAssignmentOver: () => {
      overs += 1;
    },
  });
  return agent.ask({
    phase: "green",
    prompt: "<phase>green</phase> Fix it.",
    cwd: tree,
    writes: true,
    whyNotEdit: (path) => (path.startsWith("test/") ? "test files are frozen" : null),
    schema,
    timeoutMs: 60_000,
    signal: new AbortController().signal,
    ...changes,
  });
}

const lines = (): string[] => events.flatMap((event) => (event.type === "line" ? [event.text] : []));
const call = (tool: string, input: object): Turn => [{ tool, input }];

test("The agent edits a file that it may edit, and is told why it may not edit another", async () => {
  const asked = await ask([
    call("Read", { file_path: join(tree, "src/cart.js") }),
    call("Edit", {
      file_path: join(tree, "src/cart.js"),
      old_string: "cart.items",
      new_string: "(cart.items ?? [])",
    }),
    call("Write", { file_path: join(tree, "test/cart.test.js"), content: "" }),
    done,
  ]);

  expect(asked).toEqual({ kind: "answered", value: { done: "yes" } });
  expect(await readFile(join(tree, "src/cart.js"), "utf8")).toContain("(cart.items ?? [])");
  expect(await readFile(join(tree, "test/cart.test.js"), "utf8")).toBe(shopFiles["test/cart.test.js"]);
  expect(claude?.toolResults().at(-1)).toContain("test files are frozen");
  expect(lines()).toEqual([
    "Read src/cart.js",
    "Edit src/cart.js",
    "Write test/cart.test.js: refused, test files are frozen",
    "Answers",
  ]);
});

test("No file outside of the tree is read or written, not even through a link", async () => {
  await ask([
    call("Read", { file_path: "/etc/passwd" }),
    call("Read", { file_path: join(tree, "src/link.js") }),
    call("Write", { file_path: join(tree, "../new.txt"), content: "x" }),
    call("Glob", { pattern: "../**" }),
    call("Grep", { pattern: "outside", path: ".." }),
    done,
  ]);

  const results = claude?.toolResults() ?? [];
  expect(results).toHaveLength(5);
  for (const result of results) expect(result).toMatch(/is not in the repository|out of the repository/);
});

test("Nobody writes or runs anything in a phase that only reads", async () => {
  await ask(
    [call("Bash", { command: "touch made" }), call("Write", { file_path: "made", content: "" }), done],
    {
      phase: "review",
      writes: false,
    },
  );

  const tools = claude?.requests[0]?.body.tools.map(({ name }) => name) ?? [];
  expect(tools).toEqual(expect.arrayContaining(["Glob", "Grep", "Read", "Skill"]));
  expect(tools).not.toEqual(expect.arrayContaining(["Bash"]));
  await expect(readFile(join(tree, "made"))).rejects.toThrow("ENOENT");
});

test("The repository's own instructions, hooks and servers are not loaded", async () => {
  await ask([call("Read", { file_path: "src/cart.js" }), call("Bash", { command: "echo hello" }), done]);

  const said = claude?.requests.map(({ raw }) => raw).join("\n") ?? "";
  expect(said).toContain("hello");
  expect(said).not.toContain("push to main");
  expect(said).not.toContain("evil");
  expect(said).not.toContain("hooked");
});

test("An answer in another form than asked for is asked for once more", async () => {
  const asked = await ask([answers({ done: "no" }), done]);

  expect(asked).toEqual({ kind: "answered", value: { done: "yes" } });
  expect(claude?.requests.at(-1)?.raw).toContain("done: must not be no");
});

test("Words instead of an answer end in a failure that says so", async () => {
  const words: Turn = [{ text: "I would rather talk." }];
  const asked = await ask(Array.from({ length: 20 }, () => words));

  expect(asked).toMatchObject({ kind: "failed", reason: expect.stringContaining("not in its form") });
});

test("When the money runs out in the middle, the session ends at once", async () => {
  const body = {
    type: "error",
    error: { type: "budget_exhausted", message: "the task's budget is used up" },
  };
  const asked = await ask([call("Read", { file_path: "src/cart.js" }), { status: 402, body }, done, done]);

  expect(asked).toEqual({ kind: "out_of_budget" });
  expect(claude?.requests).toHaveLength(2);
});

test("When the Worker says that the assignment is over, the session ends and the assignment with it", async () => {
  const body = { type: "error", error: { type: "assignment_over", message: "cancelled" } };
  const asked = await ask([{ status: 409, body }, done]);

  expect(asked).toEqual({ kind: "failed", reason: "the assignment was cancelled" });
  expect(overs).toBe(1);
  expect(claude?.requests).toHaveLength(1);
});

test("A session that takes too long ends at its deadline", async () => {
  const asked = await ask([() => new Promise(() => undefined)], { timeoutMs: 1500 });

  expect(asked).toEqual({ kind: "deadline" });
});

test("A cancelled session leaves no process behind, not even a sleep that has left its group", async () => {
  const controller = new AbortController();
  const seconds = `98${process.pid}`;
  const asking = ask(
    [
      call("Bash", { command: `setsid sleep ${seconds} > /dev/null 2>&1 & sleep 1${seconds} & echo left` }),
      () => new Promise(() => undefined),
    ],
    { signal: controller.signal },
  );
  await vi.waitFor(() => expect(claude?.requests).toHaveLength(2), { timeout: 20_000 });
  expect(sleeping(seconds)).toHaveLength(2);

  controller.abort();
  expect(await asking).toMatchObject({ kind: "failed", reason: "the assignment was cancelled" });
  expect(sleeping(seconds)).toEqual([]);
});

/** The sleeps of these seconds that are alive. */
function sleeping(seconds: string): string[] {
  return execFileSync("ps", ["-eo", "stat,args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => new RegExp(`^[^Z]\\S*\\s+sleep 1?${seconds}$`).test(line));
}
