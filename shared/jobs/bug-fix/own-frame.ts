import type { Frame } from "./frame.ts";
import type { Rules } from "../../policy/rules.ts";
import { pathUnder } from "./repository-path.ts";

/** The repository in which a bug surely lives, with what the rules say of its paths and packages. */
export type Where = { repository: string } & Pick<Rules["repositories"][string], "paths" | "packages">;

/**
 * The innermost call of a repository's own code. Where the reporter counts libraries as the application's, the project's
 * own names tell them apart: its paths and packages in the rules, else the names of the repository and its owner in modules.
 */
export function ownFrame(frames: readonly Frame[], where: Where): number | null {
  const own = frames.flatMap((frame, index) => (frame.inApp ? [{ frame, index }] : []));
  const found =
    own.find(({ frame }) => isNamed(frame, where)) ??
    own.find(({ frame }) => soundsLike(frame, where.repository)) ??
    own[0];
  return found?.index ?? null;
}

function isNamed({ file, module }: Frame, { paths, packages }: Where): boolean {
  return (
    paths.some((prefix) => pathUnder(prefix, file) !== null) ||
    packages.some(
      (name) => module === name || module?.startsWith(`${name}.`) || module?.startsWith(`${name}/`),
    )
  );
}

/** A module such as `com.acme.shop.Cart` is most likely of acme/shop. */
function soundsLike({ module }: Frame, repository: string): boolean {
  const parts = new Set((module ?? "").toLowerCase().split(/[./\\:]+/));
  return repository
    .toLowerCase()
    .split("/")
    .some((name) => name.length > 2 && parts.has(name.replaceAll(/[^a-z0-9]/g, "")));
}
