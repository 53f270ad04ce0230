import { expect, it } from "vitest";
import { staleLock } from "../../../containers/executor/src/referee/stale-lock.ts";

it.each([
  ["npm error Missing: left-pad@1.3.0 from lock file", "package-lock.json", "npm install"],
  [
    ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date',
    "pnpm-lock.yaml",
    "pnpm install",
  ],
  [
    "➤ YN0028: │ The lockfile would have been modified by this install, which is explicitly forbidden.",
    "yarn.lock",
    "yarn install",
  ],
  [
    "error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.",
    "yarn.lock",
    "yarn install",
  ],
  ["error: lockfile had changes, but lockfile is frozen", "bun.lock", "bun install"],
  [
    "error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.",
    "uv.lock",
    "uv lock",
  ],
  [
    "pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.",
    "poetry.lock",
    "poetry lock",
  ],
  [
    "error: the lock file /a/Cargo.lock needs to be updated but --locked was passed to prevent this",
    "Cargo.lock",
    "cargo update",
  ],
  ["cart.go:3:8: missing go.sum entry for module providing package a.b/c", "go.sum", "go mod tidy"],
])("a lock file that is behind is told with what to do: %s", (output, file, remedy) => {
  const told = staleLock(`one\n${output}\ntwo`);
  expect(told).toContain(`${file} is behind`);
  expect(told).toContain(remedy);
});

it("another failure is none of a lock file's", () => {
  expect(staleLock("npm error 404 Not Found - GET https://registry.npmjs.org/nope")).toBeNull();
});
