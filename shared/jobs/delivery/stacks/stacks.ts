import type { StackId } from "../../../domain/delivery/stack-id.ts";

/** A stack that software can be built on. */
export interface Stack {
  title: string;
  /** What it is for, in a sentence. */
  purpose: string;
  /** For whoever designs: folders, and how tests reach the code. */
  conventions: string;
}

const tests = `An acceptance test reaches the code as a user does, through what exists already, so that what isn't there yet fails by an assertion and
never by an import that finds nothing.`;

export const stacks: Readonly<Record<StackId, Stack>> = {
  node_api: {
    title: "Node API",
    purpose: "a service with an HTTP API and no user interface",
    conventions: `TypeScript on Hono. src/app.ts exports createApp(), which has all routes; what they call lies beside it, src/<part>.ts. Tests are
test/<part>.test.ts with vitest and ask createApp().request(path). ${tests}`,
  },
  python_api: {
    title: "Python API",
    purpose: "a service with an HTTP API in Python, where data or models are at its heart",
    conventions: `Flask. Routes are in app/__init__.py; what they call lies beside it, app/<part>.py. Tests are tests/test_<part>.py with pytest and ask
by the fixture client. ${tests}`,
  },
  react_spa: {
    title: "React single-page app",
    purpose: "an application in the browser that needs no server of its own",
    conventions: `Vite, React, TypeScript. src/app.tsx knows each page by its path; pages are src/pages/<part>-page.tsx; what is no view is
src/<part>.ts. Tests are test/<part>.test.tsx with vitest and Testing Library and render <App path="…" />. ${tests}`,
  },
  vue_spa: {
    title: "Vue single-page app",
    purpose: "an application in the browser that needs no server of its own, for a team that works with Vue",
    conventions: `Vite, Vue, TypeScript. src/App.vue knows each page by its path; pages are src/pages/<Part>Page.vue; what is no view is
src/<part>.ts. Tests are test/<part>.test.ts with vitest and Testing Library and render App with a path. ${tests}`,
  },
  react_full_stack: {
    title: "React with its own API",
    purpose: "an application in the browser with a server that keeps its data",
    conventions: `Vite and React in src/client, Hono in src/server. src/server/app.ts exports createApp() with the API; src/client/app.tsx knows each
page by its path; the client asks the server by fetch("/api/…") and imports nothing of it. Tests are test/server/<part>.test.ts
(createApp().request(path)) and test/client/<part>.test.tsx (Testing Library). ${tests}`,
  },
};
