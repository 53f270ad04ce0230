import type { D1Migration } from "cloudflare:test";
import type * as worker from "../../../workers/index.ts";

declare global {
  interface __BaseEnv_Env {
    SANDBOX_URL: string;
    TEST_MIGRATIONS: D1Migration[];
  }
  namespace Cloudflare {
    interface GlobalProps {
      mainModule: typeof worker;
    }
  }
}
