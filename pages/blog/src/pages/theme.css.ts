import { site } from "../lib/site.ts";

/** The owner's colours, for the stylesheets to use. */
export function GET(): Response {
  const colours = Object.entries(site.colours).map(
    ([name, { light, dark }]) => `--${name}:light-dark(${light},${dark});`,
  );
  return new Response(`:root{color-scheme:light dark;${colours.join("")}}\n`, {
    headers: { "content-type": "text/css" },
  });
}
