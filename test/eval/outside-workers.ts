import { registerHooks } from "node:module";

// Kinds name what publishes their texts, and that is written for Workers: reading them does nothing of it.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "cloudflare:workers"
      ? { url: new URL("workers-module.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
