/**
 * Stands in the bundle for zod's messages in all languages, of which nothing here asks for any but English: 38 KiB that every isolate
 * would load (wrangler.toml, alias).
 */
export { default as en } from "zod/v4/locales/en.js";
