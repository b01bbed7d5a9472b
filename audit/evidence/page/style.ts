/** The page's only style. Colours carry no meaning alone: a word or a number always stands beside them. */
export const STYLE = `
:root {
  --ground: #f7f8f8; --sheet: #fff; --ink: #16202a; --quiet: #56636f; --line: #dde2e6; --tint: #eef1f3;
  --passed: #0b7a5d; --accepted: #b26a00; --accepted-ink: #8a5200; --open: #b3261e; --unknown: #5b6470;
  --band: #10382f; --band-open: #6d1a15; --band-unknown: #37414b; --band-ink: #fff; --link: #0b5cad;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10161b; --sheet: #182027; --ink: #e4eaee; --quiet: #9dabb6; --line: #2b3640; --tint: #202a32;
    --passed: #3fbf95; --accepted: #e0a03c; --accepted-ink: #ecb45c; --open: #ff8a80; --unknown: #94a1ad;
    --band: #0d2a24; --band-open: #4a1512; --band-unknown: #242d35; --link: #7db8f5;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
.verdict > *, nav > ul, main > *, footer > p { max-width: 1120px; margin-left: auto; margin-right: auto; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; background: var(--sheet); padding: 8px 12px; z-index: 2; }
code { font: 0.86em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }

.verdict { background: var(--band); color: var(--band-ink); padding: 36px 24px 28px; }
.verdict.open { background: var(--band-open); } .verdict.unknown { background: var(--band-unknown); }
.verdict .eyebrow { margin-bottom: 10px; font-size: 0.875rem; letter-spacing: 0.02em; opacity: 0.85; margin-top: 0; }
h1 { font-size: clamp(1.7rem, 4.6vw, 2.7rem); line-height: 1.12; font-weight: 650; letter-spacing: -0.02em; margin-top: 0; margin-bottom: 12px; text-wrap: balance; }
.mark { display: inline-block; width: 0.72em; height: 0.72em; margin-right: 0.4em; border-radius: 50%; background: #5fd6ae; }
.verdict.open .mark { background: #ffb4ab; border-radius: 2px; transform: rotate(45deg) scale(0.86); } .verdict.unknown .mark { background: none; border: 3px solid #fff; }
.sub { font-size: 1.02rem; margin-top: 0; margin-bottom: 24px; opacity: 0.94; } .sub { max-width: 1120px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(176px, 1fr)); gap: 1px; padding: 0; margin-top: 0; margin-bottom: 0; background: rgb(255 255 255 / 0.2); border-radius: 10px; overflow: hidden; border: 1px solid rgb(255 255 255 / 0.2); }
.tiles > div { background: var(--band); padding: 14px 16px; } .open .tiles > div { background: var(--band-open); } .unknown .tiles > div { background: var(--band-unknown); }
.tiles dt { font-size: 0.83rem; opacity: 0.85; } .tiles dd { margin: 0; }
.tiles b { display: block; font-size: 1.75rem; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
.tiles dd span { font-size: 0.8rem; line-height: 1.35; display: block; opacity: 0.85; }

nav { position: sticky; top: 0; z-index: 1; background: var(--sheet); border-bottom: 1px solid var(--line); padding: 0 24px; overflow-x: auto; }
nav ul { display: flex; gap: 4px 22px; list-style: none; padding: 0; margin-top: 0; margin-bottom: 0; white-space: nowrap; }
nav a { display: block; padding: 11px 0; color: var(--ink); text-decoration: none; font-size: 0.92rem; } nav a:hover { text-decoration: underline; }

main { padding: 12px 24px 48px; } main, section { min-width: 0; }
section { margin-top: 36px; scroll-margin-top: 56px; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 4px; letter-spacing: -0.01em; } h3 { font-size: 1.02rem; margin: 24px 0 8px; }
.lead { color: var(--quiet); margin: 0 0 16px; max-width: 76ch; } .quiet { color: var(--quiet); }
.scroll { overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 9px 14px; border-top: 1px solid var(--line); font-weight: 400; }
thead th { border-top: 0; color: var(--quiet); font-size: 0.82rem; white-space: nowrap; padding-bottom: 7px; }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .zero { color: var(--quiet); }
td.passed { color: var(--passed); } td.accepted { color: var(--accepted-ink); font-weight: 600; } td.open { color: var(--open); font-weight: 700; } td.unknown { font-weight: 600; }
.type { display: block; color: var(--quiet); font-size: 0.84rem; line-height: 1.4; } .nowrap { white-space: nowrap; } .soon { color: var(--open); font-weight: 600; }
.many { color: var(--quiet); font-weight: 400; font-size: 0.88rem; margin-left: 10px; white-space: nowrap; }
.reason { min-width: 15em; } .finding + .finding { margin-top: 8px; } #accepted td:nth-child(2) { width: 34%; min-width: 16em; } .hash code { font-size: 0.78rem; }
.packs th[scope='row'] { min-width: 12em; } .packs .bar { width: 30%; min-width: 130px; vertical-align: middle; } .packs thead th:nth-child(n + 3), .filterable thead th.num, #rules thead th:nth-child(n + 2), .plain thead th:last-child, #provenance thead th:nth-child(2) { text-align: right; }
.share { display: block; width: 100%; height: 12px; border-radius: 3px; overflow: hidden; background: var(--tint); }
.fill-compliant { fill: var(--passed); } .fill-accepted { fill: var(--accepted); } .fill-non-compliant { fill: var(--open); } .fill-not-evaluated { fill: var(--unknown); }
.tag { display: inline-block; background: var(--tint); border: 1px solid var(--line); border-radius: 4px; padding: 0 6px; font-size: 0.82rem; line-height: 1.5; white-space: nowrap; } .tag.unknown { border-style: dashed; }

.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 14px; align-items: start; }
.card { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; min-width: 0; } .card h3 { margin: 0; display: inline; overflow-wrap: anywhere; }
.access code { overflow-wrap: break-word; } .access { columns: 2; column-gap: 14px; } .access .card { break-inside: avoid; margin-bottom: 14px; }
article.card { padding-bottom: 2px; } article.card h3 { text-transform: capitalize; } article.card .many { text-transform: none; } .card > p { margin: 0 0 8px; font-size: 0.9rem; }
.card .scroll { border: 0; border-radius: 0; margin: 0 -16px; } .card th, .card td { padding-top: 7px; padding-bottom: 7px; } .card th:first-child { padding-left: 16px; }
.card table.plain { margin-top: 10px; } .card table.plain th:first-child { padding-left: 0; } .card table.plain td:last-child { padding-right: 0; }
summary { cursor: pointer; } details.card summary .quiet, details.card summary .services { display: block; font-size: 0.88rem; padding-left: 1.2em; } details.card summary .services { margin-top: 4px; font-size: 0.92rem; }
.drawing { margin-bottom: 14px; padding: 14px; } .drawing svg { display: block; width: 100%; height: auto; min-width: 860px; }
.band { fill: var(--tint); stroke: var(--line); } .band-title { fill: var(--quiet); font: 600 13px system-ui, sans-serif; }
.box { fill: var(--sheet); stroke: var(--passed); stroke-width: 1.4; } .box-name { fill: var(--ink); font: 600 13.5px system-ui, sans-serif; } .box-note { fill: var(--quiet); font: 12.5px system-ui, sans-serif; }
.arrow { fill: none; stroke: var(--quiet); stroke-width: 1.3; opacity: 0.75; } .tip { fill: var(--quiet); }

.groups { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.groups details { border-top: 1px solid var(--line); padding: 10px 16px; } .groups details:first-child { border-top: 0; }
.groups .what { display: block; color: var(--quiet); font-size: 0.92rem; padding-left: 1.05em; } .controls { color: var(--quiet); font-size: 0.82rem; line-height: 1.45; } p.controls { margin: 6px 0 0; padding-left: 1.4em; }
.groups ul { margin: 8px 0 4px; padding-left: 2.2em; font-size: 0.92rem; } .groups li { margin: 2px 0; } .groups .type { display: inline; }
#open .groups { border-left: 4px solid var(--open); } #open h2 { color: var(--open); } .all > summary { margin-bottom: 10px; color: var(--link); }
.filter { display: block; margin: 0 0 10px; font-size: 0.92rem; color: var(--quiet); } .filter input { font: inherit; width: min(22em, 100%); padding: 6px 10px; margin-right: 8px; color: var(--ink); background: var(--sheet); border: 1px solid var(--quiet); border-radius: 6px; }
.warnings { color: var(--open); } .chain { padding-left: 1.4em; } .chain b { display: inline-block; min-width: 8em; } .tools { columns: 2 18em; padding-left: 1.2em; margin: 0; }
footer { border-top: 1px solid var(--line); padding: 18px 24px 40px; color: var(--quiet); font-size: 0.9rem; } [hidden] { display: none !important; }

@media (max-width: 900px) { .access { columns: 1; } }
@media (max-width: 640px) { .verdict { padding: 26px 16px 20px; } main, nav, footer { padding-left: 16px; padding-right: 16px; } .tiles { grid-template-columns: 1fr 1fr; } .tiles > :last-child { grid-column: 1 / -1; } th, td { padding: 8px 10px; } }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --ground: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #bbb; --tint: #f2f2f2; --passed: #0b7a5d; --accepted: #b26a00; --accepted-ink: #8a5200; --open: #b3261e; --unknown: #5b6470; --band: #fff; --band-open: #fff; --band-unknown: #fff; --band-ink: #000; --link: #000; }
  body { font-size: 10pt; } nav, .skip, .filter { display: none; } .verdict { padding: 0 0 12px; border-bottom: 2px solid #000; } .mark { display: none; } .tiles { border: 1px solid #bbb; background: #bbb; grid-template-columns: repeat(5, 1fr); }
  main { padding: 0; max-width: none; } .scroll { overflow: visible; } .drawing svg { width: 100%; height: auto; } .share { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; } tr, .card, .tiles, h2, h3 { break-inside: avoid; } h2, h3, .lead { break-after: avoid; } thead { display: table-header-group; }
  .card { break-inside: auto; }
}
`;
