import type { z } from "zod";
import type { artefactsEndpoints } from "../../shared/api/artefacts.ts";
import type { watchEndpoints } from "../../shared/api/watch.ts";
import type { ArtefactKind } from "../../shared/domain/artefacts/artefact.ts";
import { Outside } from "../demo/outside.ts";
import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";

type Answer<E extends { answer: z.ZodType }> = z.infer<E["answer"]>;
export type Summary = Answer<typeof watchEndpoints.get>;
export type Signal = Answer<typeof watchEndpoints.signals>["signals"][number];
export type Cycle = Answer<typeof watchEndpoints.cycles>["cycles"][number];
export type Proposal = Answer<typeof watchEndpoints.proposals>["proposals"][number];
export type ArtefactView = Answer<typeof artefactsEndpoints.get>;

const project = "/api/projects/atlas";
const lookWithinMs = 60_000;
/** A cycle may read two hundred signals, and a real model takes its time. */
const cycleWithinMs = 15 * 60_000;
/** So many looks in a row find something new only if something is wrong. */
const mostLooks = 20;

/** The watched project atlas, as somebody outside sees it and makes it look. */
export class Atlas {
  readonly #stack: Pick<Stack, "urls" | "apiToken">;
  readonly #outside: Outside;

  constructor(stack: Pick<Stack, "urls" | "apiToken">) {
    this.#stack = stack;
    this.#outside = new Outside(stack);
  }

  /** Lets the watch look until a look finds nothing new and all that it has found is thought about. */
  async catchUp(): Promise<void> {
    for (let look = 0; look < mostLooks; look += 1) {
      const before = await this.#wake();
      const after = await waitFor("a look at atlas", lookWithinMs, async () => {
        const summary = await this.summary();
        return summary.cycles > before.cycles && summary;
      });
      await waitFor("the cycle's end", cycleWithinMs, async () =>
        (await this.#newestCycles()).every(({ endedAt }) => endedAt !== null),
      );
      if (after.idle > before.idle && (await this.summary()).waiting === 0) return;
    }
    throw new Error(`after ${mostLooks} looks there is still something new`);
  }

  async summary(): Promise<Summary> {
    return this.#outside.api(project);
  }

  async cycles(): Promise<Cycle[]> {
    const pages = await everyPage(async (query) =>
      this.#outside.api<Answer<typeof watchEndpoints.cycles>>(`${project}/cycles?${query}`),
    );
    return pages.flatMap(({ cycles }) => cycles);
  }

  async signals(): Promise<Signal[]> {
    const pages = await everyPage(async (query) =>
      this.#outside.api<Answer<typeof watchEndpoints.signals>>(`${project}/signals?${query}`),
    );
    return pages.flatMap(({ signals }) => signals);
  }

  async proposals(): Promise<Proposal[]> {
    const pages = await everyPage(async (query) =>
      this.#outside.api<Answer<typeof watchEndpoints.proposals>>(`${project}/proposals?${query}`),
    );
    return pages.flatMap(({ proposals }) => proposals);
  }

  async artefact(kind: ArtefactKind): Promise<ArtefactView> {
    return this.#outside.api(`${project}/artefacts/${kind}`);
  }

  /** What a minute's cron does. */
  async tick(): Promise<void> {
    const answer = await fetch(`${this.#stack.urls.worker}/cdn-cgi/local/scheduled`);
    if (!answer.ok) throw new Error(`the cron trigger answered ${answer.status}`);
  }

  /** Brings the next look forward to now, and lets a minute pass. Returns how the watch stood before. */
  async #wake(): Promise<Summary> {
    let before = await this.summary();
    if (before.dueAt === null) {
      // A new project is put on the clock by the first minute.
      await this.tick();
      before = await this.summary();
    }
    const answer = await fetch(`${this.#stack.urls.worker}${project}/wake`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.#stack.apiToken}` },
    });
    if (!answer.ok) throw new Error(`waking atlas was answered ${answer.status}: ${await answer.text()}`);
    await this.tick();
    return before;
  }

  async #newestCycles(): Promise<Cycle[]> {
    return (await this.#outside.api<{ cycles: Cycle[] }>(`${project}/cycles?limit=3`)).cycles;
  }
}

async function everyPage<P extends { nextCursor: string | null }>(
  ask: (query: string) => Promise<P>,
): Promise<P[]> {
  const pages = [await ask("limit=100")];
  for (let last = pages[0]; last && last.nextCursor !== null; last = pages.at(-1))
    pages.push(await ask(`limit=100&cursor=${encodeURIComponent(last.nextCursor)}`));
  return pages;
}
