/** The address of a branch, from that of a pull request in the same repository; null where that isn't of GitHub's form. */
export function branchAddress(pullRequest: string, branch: string): string | null {
  const found = /^(https?:\/\/.+)\/pull\/\d+$/.exec(pullRequest);
  return found === null ? null : `${found[1]}/tree/${branch.split("/").map(encodeURIComponent).join("/")}`;
}
