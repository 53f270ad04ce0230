const scheme =
  /^(?:webpack(?:-internal)?:\/\/[^/]*|app:\/\/[^/]*|file:\/\/[^/]*|[a-z][a-z0-9+.-]*:\/\/[^/]+)/i;

/** Where things get deployed or cloned to: what comes after it is the path in the repository. */
const roots: readonly RegExp[] = [
  /^\/usr\/src\/app\//,
  /^\/var\/task\//,
  /^\/var\/www\/[^/]+\//,
  /^\/(?:app|code|workspace|work)\//,
  /^\/(?:srv|opt)\/[^/]+\//,
  /^\/home\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/(?:home|Users)\/[^/]+\/(?:(?:src|code|dev|projects|work|repos|git)\/)?[^/]+\//,
];

/** A path of a stack trace with slashes, and without what isn't part of it: address, drive, query. */
export function plainPath(file: string): string {
  return file
    .replaceAll("\\", "/")
    .replace(/^[A-Za-z]:\//, "/")
    .replace(scheme, "")
    .replace(/[?#].*$/, "")
    .replace(/^\/?\((?:[\w-]+)\)\//, "")
    .replace(/^(?:\/?\.\/)+/, "");
}

/** The rest of a file's path under a beginning that stands for a repository's root; null when it lies elsewhere. */
export function pathUnder(prefix: string, file: string): string | null {
  const root = prefix.endsWith("/") ? prefix : `${prefix}/`;
  for (const path of [file, plainPath(file)])
    if (path.startsWith(root) && path.length > root.length) return plainPath(path.slice(root.length));
  return null;
}

/** A path as it most likely is in its repository: without the usual places of deployments and clones. */
export function withoutRoot(file: string): string {
  const path = plainPath(file);
  const root = roots.find((one) => one.test(path));
  return (root === undefined ? path : path.replace(root, "")).replace(/^\/+/, "");
}

/** Names that bundlers give to what they make: with a digest of its contents, so that each release has others. */
const built =
  /\.min\.m?js$|\/_next\/static\/|[.-][0-9a-f]{8,}(?:\.(?:chunk|bundle|esm))?\.m?js$|\/(?:assets|static\/js)\/[^/]*[.-](?=[^/]*[\dA-Z_])[\w-]{8,10}\.m?js$/;

/** Whether a file of a stack trace was made by a bundler, and is in no repository. */
export function isBuilt(file: string): boolean {
  return built.test(plainPath(file));
}
