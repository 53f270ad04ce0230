import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { forgetWatches } from "../../../shared/jobs/project-watch/cycle/ensure-watches.ts";
import { forgetSettings } from "../../../shared/spine/live-settings.ts";
import { forgetPurses } from "../../../shared/spine/call-money.ts";
import { forgetPasses } from "../../../shared/spine/service.ts";
import { ownDatabase } from "./own-database.ts";

if (!navigator.userAgent.includes("Cloudflare-Workers"))
  throw new Error("these tests must run inside workerd");

// Each file begins with empty stores: what the file before has left, and what it still has under way, ends here, and the
// sandbox forgets what it was asked. The modules stay, and so does what they remember.
const database = ownDatabase();
await reset();
const forgot = await fetch(`${env.SANDBOX_URL}/_sandbox/forget`, { method: "POST" });
if (!forgot.ok) throw new Error(`the sandbox answers ${forgot.status}`);
await forgot.text();
await applyD1Migrations(database, env.TEST_MIGRATIONS);
forgetSettings();
forgetWatches();
forgetPasses();
forgetPurses();
