import type { Section } from "./section.ts";
import type { ArtefactUpdates } from "./support/artefact-updates.ts";
import { latencyLine, latencyOf, rounded } from "./support/stats.ts";
import type { Needs } from "./support/system.ts";

const needs: Needs = { counting: true };

/** What it costs to change a few entries of a RAID log that has grown long. */
export const artefacts: Section = {
  title: "an update of 5 changes in a RAID log of 500 entries",
  quickNeeds: needs,
  run: async (bench) => {
    const updates = bench.quick ? 3 : 50;
    const measured: ArtefactUpdates = await bench.on(needs, async ({ stack }) => {
      bench.progress(`${updates} updates`);
      const response = await fetch(`${stack.urls.worker}/_bench/artefacts?entries=500&updates=${updates}`, {
        method: "POST",
      });
      if (!response.ok) throw new Error(`the updates were answered ${response.status}`);
      return JSON.parse(await response.text());
    });
    const { times, used, ...sizes } = measured;
    const each = Object.fromEntries(
      Object.entries(used).map(([name, count]) => [name, rounded(count / times.length)]),
    );
    const latency = latencyOf(times);
    return {
      data: { latency, perUpdate: each, ...sizes },
      lines: [
        latencyLine("read, apply, write", latency),
        `D1 an update: ${each["roundTrips"]} round trips, ${each["rowsRead"]} rows read, ${each["rowsWritten"]} written, ${each["sent"]} characters sent, ${each["received"]} received`,
        `the whole log has ${sizes.wholeCharacters} characters in ${sizes.entries} entries; the model is shown ${sizes.shownCharacters} in ${sizes.shownEntries}`,
      ],
    };
  },
};
