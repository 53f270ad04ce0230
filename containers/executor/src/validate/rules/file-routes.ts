/** Routes that frameworks read off where files lie: Next, Nuxt, SvelteKit, Cloudflare Pages. */
const places: readonly RegExp[] = [
  /(?:^|\/)app\/((?:.*\/)?)route\.[cm]?[jt]sx?$/,
  /(?:^|\/)pages\/(api\/.+)\.[cm]?[jt]sx?$/,
  /(?:^|\/)server\/((?:api|routes)\/.+)\.[cm]?[jt]s$/,
  /(?:^|\/)routes\/((?:.*\/)?)\+server\.[jt]s$/,
  /(?:^|\/)functions\/(.+)\.[cm]?[jt]sx?$/,
];
const verbs = /\.(get|post|put|patch|delete|head|options)$/;

export function fileRoutes(paths: Iterable<string>): { method: string | null; path: string }[] {
  const routes: { method: string | null; path: string }[] = [];
  for (const path of paths)
    for (const place of places) {
      const found = place.exec(path)?.[1];
      if (found === undefined) continue;
      const method = verbs.exec(found)?.[1]?.toUpperCase() ?? null;
      const parts = found
        .replace(verbs, "")
        .replace(/^routes\//, "")
        .replace(/(?:^|\/)index$/, "")
        .split("/")
        .filter((part) => !/^\(.*\)$/.test(part))
        .map((part) =>
          part.replace(/^\[{1,2}\.\.\..*\]{1,2}$|^\[\[.*\]\]$/, "*").replace(/^\[(.+)\]$/, ":$1"),
        );
      routes.push({ method, path: `/${parts.join("/")}` });
    }
  return routes;
}
