import { describe, expect, it } from "vitest";
import { protectedReason } from "../../../shared/domain/protected-files.ts";

describe("protectedReason", () => {
  it.each([
    ".github/workflows/ci.yml",
    ".GitHub/Workflows/ci.yml",
    ".gitlab-ci.yml",
    ".circleci/config.yml",
    "Jenkinsfile",
    "azure-pipelines.yml",
    "package-lock.json",
    "packages/api/pnpm-lock.yaml",
    "yarn.lock",
    "poetry.lock",
    "go.sum",
    "Cargo.lock",
    ".env",
    ".env.production",
    "certs/server.pem",
    "deploy.key",
    ".ssh/config",
    "id_rsa",
    "config/secrets.yml",
    "secrets/db",
    ".npmrc",
    ".gitattributes",
    ".gitmodules",
    ".husky/pre-commit",
    "CODEOWNERS",
    ".github/CODEOWNERS",
    "Dockerfile",
    "docker/api.Dockerfile",
    "docker-compose.yml",
    "CLAUDE.md",
    "packages/api/CLAUDE.md",
    ".claude/settings.json",
    ".mcp.json",
    "AGENTS.md",
  ])("protects %s", (path) => expect(protectedReason(path)).not.toBeNull());

  it.each([
    "src/cart.js",
    "src/environment.ts",
    "src/secretary.ts",
    "src/keys.ts",
    "src/lock.ts",
    "docs/workflows.md",
    "package.json",
    "src/github/client.ts",
    "src/dockerfile-parser.ts",
  ])("leaves %s to the plan", (path) => expect(protectedReason(path)).toBeNull());
});
