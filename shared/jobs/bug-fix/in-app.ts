import type { Frame } from "./frame.ts";

const foreignPaths: readonly RegExp[] = [
  /(?:^|\/)node_modules\//,
  /^(?:node|internal|bun|deno|ext):/,
  /^internal\//,
  /^(?:native|unknown source|native method)$/i,
  /^<.*>$/,
  /^(?:chrome|moz|safari-web)-extension:/,
  /\/(?:site|dist)-packages\//,
  /\/lib\/python\d[\d.]*\//,
  // Go's own packages have no dot in their first part; modules that were downloaded lie in a cache of their own.
  /\/go[\d.]*\/src\/(?![^/]*\.)/i,
  /\/pkg\/mod\//,
  /(?:^|\/)vendor\//,
];

const foreignModules =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|android|androidx|dalvik|org\.springframework|org\.apache|org\.hibernate|io\.netty|reactor)\.|^runtime(?:\/|$)/;

/** Whether a call looks like the application's own code, and not like a library's, the language's or the browser's. */
export function isInApp({ file, module }: Pick<Frame, "file" | "module">): boolean {
  const path = file.replaceAll("\\", "/");
  return (
    !foreignPaths.some((foreign) => foreign.test(path)) && (module === null || !foreignModules.test(module))
  );
}
