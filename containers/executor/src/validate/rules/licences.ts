import { isOfOthers } from "../kinds-of-files.ts";
import { type InstalledPackage, packagesOfLock } from "../installed-packages.ts";
import type { Tree } from "../tree.ts";
import type { Rule } from "./rule.ts";

/** What asks more of who uses it than most can give. */
const denied =
  /\b(?:AGPL|SSPL|BUSL|BSL-1\.1|Elastic-2|CPAL|EUPL|OSL|RPL|GPL-[23](?!.*WITH)|CC-BY-NC|PolyForm|Commons-Clause|Confluent)|^(?:GPLv?[23]?$|UNLICENSED|UNLICENCED|proprietary|commercial)/i;

/** Packages are others' work, under their words. */
export const licences: Rule = {
  level: "warn",
  says: "an installed package has no licence, or one of AGPL, GPL, SSPL, BUSL and their like",
  find: (tree) =>
    installedBy(tree).flatMap(({ at, packages }) => {
      // An old lock file tells of none.
      if (packages.every(({ license }) => license === null)) return [];
      return packages.flatMap(({ name, version, license }) => {
        const what = problemOf(license);
        return what === null ? [] : [{ path: at, line: 1, text: `${name} ${version} ${what}` }];
      });
    }),
};

function installedBy({ packages, texts }: Tree): { at: string; packages: readonly InstalledPackage[] }[] {
  if (packages !== null) return [{ at: "package.json", packages }];
  return [...texts].flatMap(([path, text]) => {
    if (!/(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/.test(path) || isOfOthers(path)) return [];
    const read = packagesOfLock(text);
    return read === null ? [] : [{ at: path, packages: read }];
  });
}

/** Of a choice one that is allowed is enough. */
function problemOf(license: string | null): string | null {
  if (license === null || /^\s*(?:none|)\s*$/i.test(license)) return "says no licence";
  const choices = license.replaceAll(/[()]/g, "").split(/\s+OR\s+/i);
  return choices.every((one) => denied.test(one.trim())) ? `is under ${license.slice(0, 100)}` : null;
}
