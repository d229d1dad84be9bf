import js from "@eslint/js";
import globals from "globals";

/** Markup comes from the server only: a script never writes it. */
const MARKUP = ["innerHTML", "outerHTML"].map((property) => ({
  property,
  message: "The server renders; use textContent or a <template>.",
}));
const WRITERS = [
  { property: "insertAdjacentHTML", message: "The server renders; use append or replaceWith." },
  { object: "document", property: "write", message: "The server renders." },
  { object: "document", property: "writeln", message: "The server renders." },
];

export default [
  { ignores: [".venv/", "var/", "build/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["src/**/*.js", "tests/browser/**/*.js", "bench/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      "no-restricted-properties": ["error", ...MARKUP, ...WRITERS],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  { files: ["tests/js/**/*.js", "*.config.js"], languageOptions: { globals: globals.node } },
];
