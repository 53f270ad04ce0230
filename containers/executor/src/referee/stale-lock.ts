/** How package managers say that a lock file is behind, each with the file and what brings it up to date. */
const words: readonly (readonly [pattern: RegExp, file: string, remedy: string])[] = [
  [
    /`npm ci` can only install packages when your package\.json and|npm (?:ERR!|error) (?:Missing|Invalid): .* lock file/,
    "package-lock.json",
    "npm install",
  ],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_CONFIG_MISMATCH|ERR_PNPM_LOCKFILE_BREAKING/,
    "pnpm-lock.yaml",
    "pnpm install",
  ],
  [
    /YN0028|Your lockfile needs to be updated|lockfile would have been (?:modified|created) by this install/,
    "yarn.lock",
    "yarn install",
  ],
  [/lockfile had changes, but lockfile is frozen/, "bun.lock", "bun install"],
  [
    /The lockfile at `uv\.lock` needs to be updated|Unable to find lockfile at `uv\.lock`/,
    "uv.lock",
    "uv lock",
  ],
  [
    /pyproject\.toml changed significantly since poetry\.lock|poetry\.lock is not up to date|poetry\.lock file is not consistent/,
    "poetry.lock",
    "poetry lock",
  ],
  [
    /Lock file hash doesn't match|Lock file is (?:out of date|not (?:up to date|compatible))|lock ?file.*hash mismatch/i,
    "pdm.lock",
    "pdm lock",
  ],
  [/The user requested \(constraint\)/, "the lock file", "your tool's `lock`"],
  [
    /the lock file .*Cargo\.lock needs to be updated but --(?:locked|frozen) was passed|cannot (?:update|create) the lock file .* because --(?:locked|frozen)/,
    "Cargo.lock",
    "cargo update --workspace",
  ],
  [/missing go\.sum entry|updates to go\.(?:mod|sum) needed/, "go.sum", "go mod tidy"],
];

/** That a lock file doesn't fit what it locks, and what to do; null: the output says nothing of the kind. */
export function staleLock(output: string): string | null {
  const found = words.find(([pattern]) => pattern.test(output));
  if (found === undefined) return null;
  const [, file, remedy] = found;
  return `${file} is behind what it locks: run ${remedy.includes("`") ? remedy : `\`${remedy}\``} and commit it`;
}
