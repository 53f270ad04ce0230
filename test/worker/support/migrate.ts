import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

if (!navigator.userAgent.includes("Cloudflare-Workers"))
  throw new Error("these tests must run inside workerd");

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
