import { html } from "hono/html";

export type Html = ReturnType<typeof html>;

/**
 * A page on which people see what reached a stand-in. Everything put into `html` is escaped.
 * @param head what this page has in its head besides: a style.
 */
export function peoplePage(
  title: string,
  note: string | Html,
  body: Html | Html[],
  head: Html | "" = "",
): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          :root {
            color-scheme: light dark;
            --line: light-dark(#d8d2c6, #3a4148);
            --card: light-dark(#fff, #1f2428);
            --soft: light-dark(#5a646d, #a3adb6);
            --accent: light-dark(#1d5b8f, #7db7e8);
          }
          body {
            font:
              1rem/1.6 system-ui,
              sans-serif;
            max-width: 46rem;
            margin: 2rem auto;
            padding: 0 1rem;
            background: light-dark(#faf8f4, #16191c);
            color: light-dark(#22282d, #e6e4df);
          }
          a {
            color: var(--accent);
          }
          :focus-visible {
            outline: 2px solid var(--accent);
            outline-offset: 2px;
          }
          article {
            background: var(--card);
            border: 1px solid var(--line);
            border-radius: 0.5rem;
            padding: 0.5rem 1.2rem 1rem;
            margin: 1rem 0;
            overflow-wrap: anywhere;
          }
          h2 {
            font-size: 1.15rem;
            margin: 0.4rem 0;
          }
          h3 {
            font-size: 1rem;
            margin: 1rem 0 0;
          }
          dl {
            display: grid;
            grid-template-columns: max-content 1fr;
            gap: 0 1rem;
            margin: 0.4rem 0;
            color: var(--soft);
          }
          dd {
            margin: 0;
          }
          .text {
            white-space: pre-wrap;
            margin: 0.6rem 0 0;
          }
          .note {
            color: var(--soft);
          }
          summary {
            cursor: pointer;
          }
          form,
          form p {
            display: flex;
            flex-wrap: wrap;
            gap: 0.6rem;
            align-items: end;
            margin: 0.8rem 0;
          }
          form p {
            flex-basis: 100%;
            margin: 0;
          }
          form label {
            display: grid;
            font-size: 0.9rem;
            color: var(--soft);
          }
          form label.wide {
            flex-basis: 100%;
          }
          input,
          select,
          textarea,
          button {
            font: inherit;
            color: light-dark(#22282d, #e6e4df);
            background: light-dark(#fff, #16191c);
            border: 1px solid light-dark(#8a8578, #6b7680);
            border-radius: 0.35rem;
            padding: 0.35rem 0.6rem;
            max-width: 100%;
            box-sizing: border-box;
          }
          textarea {
            min-height: 5rem;
            resize: vertical;
          }
          button {
            cursor: pointer;
            font-weight: 600;
          }
        </style>
        ${head}
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="note">${note} <a href="/">All of the sandbox</a></p>
        </header>
        <main>${body}</main>
      </body>
    </html>`;
}
