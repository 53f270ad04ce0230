import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";

/** A registry of npm's on this machine's loopback that has one package, for whoever shows its token. */
export async function openNpmRegistry(
  pack: { name: string; version: string; files: Readonly<Record<string, string>> },
  token: string,
): Promise<{ url: string; integrity: string; downloads(): number; close(): void }> {
  const tarball = gzipSync(tar(pack.files));
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  let downloads = 0;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end();
      return;
    }
    if (request.url?.endsWith(".tgz") === true) {
      downloads += 1;
      response.end(tarball);
      return;
    }
    const manifest: unknown = JSON.parse(pack.files["package.json"] ?? "{}");
    const { name, version } = pack;
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        name,
        "dist-tags": { latest: version },
        versions: {
          [version]: {
            ...(typeof manifest === "object" ? manifest : {}),
            name,
            version,
            hasInstallScript: true,
            dist: { tarball: `http://${request.headers.host}/${name}.tgz`, integrity },
          },
        },
      }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const { port } = address;
  return {
    url: `http://127.0.0.1:${port}/`,
    integrity,
    downloads: () => downloads,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** An archive of plain files in the folder `package`. */
function tar(files: Readonly<Record<string, string>>): Buffer {
  const blocks: Buffer[] = [];
  for (const [path, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const head = Buffer.alloc(512);
    head.write(`package/${path}`, 0);
    head.write("0000644\0", 100);
    head.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
    head.write("00000000000\0", 136);
    head.write("        0", 148);
    head.write("ustar\x0000", 257);
    let sum = 0;
    for (const byte of head) sum += byte;
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    blocks.push(head, data, Buffer.alloc((512 - (data.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
