import { z } from "zod";

/** `owner/name`, as GitHub spells it. Its form lets it stand in a path as it is. */
export const repositoryName = z
  .string()
  .max(140)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/,
    "must be a repository such as acme/shop",
  );

/** The login of an organisation at GitHub. */
export const organisationName = z
  .string()
  .max(39)
  .regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9])*$/, "must be the name of an organisation such as acme");

/** The name of a new repository, without its owner. What GitHub gives a meaning of its own (a site, a profile) is none. */
export const newRepositoryName = z
  .string()
  .max(100)
  .regex(
    /^[A-Za-z0-9](?!.*\.(?:git|wiki|github\.io)$)[A-Za-z0-9._-]*$/i,
    "must be a repository's name such as web-shop, without its owner",
  );

/** Path of a file from the repository's root. Plain: no way out of it, and nothing that git reads as more than a path. */
export const repositoryPath = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\p{C}\\:*?"<>|]+$/u, "must be a plain path")
  .refine(
    (path) =>
      // A program would take one that begins with a hyphen for an option.
      !/^[/-]/.test(path) &&
      !path.split("/").some((part) => ["", ".", "..", ".git"].includes(part.toLowerCase())),
    "must be a path inside the repository",
  );
