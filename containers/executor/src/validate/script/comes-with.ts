/** What comes with another package, whose documents say to import it. */
const comesWith: ReadonlyMap<string, readonly string[]> = new Map([
  ["@jest/globals", ["jest"]],
  ["@eslint/js", ["eslint"]],
  ["rollup", ["vite"]],
  ["esbuild", ["vite", "tsup"]],
  ["vite", ["vitest", "astro", "nuxt"]],
  ["express-serve-static-core", ["@types/express"]],
  ["csstype", ["@types/react"]],
  ["undici-types", ["@types/node"]],
  ["react-router", ["react-router-dom"]],
  ["playwright", ["@playwright/test"]],
  ["playwright-core", ["@playwright/test", "playwright"]],
  ["@vue/reactivity", ["vue"]],
  ["@vue/runtime-core", ["vue"]],
  ["@vue/compiler-sfc", ["vue"]],
  ["h3", ["nuxt", "nitropack"]],
  ["ofetch", ["nuxt"]],
  ["vue", ["nuxt"]],
  ["vue-router", ["nuxt"]],
  ["bun", ["@types/bun", "bun-types"]],
]);

/** Whether a package is there because of another that is declared. */
export const isBroughtAlong = (name: string, declared: ReadonlySet<string>): boolean =>
  comesWith.get(name)?.some((one) => declared.has(one)) === true;
