import { html } from "hono/html";
import { networkStyle } from "../network-style.ts";

/** What its page has of Threads' look. */
export const style = html`${networkStyle}
  <style>
    body {
      max-width: 38rem;
      background: light-dark(#fff, #101010);
      --accent: light-dark(#0064d1, #85a1ff);
      --face: 2.3rem;
      --face-color: light-dark(#111, #eee);
      --face-text: light-dark(#fff, #111);
    }
    .profile {
      display: flex;
      justify-content: space-between;
      align-items: center;
    }
    .badge {
      background: color-mix(in srgb, currentColor 10%, transparent);
      border-radius: 1rem;
      padding: 0.15rem 0.6rem;
      font-size: 0.8rem;
    }
  </style>`;
