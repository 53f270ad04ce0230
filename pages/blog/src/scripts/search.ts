interface Found {
  url: string;
  excerpt: string;
  meta: { title?: string };
}
interface Pagefind {
  /** Null when another search has begun since. */
  debouncedSearch(words: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}

const most = 20;
const form = document.querySelector<HTMLFormElement>("form.search");
const field = form?.querySelector("input");
const told = document.querySelector(".found");
const list = document.querySelector(".results");
const all = document.querySelector<HTMLElement>(".all");

if (form && field && told && list && all) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => void search());
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  void search();

  async function search(): Promise<void> {
    const words = field?.value.trim() ?? "";
    history.replaceState(null, "", words === "" ? location.pathname : `?q=${encodeURIComponent(words)}`);
    if (!told || !list || !all) return;
    all.hidden = words !== "";
    if (words === "") {
      told.textContent = "";
      list.replaceChildren();
      return;
    }
    try {
      const found = await ask(words);
      if (found === null || field?.value.trim() !== words) return;
      told.textContent = counted(found.total, words);
      list.replaceChildren(...found.pages.map(toItem));
    } catch (error) {
      console.error(error);
      told.textContent = "The search can't be loaded. All posts are listed below.";
      list.replaceChildren();
      all.hidden = false;
    }
  }
}

async function ask(words: string): Promise<{ total: number; pages: Found[] } | null> {
  // Made after the pages are, so no bundler can know it.
  const address = "/pagefind/pagefind.js";
  const pagefind: Pagefind = await import(/* @vite-ignore */ address);
  const found = await pagefind.debouncedSearch(words);
  if (found === null) return null;
  return {
    total: found.results.length,
    pages: await Promise.all(found.results.slice(0, most).map((one) => one.data())),
  };
}

function counted(total: number, words: string): string {
  if (total === 0) return `Nothing is found for “${words}”.`;
  return `${total === 1 ? "1 page" : `${total} pages`}${total > most ? `, the best ${most} of them` : ""}`;
}

function toItem({ url, meta, excerpt }: Found): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title ?? url;
  const words = document.createElement("p");
  // Only its text and its marks are taken over.
  for (const node of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes) {
    const part = document.createElement(node.nodeName === "MARK" ? "mark" : "span");
    part.textContent = node.textContent;
    words.append(part);
  }
  item.append(link, words);
  return item;
}
