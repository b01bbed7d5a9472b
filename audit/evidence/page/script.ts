/** Adds a filter above long lists, and opens what is folded for printing. The page is complete without it. */
export const SCRIPT = `
'use strict';
for (const list of document.querySelectorAll('table.filterable tbody, [data-filter]')) {
  const items = [...list.children];
  if (items.length < 9) continue;
  const box = document.createElement('label');
  box.className = 'filter';
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = 'a rule, resource or word';
  const shown = document.createElement('output');
  box.append('Filter ', input, shown);
  (list.closest('.scroll') ?? list).before(box);
  const texts = items.map((item) => item.textContent.toLowerCase());
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, index) => {
      item.hidden = !words.every((word) => texts[index].includes(word));
      if (!item.hidden) count += 1;
    });
    shown.textContent = words.length === 0 ? '' : ' ' + count + ' of ' + items.length;
  });
}
addEventListener('beforeprint', () => {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
});
`;
