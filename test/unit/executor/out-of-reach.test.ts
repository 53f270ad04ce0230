import { describe, expect, it } from "vitest";
import { isOutOfReach } from "../../../containers/executor/src/referee/out-of-reach.ts";

const at = "fatal: unable to access 'https://github.com/acme/shop.git/':";

describe("what git says of a remote", () => {
  it.each([
    `${at} Could not resolve host: github.com`,
    `${at} Could not resolve proxy: proxy.example`,
    `${at} Resolving timed out after 30000 milliseconds`,
    `${at} Failed to connect to github.com port 443 after 21005 ms: Couldn't connect to server`,
    `${at} Failed to connect to github.com port 443 after 75008 ms: Connection timed out`,
    `${at} Recv failure: Connection reset by peer`,
    `${at} Send failure: Broken pipe`,
    `${at} SSL connection timeout`,
    `${at} OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to github.com:443`,
    `${at} gnutls_handshake() failed: The TLS connection was non-properly terminated.`,
    `${at} Operation too slow. Less than 1000 bytes/sec transferred the last 60 seconds`,
    `${at} Empty reply from server`,
    `${at} The requested URL returned error: 502`,
    `remote: Internal Server Error\n${at} The requested URL returned error: 500`,
    `${at} The requested URL returned error: 429`,
    "error: RPC failed; HTTP 503 curl 22 The requested URL returned error: 503\nfatal: the remote end hung up unexpectedly",
    "error: RPC failed; HTTP 504 curl 22 The requested URL returned error: 504\nsend-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly\nEverything up-to-date",
    "error: RPC failed; curl 56 GnuTLS recv error (-9): Error decoding the received TLS packet.\nfatal: early EOF\nfatal: fetch-pack: invalid index-pack output",
    "error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)",
    "error: RPC failed; curl 18 transfer closed with outstanding read data remaining",
    "fatal: the remote end hung up upon initial contact",
    "fatal: the remote end hung up unexpectedly",
    "remote: Internal Server Error\nTo https://github.com/acme/shop.git\n ! [remote rejected] fix/x -> fix/x (Internal Server Error)\nerror: failed to push some refs",
    "remote: fatal error in commit_refs\nTo https://github.com/acme/shop.git\n ! [remote rejected] fix/x -> fix/x (failure)\nerror: failed to push some refs",
  ])("passes: %s", (words) => {
    expect(isOutOfReach(words)).toBe(true);
  });

  it.each([
    `${at} The requested URL returned error: 403`,
    `remote: Repository not found.\nfatal: repository 'https://github.com/acme/shop.git/' not found`,
    `fatal: Authentication failed for 'https://github.com/acme/shop.git/'`,
    // Too large a pack: git adds what would else tell of a broken line.
    "error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413\nsend-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly",
    // A hook's own trouble is no outage of the remote's.
    "remote: policy check: connection refused\nTo https://github.com/acme/shop.git\n ! [remote rejected] fix/x -> fix/x (pre-receive hook declined)",
    "git push failed: remote: could not resolve host: policy.acme.example\n ! [remote rejected] fix/x -> fix/x (push declined due to repository rule violations)",
    " ! [rejected] fix/x -> fix/x (fetch first)\nerror: failed to push some refs",
    "fatal: bad object 0123456",
  ])("stays: %s", (words) => {
    expect(isOutOfReach(words)).toBe(false);
  });
});
