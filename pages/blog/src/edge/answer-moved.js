/**
 * Answers for posts that have moved (301) or were withdrawn (410, with the site's page for that), and leaves all else to the files.
 * It is copied into the build as it stands, so it imports nothing.
 *
 * @param {Request} request
 * @param {{ fetch: (request: Request) => Promise<Response> }} assets
 * @param {ReadonlyMap<string, string>} moved old slug to new
 * @param {ReadonlySet<string>} gone slugs
 * @returns {Promise<Response>}
 */
export async function answerMoved(request, assets, moved, gone) {
  const url = new URL(request.url);
  const slug = /^\/posts\/([^/]+)\/?$/.exec(url.pathname)?.[1] ?? "";
  const to = moved.get(slug);
  if (to !== undefined)
    return new Response(null, { status: 301, headers: { location: `/posts/${to}/${url.search}` } });
  if (!gone.has(slug)) return assets.fetch(request);
  const page = await assets.fetch(new Request(new URL("/gone/", url)));
  return new Response(page.body, { status: 410, headers: page.headers });
}
