import type { ServiceAnswers } from "../../domain/answers.ts";

/** What starts a build. */
export const hookAnswers: ServiceAnswers = { name: "the deploy hook", door: "pages" };

/** What tells how a build stands (developers.cloudflare.com/fundamentals/api/reference/limits). */
export const pagesAnswers: ServiceAnswers = { name: "Cloudflare Pages", door: "pages" };
