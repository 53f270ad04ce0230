import { z } from "zod";

/** The key of an issue. Its form lets it stand in a path as it is. */
export const issueKey = z
  .string()
  .max(255)
  .regex(/^[A-Z][A-Z0-9]+-\d+$/, "must be an issue's key such as OPS-12");

/** The key of a project. Its form lets it stand in a search as it is. */
export const projectKey = z
  .string()
  .max(255)
  .regex(/^[A-Z][A-Z0-9]+$/, "must be a project's key such as OPS");
