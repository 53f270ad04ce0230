import { at, isRecord, readConfig, strings } from "../../referee/runners/config-file.ts";
import { isOfOthers } from "../kinds-of-files.ts";
import { folderOf, joined } from "../paths.ts";
import { standardLibrary } from "./standard-library.ts";

/** What a project in Python says it needs. */
export interface PythonNeeds {
  /** What it runs with: names of distributions, normalised ("python-dotenv"), with the file that says so. */
  main: ReadonlyMap<string, string>;
  /** These names and those of its extras and groups. */
  all: ReadonlySet<string>;
  /** Where they are said. */
  said: string;
}

/** What is imported by another name than it is installed by. */
const installedAs: Readonly<Record<string, readonly string[]>> = {
  attr: ["attrs"],
  bs4: ["beautifulsoup4"],
  cv2: ["opencv-python", "opencv-python-headless"],
  Crypto: ["pycryptodome"],
  dateutil: ["python-dateutil"],
  docx: ["python-docx"],
  dotenv: ["python-dotenv"],
  fitz: ["pymupdf"],
  flask_jwt_extended: ["flask-jwt-extended"],
  github: ["pygithub"],
  google: ["protobuf", "google-cloud-storage", "google-api-core"],
  googleapiclient: ["google-api-python-client"],
  jose: ["python-jose"],
  jwt: ["pyjwt"],
  magic: ["python-magic"],
  multipart: ["python-multipart"],
  MySQLdb: ["mysqlclient"],
  OpenSSL: ["pyopenssl"],
  PIL: ["pillow"],
  pkg_resources: ["setuptools"],
  pptx: ["python-pptx"],
  psycopg2: ["psycopg2-binary", "psycopg2"],
  pythoncom: ["pywin32"],
  pythonjsonlogger: ["python-json-logger"],
  rest_framework: ["djangorestframework"],
  serial: ["pyserial"],
  skimage: ["scikit-image"],
  sklearn: ["scikit-learn"],
  slugify: ["python-slugify"],
  socks: ["pysocks"],
  telegram: ["python-telegram-bot"],
  usb: ["pyusb"],
  win32api: ["pywin32"],
  win32com: ["pywin32"],
  win32con: ["pywin32"],
  win32gui: ["pywin32"],
  yaml: ["pyyaml"],
  zmq: ["pyzmq"],
};

/** What comes with another and is meant to be used beside it. */
const comesWith: Readonly<Record<string, readonly string[]>> = {
  werkzeug: ["flask"],
  jinja2: ["flask"],
  click: ["flask", "typer"],
  markupsafe: ["flask", "jinja2"],
  itsdangerous: ["flask"],
  blinker: ["flask"],
  starlette: ["fastapi"],
  pydantic: ["fastapi", "pydantic-settings", "sqlmodel"],
  annotated_types: ["pydantic"],
  typing_extensions: ["pydantic", "fastapi", "sqlalchemy", "mypy", "starlette"],
  pluggy: ["pytest"],
  _pytest: ["pytest"],
  sqlalchemy: ["flask-sqlalchemy", "sqlmodel", "alembic"],
  numpy: ["pandas", "scipy", "scikit-learn"],
  httpcore: ["httpx"],
  anyio: ["starlette", "fastapi", "httpx"],
  asgiref: ["django"],
  botocore: ["boto3"],
  wtforms: ["flask-wtf"],
  marshmallow: ["flask-marshmallow", "marshmallow-sqlalchemy"],
  kombu: ["celery"],
  certifi: ["requests", "httpx"],
  urllib3: ["requests"],
};

/** What the projects of a tree need; null: none of them says it in a way that can be read. */
export function pythonNeeds(texts: ReadonlyMap<string, string>): PythonNeeds | null {
  const main = new Map<string, string>();
  const all = new Set<string>();
  const said: string[] = [];
  for (const [path, text] of texts) {
    if (isOfOthers(path)) continue;
    // Only running it would tell.
    if (/(?:^|\/)setup\.py$/.test(path) && /install_requires|requires/.test(text)) return null;
    if (
      /(?:^|\/)(?:setup\.cfg|environment\.ya?ml|Pipfile)$/.test(path) &&
      /install_requires|dependencies|packages/.test(text)
    )
      return null;
    if (/(?:^|\/)requirements[^/]*\.(?:txt|in)$|(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/.test(path)) {
      said.push(path);
      for (const name of requiredBy(texts, path, text))
        if (/dev|test/.test(path)) all.add(name);
        else main.set(name, path);
    }
    if (!/(?:^|\/)pyproject\.toml$/.test(path)) continue;
    const config = readConfig(path, text);
    const project = at(config, "project");
    const poetry = at(config, "tool", "poetry");
    if (config === null || (!isRecord(project) && !isRecord(poetry))) continue;
    // A dynamic list is made by the build.
    if (strings(at(project, "dynamic"))?.includes("dependencies") === true) return null;
    said.push(path);
    for (const name of (strings(at(project, "dependencies")) ?? []).flatMap(distribution))
      main.set(name, path);
    for (const part of [at(project, "optional-dependencies"), at(config, "dependency-groups")])
      for (const name of listsIn(part).flatMap(distribution)) all.add(name);
    for (const name of keysOf(at(poetry, "dependencies"))) main.set(normal(name), path);
    for (const name of keysOf(at(poetry, "dev-dependencies"))) all.add(normal(name));
    const groups = at(poetry, "group");
    for (const group of isRecord(groups) ? Object.values(groups) : [])
      for (const name of keysOf(at(group, "dependencies"))) all.add(normal(name));
    for (const name of (strings(at(config, "build-system", "requires")) ?? []).flatMap(distribution))
      all.add(name);
  }
  return said.length === 0 ? null : { main, all: new Set([...main.keys(), ...all]), said: shortest(said) };
}

/** The root's own file, before those of parts and those for developers. */
const shortest = (paths: readonly string[]): string =>
  paths.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? "";

/** Whether what is imported comes with the language, or with what a project needs. */
export function isDeclaredInPython({ all }: Pick<PythonNeeds, "all">, name: string): boolean {
  if (
    name === "" ||
    name === "__future__" ||
    name === "__main__" ||
    name.startsWith("_") ||
    standardLibrary.has(name)
  )
    return true;
  const names = [
    ...(Object.hasOwn(installedAs, name) ? (installedAs[name] ?? []) : []),
    ...(Object.hasOwn(comesWith, name) ? (comesWith[name] ?? []) : []),
  ];
  return names.some((one) => all.has(one)) || [...all].some((one) => isAlike(normal(name), one));
}

/** "dotenv" and "python-dotenv", "googleapiclient" and "google-api-python-client". */
function isAlike(imported: string, installed: string): boolean {
  const flat = (name: string): string => name.replaceAll("-", "");
  const without = installed.replaceAll(/(?:^|-)(?:python|py)(?=-|$)|-(?:binary|headless)$/g, "");
  const [one, two] = [flat(imported), flat(without)];
  return one === two || one === flat(installed) || `py${one}` === flat(installed) || two.startsWith(one);
}

/** What a list of requirements asks for, and the lists that it goes on with. */
function requiredBy(texts: ReadonlyMap<string, string>, path: string, text: string): string[] {
  const names: string[] = [];
  const seen = new Set([path]);
  const left: [path: string, text: string][] = [[path, text]];
  for (let next = left.pop(); next !== undefined; next = left.pop())
    for (const line of next[1].split("\n")) {
      const [, more] = /^\s*(?:-r|--requirement)[\s=]\s*(\S+)/.exec(line) ?? [];
      const file = more === undefined ? null : joined(folderOf(next[0]), more);
      const its = file === null || seen.has(file) ? undefined : texts.get(file);
      if (file !== null && its !== undefined) {
        seen.add(file);
        left.push([file, its]);
      }
      const [, egg] = /^\s*(?:-e\s+|--editable[\s=]\s*)?[\w+]+:\/\/\S*[#&]egg=([\w.-]+)/.exec(line) ?? [];
      if (egg !== undefined) names.push(normal(egg));
      else if (!/^\s*[\w+]+:\/\//.test(line)) names.push(...distribution(line));
    }
  return names;
}

/** "Flask[async]>=2.2 ; python_version > '3'" → "flask" */
function distribution(line: string): string[] {
  const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1];
  return name === undefined ? [] : [normal(name)];
}

const normal = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, "-");
const keysOf = (part: unknown): string[] => (isRecord(part) ? Object.keys(part) : []);
const listsIn = (part: unknown): string[] =>
  isRecord(part)
    ? Object.values(part).flatMap((one) =>
        Array.isArray(one) ? one.filter((each) => typeof each === "string") : [],
      )
    : [];
