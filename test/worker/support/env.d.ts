interface __BaseEnv_Env {
  SANDBOX_URL: string;
  TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
}
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("../../../workers/index.ts");
  }
}
