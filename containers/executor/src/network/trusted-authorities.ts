/** How the programs of this machine are told whom to trust besides the authorities that they bring along. */
const told = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "GIT_SSL_CAINFO", "REQUESTS_CA_BUNDLE"];

/**
 * Whom an installer trusts: whoever this machine does, in the words of each package manager. It is told of a file that all may read,
 * and of nothing else in our environment.
 */
export function trustedAuthorities(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const file = told.map((name) => environment[name]).find((one) => one !== undefined && one !== "");
  const folder = environment["SSL_CERT_DIR"];
  return {
    ...(file === undefined
      ? {}
      : Object.fromEntries(
          [...told, "npm_config_cafile", "PIP_CERT", "CARGO_HTTP_CAINFO", "CURL_CA_BUNDLE"].map((name) => [
            name,
            file,
          ]),
        )),
    ...(folder === undefined || folder === "" ? {} : { SSL_CERT_DIR: folder }),
  };
}
