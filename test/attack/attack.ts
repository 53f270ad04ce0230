import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { projectRoot } from "../../scripts/stack/dev-vars.ts";
import { interruptSignal } from "../../scripts/stack/interrupt.ts";
import { freePorts } from "../../scripts/stack/ports.ts";
import { type Stack, startStack } from "../../scripts/stack/stack.ts";
import { doorsOf } from "./doors.ts";
import { attackDoors } from "./mutations.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import { people, tokens } from "./people.ts";
import { tryRoles } from "./roles.ts";

const misused = 2;
const settleWithinMs = 90_000;
const secrets = {
  slack: "attack-signing-secret",
  github: "attack-github-secret",
  jira: "attack-jira-secret",
  sentry: "attack-sentry-secret",
};
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run test:attack`: comes with bad requests to every door, as every role to every call, and with the referee's tricks. */
async function main({ only, each, seed, keep }: Options): Promise<number> {
  const interrupted = interruptSignal();
  const found: string[] = [];
  print(`seed ${seed}: ${only.join(", ")}`);
  if (only.includes("mutations") || only.includes("roles")) {
    const stateDir = mkdtempSync(join(tmpdir(), "signalbox-attack-"));
    const assignmentToken = randomBytes(32).toString("base64url");
    let stack: Stack | undefined;
    try {
      stack = await startStack({
        stateDir,
        ports: await freePorts(),
        devVars: "",
        overrides: overrides(),
        blog: false,
        interrupted,
        prepare: async (execute) => {
          const file = join(stateDir, "assignment.sql");
          writeFileSync(file, anAssignment(assignmentToken));
          await execute(file);
        },
      });
      const { worker } = stack.urls;
      if (only.includes("roles")) found.push(...(await tryRoles(worker, print)));
      if (only.includes("mutations")) {
        const findings = await attackDoors(
          worker,
          doorsOf(secrets, assignmentToken),
          { seed, each, signal: interrupted },
          print,
        );
        found.push(...findings.map(({ door, n, what }) => `${door} ${n}: ${what}`), ...(await traces(stack)));
      }
    } finally {
      await stack?.stop();
      if (keep) print(`logs and state are in ${stateDir}`);
      else rmSync(stateDir, { recursive: true, force: true });
    }
  }
  if (only.includes("referee")) found.push(...referee());
  print(found.length === 0 ? "nothing got through" : `${found.length} got through`);
  return found.length === 0 ? 0 : 1;
}

/** Nobody's money and nobody's limits keep what is tried from being tried. */
function overrides(): Record<string, string> {
  return {
    PEOPLE: JSON.stringify(people),
    RULES: JSON.stringify({
      opsChannel: "C0GENERAL",
      repositories: { "acme/checkout": { description: "The shop" } },
      bugFix: { channel: "C0ENGINEERING" },
    }),
    SLACK_SIGNING_SECRET: secrets.slack,
    GITHUB_WEBHOOK_SECRET: secrets.github,
    JIRA_WEBHOOK_SECRET: secrets.jira,
    SENTRY_CLIENT_SECRET: secrets.sentry,
    LLM_DAILY_BUDGET_USD: "0.5",
    RATE_LIMITS: "false",
  };
}

/** An assignment that is under way, for the doors that agents have. */
function anAssignment(token: string): string {
  const now = Date.now();
  const hash = createHash("sha256").update(token).digest("hex");
  return `INSERT INTO tasks (id, kind, project, signal_id, requested_by, status, conversation, created_at, updated_at) VALUES ('bug-fix-attack', 'bug_fix', 'default', 'attack', 'you', 'working', 'attack', ${now}, ${now});
INSERT INTO executor_assignments (id, task_id, mode, state, spec_key, token_sha256, starts, created_at, updated_at) VALUES ('bug-fix-attack.plan-1.1', 'bug-fix-attack', 'plan', 'running', 'jobs/attack/spec.json', '${hash}', 1, ${now}, ${now});`;
}

const overview = z.object({
  queues: z.array(z.object({ name: z.string(), waiting: z.number(), deadLetters: z.number() })),
});

/** What the requests have left behind: letters that died, signals that nobody took up, secrets in logs, markup in Slack. */
async function traces(stack: Stack): Promise<string[]> {
  const read = async () =>
    overview.parse(
      await (
        await fetch(`${stack.urls.worker}/api/overview`, {
          headers: { authorization: `Bearer ${tokens.viewer}` },
        })
      ).json(),
    ).queues;
  let queues = await read();
  for (
    const end = Date.now() + settleWithinMs;
    Date.now() < end && queues.some(({ waiting }) => waiting > 0);
    queues = await read()
  )
    await sleep(1000);
  const lost = queues.flatMap(({ name, waiting, deadLetters }) => [
    ...(deadLetters > 0 ? [`${deadLetters} letters died on ${name}`] : []),
    ...(waiting > 0 ? [`${waiting} signals still wait on ${name}`] : []),
  ]);
  const logs = join(stack.stateDir, "logs");
  const said = readdirSync(logs).map((name) => readFileSync(join(logs, name), "utf8"));
  const told = [...Object.values(secrets), ...Object.values(tokens)].filter((secret) =>
    said.some((text) => text.includes(secret)),
  );
  const channels = ["C0GENERAL", "C0ENGINEERING", "C0CONTENT"];
  const messages = await Promise.all(
    channels.map(async (channel) =>
      (await fetch(`${stack.urls.sandbox}/slack/_people/messages?channel=${channel}`)).text(),
    ),
  );
  const raw = messages.filter((text) => /<!channel>|<https:\/\/evil\.example/.test(text)).length;
  const left = [
    ...lost,
    ...told.map((secret) => `the logs hold ${secret}`),
    ...(raw > 0 ? ["Slack was told somebody else's markup"] : []),
  ];
  print(
    `traces         ${left.length === 0 ? "none: no letter died, all signals were taken up, no secret in the logs, no markup in Slack" : left.join("; ")}`,
  );
  return left;
}

/** What was tried to get a fix called ready that isn't, and to get out of the workspace. */
const tricks = ["referee/forging", "referee/forbidden", "hands", "network"];

/** The referee's tricks are tests of their own: they need git, processes and users, and no stack. */
function referee(): string[] {
  const files = tricks.map((name) => `test/node/executor/${name}.test.ts`);
  const vitest = join(projectRoot, "node_modules/vitest/vitest.mjs");
  const run = spawnSync(process.execPath, [vitest, "run", "--project", "node", ...files], {
    cwd: projectRoot,
    stdio: "inherit",
  });
  return run.status === 0 ? [] : ["the referee's tricks: see above"];
}

function optionsOrExit(): Options {
  try {
    return parseOptions(process.argv.slice(2), () => Math.floor(Math.random() * 1_000_000));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(misused);
  }
}

const options = optionsOrExit();
if (options.help) print(usage);
// Requests may still be under way; nobody waits for them.
else process.exit(await main(options));
