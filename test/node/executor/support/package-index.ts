import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { crc32 } from "node:zlib";

/** A wheel: a name, a version, its files, and what it requires. */
interface Wheel {
  name: string;
  version: string;
  files: Readonly<Record<string, string>>;
  requires?: readonly string[];
}

/** A simple index (PEP 503) of wheels on this machine's loopback; with a password, for whoever has it. */
export interface PackageIndex {
  url: string;
  /** What was asked for, with the login that was shown. */
  asked: { path: string; login: string | null }[];
  close(): void;
}

/** Opens an index with these wheels. */
export async function openPackageIndex(
  wheels: readonly Wheel[],
  password: string | null = null,
): Promise<PackageIndex> {
  const packed = new Map(
    wheels.map((wheel) => [`${wheel.name}-${wheel.version}-py3-none-any.whl`, { wheel, bytes: pack(wheel) }]),
  );
  const asked: PackageIndex["asked"] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? "";
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const login = basic === undefined ? null : Buffer.from(basic, "base64").toString();
    asked.push({ path, login });
    if (password !== null && login?.endsWith(`:${password}`) !== true) {
      response.writeHead(401, { "www-authenticate": "Basic" }).end();
      return;
    }
    const file = packed.get(path.replace(/^\/files\//, ""));
    const name = /^\/simple\/([^/]+)\/$/.exec(path)?.[1];
    const own = [...packed].filter(([, { wheel }]) => wheel.name === name);
    if (file !== undefined) response.end(file.bytes);
    else if (own.length === 0) response.writeHead(404).end();
    else
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(own.map(([each]) => `<a href="/files/${each}">${each}</a>`).join("\n"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const { port } = address;
  return {
    url: `http://127.0.0.1:${port}/simple`,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pack({ name, version, files, requires = [] }: Wheel): Buffer {
  const info = `${name}-${version}.dist-info`;
  const all: Record<string, string> = {
    ...files,
    [`${info}/METADATA`]: [
      "Metadata-Version: 2.1",
      `Name: ${name}`,
      `Version: ${version}`,
      ...requires.map((one) => `Requires-Dist: ${one}`),
      "",
    ].join("\n"),
    [`${info}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  };
  const record = Object.entries(all).map(([path, text]) => {
    const hash = createHash("sha256").update(text).digest("base64url");
    return `${path},sha256=${hash},${Buffer.byteLength(text)}`;
  });
  return zip({ ...all, [`${info}/RECORD`]: [...record, `${info}/RECORD,,`, ""].join("\n") });
}

/** An archive without compression. */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const data = Buffer.from(text);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x21, 8);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), about, name, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), about, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(centrals.length, 4);
  end.writeUInt16LE(centrals.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\x05\x06"), end]);
}
