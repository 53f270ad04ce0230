import { z } from "zod";
import type { RepositoryRules, Rules } from "../../policy/rules.ts";
import { describedBy } from "./described-repository.ts";
import { knownRepository } from "../../changes/known-repository.ts";
import { repositoryPath } from "../../domain/repository.ts";
import type { Frame } from "./frame.ts";
import type { BugReport } from "./report.ts";
import { pathUnder, withoutRoot } from "./repository-path.ts";
import { sourceOf } from "./sources/registry.ts";

/** A repository in which a bug may live. */
export const candidateSchema = z.strictObject({
  repository: z.string(),
  /** 0 to 1. */
  confidence: z.number(),
  /** What speaks for it, in plain words. */
  why: z.string(),
  /** The trace's files of ours, innermost first, each once: from the repository's root, as far as the trace tells. */
  files: z.array(z.string()),
});
export type Candidate = z.infer<typeof candidateSchema>;

type Repositories = Rules["repositories"];

/** Something that speaks for a repository, by how much, and what it says. */
interface Evidence {
  repository: string;
  weight: number;
  why: string;
}

/** How much each kind of evidence in a trace is worth alone. Several kinds add up, and never to certainty. */
const weights = {
  /** The innermost call of ours lies there; the others only passed through. */
  path: 0.9,
  outerPath: 0.6,
  package: 0.8,
  outerPackage: 0.5,
  word: 0.15,
} as const;

const mostWords = 3;

/** Where a call lies in a repository, and how that is known. */
interface Located {
  path: string;
  by: "path" | "package";
  why: string;
  /** How exactly it fits: the longer beginning of two wins. */
  length: number;
}

/**
 * The repositories in which a reported bug may live, the likeliest first, by the rules alone. What the reporter names is
 * certain, and nothing else counts then: one that the rules don't know gives no candidate.
 */
export function mapRepository(report: BugReport, repositories: Repositories): Candidate[] {
  const known = Object.keys(repositories).toSorted();
  const named = report.repository;
  if (named !== null) {
    const repository = knownRepository(repositories, named);
    if (repository === null) return [];
    const files = filesIn(report.frames, repository, repositories);
    return [{ repository, confidence: 1, why: "the reporter named it", files }];
  }
  const [only, ...more] = known;
  // What a monitor reports may be of anything that it watches; people mean what there is.
  if (only !== undefined && more.length === 0 && sourceOf(report).byRequest) {
    const files = filesIn(report.frames, only, repositories);
    return [{ repository: only, confidence: 1, why: "it is the only one that the rules know", files }];
  }
  const evidence = [
    ...fromFrames(report.frames, repositories),
    ...fromOrigin(report, repositories),
    ...fromWords(report, repositories),
  ];
  return known
    .flatMap((repository) => {
      const mine = evidence.filter((one) => one.repository === repository);
      if (mine.length === 0) return [];
      const doubt = mine.reduce((left, { weight }) => left * (1 - weight), 1);
      return {
        repository,
        confidence: Math.round((1 - doubt) * 100) / 100,
        why: mine.map(({ why }) => why).join("; "),
        files: filesIn(report.frames, repository, repositories),
      };
    })
    .toSorted((a, b) => b.confidence - a.confidence);
}

/** The first call that a rule knows counts in full, and for each repository one call further out. */
function fromFrames(frames: readonly Frame[], repositories: Repositories): Evidence[] {
  const found: Evidence[] = [];
  let innermost = true;
  for (const frame of frames) {
    const places = locate(frame, repositories);
    if (places.length === 0) {
      // A call of ours that no rule knows: whoever called it is not where it broke.
      if (frame.inApp) innermost = false;
      continue;
    }
    for (const { repository, by, why } of places) {
      if (found.some((one) => one.repository === repository)) continue;
      const weight = weights[innermost ? by : by === "path" ? "outerPath" : "outerPackage"];
      found.push({ repository, weight: weight / places.length, why });
    }
    innermost = false;
  }
  return found;
}

/** The repositories whose rules fit a call best: more than one where they say the same. */
function locate(frame: Frame, repositories: Repositories): (Located & { repository: string })[] {
  const all = Object.entries(repositories).flatMap(([repository, rules]) => {
    const located = locateIn(frame, rules);
    return located === null ? [] : { ...located, repository };
  });
  const longest = Math.max(...all.map(({ length }) => length));
  return all.filter(({ length }) => length === longest);
}

function locateIn(frame: Frame, rules: RepositoryRules): Located | null {
  // A library below the root is somebody else's, unless its package is named.
  const byPath = frame.inApp
    ? rules.paths.flatMap((prefix) => {
        const path = pathUnder(prefix, frame.file);
        const why = `${path}${frame.line === null ? "" : `:${frame.line}`} lies under ${prefix}`;
        return path === null ? [] : { path, by: "path" as const, why, length: prefix.length };
      })
    : [];
  const byPackage = rules.packages.flatMap((name) => {
    const path = pathInPackage(frame, name);
    const why = `${frame.module ?? frame.file} belongs to ${name}`;
    return path === null ? [] : { path, by: "package" as const, why, length: name.length };
  });
  return [...byPath, ...byPackage].toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** A call's file in a package, where the call is the package's. */
function pathInPackage({ file, module }: Frame, name: string): string | null {
  const installed = file.replaceAll("\\", "/").lastIndexOf(`node_modules/${name}/`);
  if (installed !== -1) return file.slice(installed + `node_modules/${name}/`.length);
  if (module === null) return null;
  const base = withoutRoot(file).split("/").at(-1) ?? "";
  // Sentry writes the package @acme/shop as @acme.shop, and the file's module after a colon.
  if (module.split(":")[0] === name.replaceAll("/", ".") && module !== name) return withoutRoot(file);
  if (module !== name && !module.startsWith(`${name}.`) && !module.startsWith(`${name}/`)) return null;
  // Go names a package by its folder from the repository's root on.
  if (name.includes("/")) return `${module.slice(name.length + 1)}/${base}`.replace(/^\//, "");
  // The JVM names only the file itself; its folder follows from the class.
  if (/\.(?:java|kt|kts|scala|groovy)$/.test(file) && !file.includes("/"))
    return [...module.split(".").slice(0, -1), base].join("/");
  return withoutRoot(file);
}

/** What the rules say of a repository, as far as the report speaks of it too. It is worth a question, hardly ever more. */
function fromWords(report: BugReport, repositories: Repositories): Evidence[] {
  return describedBy(report, repositories).map(({ repository, words }) => ({
    repository,
    weight: 1 - (1 - weights.word) ** Math.min(words.length, mostWords),
    why: `the report speaks of ${words.slice(0, mostWords).join(", ")}`,
  }));
}

/** What several repositories have in common speaks for each of them by a part. */
function fromOrigin(report: BugReport, repositories: Repositories): Evidence[] {
  const { evidence } = sourceOf(report);
  if (evidence === null) return [];
  const { weight, why, fits } = evidence;
  const fitting = Object.entries(repositories).filter(([name, rules]) => fits(rules, name));
  return fitting.map(([repository]) => ({ repository, weight: weight / fitting.length, why }));
}

function filesIn(frames: readonly Frame[], repository: string, repositories: Repositories): string[] {
  const paths = frames.flatMap((frame) => {
    const places = locate(frame, repositories);
    const here = places.find((one) => one.repository === repository);
    if (here !== undefined) return here.path;
    // Another repository's file is none of this one's; where no rule says anything, the usual roots do.
    return frame.inApp && places.length === 0 ? withoutRoot(frame.file) : [];
  });
  return [...new Set(paths)].filter((path) => repositoryPath.safeParse(path).success);
}
