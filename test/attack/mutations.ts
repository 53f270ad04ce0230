import { randomFrom } from "../random.ts";
import type { Attempt } from "./attempt.ts";
import type { DoorUnderAttack } from "./doors.ts";

const lanes = 12;
const answerWithinMs = 20_000;
const shownFindings = 8;

/** What went wrong at a door, with what it takes to see it again. */
export interface Finding {
  door: string;
  n: number;
  what: string;
}

/** Sends so many bad requests to each door: none may break the Worker, none gets in without its proof. */
export async function attackDoors(
  worker: string,
  doors: readonly DoorUnderAttack[],
  { seed, each, signal }: { seed: number; each: number; signal: AbortSignal },
  told: (line: string) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const door of doors) {
    const random = randomFrom(seed, door.name);
    const began = performance.now();
    const counts = new Map<number, number>();
    const found: Finding[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let n = next++; n < each; n = next++) {
        signal.throwIfAborted();
        const attempt = door.attempt(random, n);
        const { status, text } = await made(worker, attempt);
        counts.set(status, (counts.get(status) ?? 0) + 1);
        const what = whatIsWrong(attempt, status, text);
        if (what !== null) found.push({ door: door.name, n, what });
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    const statuses = [...counts]
      .toSorted(([a], [b]) => a - b)
      .map(([status, times]) => `${status}: ${times}`);
    told(
      `${door.name.padEnd(14)} ${each} in ${((performance.now() - began) / 1000).toFixed(1)} s; ${statuses.join(", ")}`,
    );
    for (const { n, what } of found.slice(0, shownFindings)) told(`  FOUND ${n}: ${what}`);
    findings.push(...found);
  }
  return findings;
}

async function made(
  worker: string,
  { path, method, headers, body }: Attempt,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`${worker}${path}`, {
      method,
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

function whatIsWrong({ path, method, proven, body }: Attempt, status: number, text: string): string | null {
  const where = `${method} ${path.slice(0, 120)} answered ${status}: ${text.slice(0, 200)} to ${new TextDecoder().decode(body?.slice(0, 200))}`;
  if (status === 0 || status >= 500) return where;
  if (!proven && (status < 400 || status === 404)) return `without proof: ${where}`;
  return null;
}
