import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { HowTested } from "../../../shared/domain/how-tested.ts";
import type { AssignmentResult } from "../../../shared/executor/protocol.ts";
import type { Agent, Emit } from "./contract.ts";
import { prepareNetwork } from "./network.ts";
import { AssignmentFailure } from "./referee/assignment-failure.ts";
import { environment } from "./referee/environment.ts";
import { writeInside } from "./referee/write-inside.ts";
import { runAssignmentWith } from "./run-assignment.ts";
import { registryAccess } from "./registries.ts";
import { defaultWorkspaces, readRegistries } from "./settings.ts";
import { prepareToolbox } from "./toolbox.ts";

/** A fix that is there already, to be judged by the referee. */
export interface TriedFix {
  /** A bare repository with the base on the branch `branch`. */
  bare: string;
  branch: string;
  base: string;
  /** The new tests' files by their paths. */
  tests: Readonly<Record<string, string>>;
  /** A file that `git apply` reads, and the paths in it that it changes besides the tests. */
  patch: string;
  code: readonly string[];
  /** Null: the referee finds the runner itself. */
  testCommand: string | null;
  deadlineMs: number;
}

/** Plays a fix through the referee as an assignment whose agent writes the given test and applies the given patch, without a model. */
export async function tryFix(
  fix: TriedFix,
  { emit, found, signal }: { emit: Emit; found: (how: HowTested) => void; signal: AbortSignal },
): Promise<AssignmentResult> {
  const toolbox = await prepareToolbox({ workspaces: defaultWorkspaces(), agentUid: null });
  const registries = registryAccess(readRegistries(process.env));
  try {
    const network = await prepareNetwork({ ...toolbox, registryHosts: registries.hosts });
    const run = runAssignmentWith({ ...toolbox, registries }, network, () => givenAgent(fix), found);
    const steps = [
      ...Object.keys(fix.tests).map((file) => ({ type: "test" as const, file, action: "as given" })),
      ...fix.code.map((file) => ({ type: "implement" as const, file, action: "as given" })),
    ];
    return await run(
      {
        mode: "execute",
        purpose: "fix",
        assignmentId: "tried",
        taskId: "tried",
        repository: {
          name: "tried/tried",
          cloneUrl: `file://${fix.bare}`,
          base: fix.branch,
          token: "none",
          testCommand: fix.testCommand,
        },
        llm: { url: "http://127.0.0.1:9", token: "none-is-needed", model: "none" },
        mcp: { url: "http://127.0.0.1:9", servers: [] },
        report: "",
        deadlineMs: fix.deadlineMs,
        branch: fix.branch,
        baseCommit: fix.base,
        planCommit: fix.base,
        discovery: {
          repository: "tried/tried",
          confidence: 1,
          affectedFiles: [...fix.code],
          relatedFiles: [],
          rootCause: "as given",
          reasoning: "as given",
        },
        plan: {
          summary: "a fix that is given",
          scope: "tried",
          steps,
          testCommand: fix.testCommand ?? "npm test",
          estimatedMinutes: 1,
          riskLevel: "low",
          risks: [],
        },
        // Whoever tries it out has both files at hand.
        allowed: [...Object.keys(fix.tests), ...fix.code],
        done: [],
        failure: null,
        ciLogs: null,
      },
      { place: 0, emit, signal, cancel: () => undefined },
    );
  } finally {
    await rm(toolbox.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Does what is given, once each: a second try would be the same. */
function givenAgent({ tests, patch }: TriedFix): Agent {
  return {
    ask: async ({ phase, cwd, schema }) => {
      if (phase === "red")
        for (const [path, text] of Object.entries(tests)) await writeInside(cwd, path, text);
      if (phase === "green") await applyPatch(cwd, patch, Object.keys(tests));
      return {
        kind: "answered",
        value: schema.parse(
          phase === "review"
            ? { verdict: "good", words: "Nobody has looked at it." }
            : { summary: "as given" },
        ),
      };
    },
  };
}

async function applyPatch(tree: string, patch: string, except: readonly string[]): Promise<void> {
  const apply = ["--whitespace=nowarn", ...except.map((path) => `--exclude=${path}`)];
  // What was refused is asked for once more, and lies there still.
  if ((await whyNotApplied(tree, patch, [...apply, "--reverse", "--check"])) === null) return;
  const problem = await whyNotApplied(tree, patch, apply);
  if (problem !== null) throw new AssignmentFailure("refused", `the patch doesn't apply: ${problem}`);
}

/** Git's words; null when all went well. */
async function whyNotApplied(tree: string, patch: string, args: readonly string[]): Promise<string | null> {
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  // No repository around the tree has a say in it.
  const env = environment({ PATH: process.env["PATH"] ?? "", GIT_CEILING_DIRECTORIES: dirname(tree) });
  const child = spawn("git", ["apply", ...args, "-"], { cwd: tree, env });
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  child.on("error", reject);
  child.on("close", (code) => resolve(code === 0 ? null : said.trim()));
  child.stdin.end(await readFile(patch));
  return promise;
}
