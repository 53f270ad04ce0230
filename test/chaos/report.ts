import type { Finding } from "./checks/all.ts";
import type { Evidence } from "./evidence.ts";
import type { Options } from "./options.ts";
import type { Fact } from "./views.ts";

const shownViolations = 5;
const shownLedgers = 3;

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** The run as one JSON object. */
export function summaryOf(options: Options, evidence: Evidence, findings: Finding[], seconds: number) {
  const { dossiers, diary, traces } = evidence;
  const facts = dossiers.flatMap(({ timeline }) => timeline);
  const late = facts.flatMap(({ type, data }) =>
    type === "hold.released" && typeof data["lateMs"] === "number" ? [data["lateMs"]] : [],
  );
  return {
    ok: findings.every(({ violations }) => violations.length === 0),
    seed: options.seed,
    seconds: Math.round(seconds),
    kills: diary.kills,
    repeats: diary.repeats,
    faults: diary.faults,
    tasks: tally(dossiers.map(({ task }) => task.status)),
    approvals: tally(dossiers.flatMap(({ approvals }) => approvals.map(({ status }) => status))),
    effects: tally(dossiers.flatMap(({ effects }) => effects.map(({ kind, state }) => `${kind} ${state}`))),
    seenOutside: traces.length,
    attempts: dossiers.flatMap(({ effects }) => effects).reduce((sum, { attempts }) => sum + attempts, 0),
    worstHoldLateMs: late.length === 0 ? null : Math.max(...late),
    failures: dossiers.flatMap(({ task }) =>
      task.failure && task.status === "failed" ? [task.failure.message] : [],
    ),
    checks: findings,
  };
}

/** The run as people read it. */
export function lines(summary: ReturnType<typeof summaryOf>, evidence: Evidence): string[] {
  const { seed, seconds, kills, repeats, seenOutside, attempts, worstHoldLateMs, failures } = summary;
  const list = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .map(([word, count]) => `${count} ${word}`)
      .join(", ");
  const wrong = summary.checks.flatMap(({ violations }) => violations);
  return [
    "",
    ...summary.checks.map(
      ({ title, looked, violations }) =>
        `${violations.length === 0 ? "ok " : "NO "} ${title.padEnd(64)} ${String(looked).padStart(5)} looked at${violations.length === 0 ? "" : `, ${violations.length} wrong`}`,
    ),
    "",
    `${kills} kills in ${seconds} s; ${repeats} times somebody had to try again`,
    `faults ordered: ${list(summary.faults)}`,
    `tasks: ${list(summary.tasks)}`,
    ...failures.map((reason) => `  failed: ${reason}`),
    `approvals: ${list(summary.approvals)}`,
    `effects: ${list(summary.effects)}`,
    `${seenOutside} things to be seen outside after ${attempts} attempts; the latest hold was ${worstHoldLateMs ?? 0} ms late`,
    ...summary.checks.flatMap(({ title, violations }) => [
      ...(violations.length === 0 ? [] : ["", `Wrong: ${title}`]),
      ...violations.slice(0, shownViolations).map(({ what }) => `  ${what}`),
    ]),
    ...ledgers(
      evidence,
      [...new Set(wrong.map(({ taskId }) => taskId))].filter((id) => id !== null),
    ),
    "",
    `seed ${seed}: ${summary.ok ? "all of it holds" : `repeat with --seed ${seed}`}`,
  ];
}

function ledgers({ dossiers }: Evidence, taskIds: readonly string[]): string[] {
  return taskIds.slice(0, shownLedgers).flatMap((id) => {
    const timeline = dossiers.find(({ task }) => task.id === id)?.timeline ?? [];
    return ["", `The ledger of ${id}`, ...timeline.map(line)];
  });
}

function line({ at, type, summary }: Fact): string {
  return `  ${at.slice(11, 23)}  ${type.padEnd(19)} ${summary.slice(0, 140)}`;
}
