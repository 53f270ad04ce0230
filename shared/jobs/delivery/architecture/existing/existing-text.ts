import { cut } from "../../../../platform/cut.ts";
import { offeredBy } from "./offered-by.ts";
import type { Snapshot } from "./snapshot.ts";
import { isManifest, isReadme } from "./telling-files.ts";

/** Characters of each part of the text. */
const room = { files: 16_000, readme: 5000, manifest: 3000, manifests: 12_000, offers: 16_000 } as const;

/** What exists, for a prompt: files, README, manifests, and what sources offer. Others' words, all of it. */
export function existingText({ repository, branch, commit, files, isWhole, texts }: Snapshot): string {
  const readme = [...texts].find(([path]) => isReadme(path));
  const manifests = [...texts].filter(([path]) => isManifest(path));
  const offers = [...texts]
    .filter(([path]) => !isReadme(path) && !isManifest(path))
    .map(([path, text]) => ({ path, lines: offeredBy(path, text) }))
    .filter(({ lines }) => lines.length > 0);
  return [
    `${repository}, branch ${branch}, commit ${commit}`,
    `\nFiles${isWhole ? "" : " (there are more than GitHub lists)"}:`,
    ...within(files, room.files, "files"),
    ...(readme === undefined ? [] : [`\n${readme[0]}:`, cut(tidy(readme[1]), room.readme)]),
    ...within(
      manifests.map(([path, text]) => `\n${path}:\n${cut(tidy(text), room.manifest)}`),
      room.manifests,
      "manifests",
    ),
    ...(offers.length === 0 ? [] : ["\nWhat its files offer each other:"]),
    ...within(
      offers.map(({ path, lines }) => `${path}\n${lines.map((line) => `  ${line}`).join("\n")}`),
      room.offers,
      "files",
    ),
  ].join("\n");
}

/** As many of them as there is room for, and how many are left out. */
function within(all: readonly string[], most: number, what: string): string[] {
  let left = most;
  const fit = all.findIndex((one) => (left -= one.length + 1) < 0);
  return fit < 0 ? [...all] : [...all.slice(0, fit), `… and ${all.length - fit} more ${what}`];
}

/** Without what no reader would see. */
function tidy(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{C}\n\t]/gu, "")
    .trim();
}
