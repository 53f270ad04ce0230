/**
 * The root of Jira's pages.
 * @param site the setting JIRA_URL; absent: where the payload says that it is.
 * @param self the address of the issue in the API, which a Server may have below a path of its own.
 */
export function siteRoot(site: string | undefined, self: string | null | undefined): string {
  if (site !== undefined) return site.replace(/\/+$/, "");
  if (!self || !URL.canParse(self)) return "";
  const [root = ""] = self.split("/rest/");
  return root === self ? new URL(self).origin : root;
}
