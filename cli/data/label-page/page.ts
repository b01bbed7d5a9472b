import { createHash } from 'node:crypto';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** The page, and the policy under which it runs. */
export interface Page {
  readonly html: string;
  /** Content-Security-Policy: its own style and script by hash, requests to its own server, nothing else. */
  readonly policy: string;
}

const BODY = `
<a class="jump" href="#answers">To the answers</a>
<header>
  <div class="top">
    <p class="who"><span id="schema"></span><span id="labeller"></span></p>
    <p class="count" id="count"></p>
  </div>
  <div class="bar" id="bar" role="progressbar" aria-label="Items answered or skipped" aria-valuemin="0"><i id="fill"></i></div>
</header>
<main>
  <section class="item" aria-labelledby="where">
    <div class="head"><h2 id="where">Loading</h2><p id="fields"></p></div>
    <div class="text" id="text" tabindex="0" role="region" aria-label="The document" dir="auto"></div>
    <p class="marks" id="marks" hidden></p>
  </section>
  <section class="side" aria-labelledby="question">
    <h1 id="question"></h1>
    <div id="answers" role="group" aria-labelledby="question" tabindex="-1"></div>
    <div class="tools">
      <button type="button" id="skip"><kbd>s</kbd> Skip</button>
      <button type="button" id="undo"><kbd>u</kbd> Undo</button>
      <button type="button" id="write"><kbd>n</kbd> Note</button>
      <button type="button" id="previous" aria-label="Previous item"><kbd>k</kbd> Back</button>
      <button type="button" id="following" aria-label="Next item"><kbd>j</kbd> Next</button>
      <button type="button" id="help"><kbd>?</kbd> Help</button>
    </div>
    <form id="noteform" hidden>
      <label for="note">Note on this item</label>
      <textarea id="note" rows="3" maxlength="2000"></textarea>
      <p><button type="submit">Save note</button> <span class="quiet">Ctrl+Enter saves, Esc leaves it</span></p>
    </form>
    <p class="said" id="said" role="status" aria-live="polite"></p>
    <p class="alarm" id="alarm" role="alert" hidden></p>
    <details id="guide" open><summary>Guideline <span id="guideversion"></span></summary><div id="guideline" dir="auto"></div></details>
  </section>
</main>
<dialog id="keys" aria-labelledby="keystitle">
  <h2 id="keystitle">Keys</h2>
  <dl>
    <div><dt><kbd>1</kbd> <kbd>2</kbd> ...</dt><dd>Choose that answer, save it, and go on</dd></div>
    <div><dt><kbd>j</kbd> or <kbd>&rarr;</kbd></dt><dd>Next item</dd></div>
    <div><dt><kbd>k</kbd> or <kbd>&larr;</kbd></dt><dd>Previous item</dd></div>
    <div><dt><kbd>o</kbd></dt><dd>Next item without an answer</dd></div>
    <div><dt><kbd>s</kbd></dt><dd>Skip: you cannot or would rather not say</dd></div>
    <div><dt><kbd>u</kbd></dt><dd>Take the last answer or skip back</dd></div>
    <div><dt><kbd>n</kbd></dt><dd>Write a note on this item</dd></div>
    <div><dt><kbd>g</kbd></dt><dd>Open or close the guideline</dd></div>
    <div><dt><kbd>&uarr;</kbd> <kbd>&darr;</kbd></dt><dd>Scroll the document</dd></div>
    <div><dt><kbd>Esc</kbd></dt><dd>Close this</dd></div>
  </dl>
  <p class="quiet">Each answer is saved as you give it. You may close the page at any time and go on later.</p>
  <button type="button" id="close">Close</button>
</dialog>`;

/** The whole page in one file. No document and no schema is in it: its script asks for them and sets them as text. */
export function labelPage(): Page {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Label</title>
<style>${STYLE}</style>
</head>
<body>${BODY}
<script>${SCRIPT}</script>
</body>
</html>
`;
  return { html, policy };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
