import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  Notification,
} from "@mantine/core";

/** The blue of an enamel signal arm, from the lightest to the darkest. */
const rail: MantineColorsTuple = [
  "#eef4fb",
  "#dbe6f3",
  "#b4cbe6",
  "#89aed9",
  "#6696ce",
  "#4f87c8",
  "#427fc6",
  "#336daf",
  "#27619d",
  "#12538b",
];

export const theme = createTheme({
  primaryColor: "rail",
  primaryShade: { light: 8, dark: 7 },
  colors: { rail },
  defaultRadius: "md",
  cursorType: "pointer",
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.6rem" }, h2: { fontSize: "1.2rem" } } },
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close" } } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close" } } }),
  },
});

/** Some of Mantine's own colors are too pale to read on their backgrounds (WCAG asks for 4.5 to 1). */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#5b6670",
    "--mantine-color-error": "#b52222",
    "--mantine-color-red-light-color": "#b52222",
    "--mantine-color-orange-light-color": "#a33509",
    "--mantine-color-green-light-color": "#1f6b2f",
    "--mantine-color-teal-light-color": "#06684b",
  },
  dark: { "--mantine-color-dimmed": "#a6b0ba", "--mantine-color-error": "#ff8787" },
});
