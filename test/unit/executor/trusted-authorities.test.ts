import { expect, it } from "vitest";
import { trustedAuthorities } from "../../../containers/executor/src/network/trusted-authorities.ts";

it("an installer trusts whom this machine does, whichever program was told of it, and gets nothing else of ours", () => {
  expect(trustedAuthorities({ PATH: "/bin", A_TOKEN: "s3cret" })).toEqual({});
  expect(trustedAuthorities({ GIT_SSL_CAINFO: "/ca.pem", SSL_CERT_FILE: "", A_TOKEN: "s3cret" })).toEqual({
    SSL_CERT_FILE: "/ca.pem",
    NODE_EXTRA_CA_CERTS: "/ca.pem",
    GIT_SSL_CAINFO: "/ca.pem",
    REQUESTS_CA_BUNDLE: "/ca.pem",
    npm_config_cafile: "/ca.pem",
    PIP_CERT: "/ca.pem",
    CARGO_HTTP_CAINFO: "/ca.pem",
    CURL_CA_BUNDLE: "/ca.pem",
  });
});
