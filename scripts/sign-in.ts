import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "./stack/dev-vars.ts";
import { signInLink } from "./stack/sign-in-link.ts";
import { urlsFile } from "./stack/stack.ts";

const urlsSchema = z.object({ worker: z.url(), dashboard: z.url() });

/** `npm run sign-in`: another link to the dashboard of the `npm start` that runs on this machine. */
async function main(): Promise<void> {
  const stateDir = join(projectRoot, ".signalbox");
  if (!existsSync(urlsFile(stateDir))) throw new Error("nothing has been started here yet: run npm start");
  const urls = urlsSchema.parse(JSON.parse(readFileSync(urlsFile(stateDir), "utf8")));
  console.log(await signInLink(urls, readFileSync(join(stateDir, "api-token"), "utf8")));
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(reason === "fetch failed" ? "the Worker does not answer: is npm start running?" : reason);
  process.exit(1);
});
