/** The label page's only style. A colour never stands alone for a meaning. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f7; --sheet: #fff; --ink: #16202a; --quiet: #55626e; --line: #d9dfe4; --tint: #eef2f4;
  --lead: #0b7a5d; --lead-ink: #fff; --lead-tint: #e3f3ee; --alarm: #b3261e; --mark: #fff0c9; --mark-ink: #6b4600; --link: #0b5cad;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161b; --sheet: #182027; --ink: #e4eaee; --quiet: #9dabb6; --line: #2f3b46; --tint: #212c35;
    --lead: #3fbf95; --lead-ink: #06231a; --lead-tint: #16352c; --alarm: #ff8a80; --mark: #4a3a10; --mark-ink: #ffdf94; --link: #7db8f5;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; }
body { margin: 0; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 6px; }
.jump { position: absolute; left: -9999px; } .jump:focus { left: 8px; top: 8px; z-index: 2; background: var(--sheet); color: var(--ink); padding: 8px 12px; }
.quiet { color: var(--quiet); font-size: 0.86rem; }
p { margin: 0; }

header { background: var(--sheet); }
.top { display: flex; justify-content: space-between; gap: 16px; padding: 12px 24px; font-size: 0.92rem; color: var(--quiet); }
.who { display: flex; gap: 10px; min-width: 0; } #schema { color: var(--ink); font-weight: 600; } #labeller::before { content: '\\00b7'; margin-right: 10px; }
.count { font-variant-numeric: tabular-nums; white-space: nowrap; } .count b { color: var(--ink); font-weight: 600; }
.bar { height: 4px; background: var(--line); } .bar i { display: block; height: 100%; width: 100%; background: var(--lead); transform-origin: left; transform: scaleX(0); transition: transform 0.2s; }

main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(320px, 400px); gap: 20px; padding: 20px 24px 24px; width: 100%; max-width: 1360px; margin: 0 auto; }
.item { display: flex; flex-direction: column; min-height: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.head { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; padding: 12px 20px; border-bottom: 1px solid var(--line); }
h2 { margin: 0; font-size: 0.92rem; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
#fields { color: var(--quiet); font-size: 0.86rem; text-align: right; min-width: 0; overflow-wrap: anywhere; } #fields span + span { margin-left: 14px; } #fields b { font-weight: 600; }
.text { flex: 1; overflow: auto; padding: 20px; font-size: 1.06rem; line-height: 1.62; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; outline-offset: -3px; }
.text > div { max-width: 74ch; }
.marks { border-top: 1px solid var(--line); padding: 8px 20px; background: var(--mark); color: var(--mark-ink); font-size: 0.88rem; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: 0 3px; margin: 0 1px; font: 0.74em ui-monospace, Menlo, Consolas, monospace; unicode-bidi: isolate; }

.side { min-height: 0; overflow: auto; padding: 2px 4px 4px; margin: -2px -4px -4px; }
h1 { font-size: 1.24rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; margin: 6px 0 14px; text-wrap: balance; }
button { font: inherit; color: inherit; cursor: pointer; }
#answers { display: grid; gap: 8px; outline: none; }
#answers button { display: grid; grid-template-columns: auto 1fr auto; gap: 2px 12px; align-items: center; text-align: left; width: 100%; padding: 10px 14px; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
#answers button:hover { border-color: var(--lead); }
#answers .name { font-weight: 600; } #answers .means { grid-column: 2 / -1; color: var(--quiet); font-size: 0.88rem; line-height: 1.4; }
#answers .chosen { color: var(--lead); font-size: 0.82rem; font-weight: 600; visibility: hidden; }
#answers [aria-pressed='true'] { border-color: var(--lead); background: var(--lead-tint); box-shadow: inset 0 0 0 1px var(--lead); } #answers [aria-pressed='true'] .chosen { visibility: visible; }
kbd { display: inline-block; min-width: 1.7em; padding: 1px 5px; text-align: center; background: var(--tint); border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 5px; font: 600 0.8rem/1.45 ui-monospace, Menlo, Consolas, monospace; }
.tools { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; margin-top: 12px; }
.tools button, form button, dialog button { background: none; border: 1px solid var(--line); border-radius: 8px; padding: 6px 10px; font-size: 0.9rem; text-align: left; } .tools button:hover, form button:hover, dialog button:hover { background: var(--tint); }
.tools button[aria-pressed='true'] { background: var(--tint); border-color: var(--quiet); font-weight: 600; }
form { margin-top: 14px; display: grid; gap: 6px; } label { font-size: 0.9rem; font-weight: 600; }
textarea { font: inherit; width: 100%; padding: 8px 10px; color: var(--ink); background: var(--sheet); border: 1px solid var(--quiet); border-radius: 8px; resize: vertical; }
.said { min-height: 1.5em; margin-top: 12px; color: var(--quiet); font-size: 0.9rem; overflow-wrap: anywhere; }
.alarm { margin-top: 8px; padding: 10px 14px; border: 1px solid var(--alarm); border-left-width: 4px; border-radius: 8px; color: var(--alarm); }
details { margin-top: 14px; border-top: 1px solid var(--line); padding-top: 12px; } summary { cursor: pointer; font-weight: 600; font-size: 0.95rem; } summary span { color: var(--quiet); font-weight: 400; }
#guideline { margin-top: 8px; font-size: 0.93rem; white-space: pre-wrap; overflow-wrap: anywhere; }
#guideline h3 { margin: 14px 0 2px; font-size: 0.93rem; white-space: normal; } #guideline q { display: block; quotes: none; margin: 4px 0; padding-left: 10px; border-left: 3px solid var(--line); color: var(--quiet); }

dialog { color: var(--ink); background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; padding: 22px 26px; width: min(30rem, calc(100vw - 32px)); } dialog::backdrop { background: rgb(8 14 18 / 0.55); }
dialog h2 { font-size: 1.15rem; margin-bottom: 12px; } dl { margin: 0 0 14px; } dl div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 10px; padding: 5px 0; } dd { margin: 0; } dialog button { margin-top: 14px; }

@media (max-width: 820px) { html, body { height: auto; } main { display: block; padding: 14px; } .text { max-height: 55vh; } .side { margin-top: 16px; overflow: visible; } .top { padding: 10px 14px; flex-wrap: wrap; gap: 2px 16px; } }
@media (prefers-reduced-motion: reduce) { .bar i { transition: none; } }
@media (forced-colors: active) { .bar i { background: Highlight; } #answers [aria-pressed='true'] { outline: 2px solid Highlight; } }
`;
