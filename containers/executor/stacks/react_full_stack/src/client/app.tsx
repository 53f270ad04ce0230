import type { ComponentType } from "react";
import { HomePage } from "./home-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

/** Each page by its path. */
const pages: ReadonlyMap<string, ComponentType> = new Map([["/", HomePage]]);

/** The whole app, at a path such as "/". */
export function App({ path }: { path: string }) {
  const Page = pages.get(path) ?? NotFoundPage;
  return (
    <main>
      <Page />
    </main>
  );
}
