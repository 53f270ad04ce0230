import { logo } from "../lib/own-files.ts";

export function GET(): Response {
  return new Response(logo, { headers: { "content-type": "image/svg+xml" } });
}
