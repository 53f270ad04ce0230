import type { Moved } from "./moved.ts";

/** Cloudflare Pages takes 2000 fixed redirects, and each needs two: with and without the slash at its end. */
const mostRedirects = 1000;
/** It takes 100 routes for its worker, two each as well. */
const mostRoutes = 50;

/**
 * The files by which Cloudflare Pages answers for addresses that have moved or are withdrawn: `_redirects`, and where that isn't
 * enough a worker that is asked for those addresses alone, around `answerMoved`, the text of `edge/answer-moved.js`. Nothing where
 * nothing has happened.
 */
export function hostFiles({ redirects, gone }: Moved, answerMoved: string): { name: string; text: string }[] {
  const inFile = redirects.slice(0, mostRedirects);
  const inWorker = redirects.slice(mostRedirects);
  const files = [];
  if (inFile.length > 0) {
    const lines = inFile.flatMap(({ from, to }) =>
      [`/posts/${from}`, `/posts/${from}/`].map((path) => `${path} /posts/${to}/ 301\n`),
    );
    files.push({ name: "_redirects", text: lines.join("") });
  }
  const slugs = [...gone, ...inWorker.map(({ from }) => from)];
  if (slugs.length === 0) return files;
  const few = slugs.length <= mostRoutes;
  // Redirects of the file don't hold where the worker is asked: asked for all posts, it knows all of them.
  const moved = (few ? inWorker : redirects).map(({ from, to }) => [from, to]);
  const include = few ? slugs.flatMap((slug) => [`/posts/${slug}`, `/posts/${slug}/`]) : ["/posts/*"];
  files.push(
    { name: "_routes.json", text: `${JSON.stringify({ version: 1, include, exclude: [] })}\n` },
    {
      name: "_worker.js",
      text: `${answerMoved}
const moved = new Map(${JSON.stringify(moved)});
const gone = new Set(${JSON.stringify(gone)});
export default { fetch: (request, env) => answerMoved(request, env.ASSETS, moved, gone) };
`,
    },
  );
  return files;
}
