/**
 * Stands in the bundle for the package with which `agents` answers mails: nobody answers one through it here, and the package brings the
 * types of all files along, 40 KiB of them (wrangler.toml, alias).
 * @throws Error always.
 */
export function createMimeMessage(): never {
  throw new Error("mails are answered by actions, and not by an agent");
}
