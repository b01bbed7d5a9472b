import { CLASS_KEYS } from './keys';
import { TEXT_SCRIPT } from './text-script';

/**
 * The label page's only script. What comes from documents, schema and notes goes into the page as text and never as markup. Actions wait for
 * each other, so that a quick second key means the next item, and an answer shows as saved only after the server said so.
 */
export const SCRIPT = String.raw`
'use strict';
(() => {
  const KEYS = '${CLASS_KEYS}';
  const PAGE = 50;
  const MOST_PAGES = 8;
${TEXT_SCRIPT}
  const by = (id) => document.getElementById(id);
  const pages = new Map();
  let schema, progress, item;
  let waiting = Promise.resolve();

  const ask = async (path, body) => {
    const response = await fetch(path, body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error((await response.text()) || 'the server answered ' + response.status);
    return response.json();
  };

  const load = async (place) => {
    const start = place - (place % PAGE);
    if (!pages.has(start)) {
      pages.set(start, await ask('/items?from=' + start + '&count=' + PAGE));
      if (pages.size > MOST_PAGES) pages.delete(pages.keys().next().value);
    }
    return pages.get(start)[place - start];
  };

  const remember = (changed) => {
    const page = changed && pages.get(changed.place - (changed.place % PAGE));
    if (page) page[changed.place % PAGE] = changed;
  };

  const say = (text) => { by('said').textContent = text; };
  const nameOf = (value) => (schema.classes.find(({ id }) => id === value) || { name: value }).name;
  const number = (value) => value.toLocaleString('en');

  const showProgress = () => {
    const { total, answered, skipped } = progress;
    by('count').replaceChildren(make('b', number(answered)), ' of ' + number(total) + ' answered' + (skipped ? ', ' + number(skipped) + ' skipped' : ''));
    const bar = by('bar');
    bar.setAttribute('aria-valuemax', total);
    bar.setAttribute('aria-valuenow', answered + skipped);
    by('fill').style.transform = 'scaleX(' + (answered + skipped) / total + ')';
  };

  const showAnswers = () => {
    for (const button of by('answers').children) button.setAttribute('aria-pressed', String(button.dataset.value === item.value));
    by('skip').setAttribute('aria-pressed', String(item.skipped));
    by('write').setAttribute('aria-pressed', String(item.note !== ''));
  };

  const go = async (place) => {
    if (place < 0 || place >= progress.total) return;
    item = await load(place);
    by('where').textContent = 'Item ' + number(place + 1) + ' of ' + number(progress.total);
    by('fields').replaceChildren(...item.fields.map(([name, value]) => {
      const field = make('span');
      field.append(make('b', name), ' ' + value.replace(HIDDEN, '\u2423').slice(0, 200));
      return field;
    }));
    const marks = plainInto(by('text'), item.text);
    const remarks = [];
    if (marks > 0) remarks.push(marks === 1 ? 'One hidden character is shown by its number.' : number(marks) + ' hidden characters are shown by their numbers.');
    if (item.cut) remarks.push('The document goes on, but is shown no further.');
    by('marks').textContent = remarks.join(' ');
    by('marks').hidden = remarks.length === 0;
    by('text').scrollTop = 0;
    by('note').value = item.note;
    by('noteform').hidden = item.note === '';
    showAnswers();
    document.body.dataset.place = place;
  };

  const move = async (place) => {
    await go(place);
    const said = item.value !== undefined ? ', answered: ' + nameOf(item.value) : item.skipped ? ', skipped' : ', open';
    say(by('where').textContent + said + '.');
  };

  const act = async (request, spoken) => {
    const reply = await ask('/entries', request);
    progress = reply.progress;
    remember(reply.item);
    if (reply.item && item.place === reply.place) item = reply.item;
    showProgress();
    say(spoken);
    return reply;
  };

  const finished = () => { if (progress.next < 0) say((progress.total === 1 ? 'The one item is' : 'All ' + number(progress.total) + ' items are') + ' done. Thank you. You may close the page, or go back with k.'); };

  const choose = async (value) => {
    const place = item.place;
    const { progress: now } = await act({ kind: 'answer', place, value }, 'Saved item ' + number(place + 1) + ': ' + nameOf(value) + '.');
    await go(now.next < 0 ? place : now.next);
    showAnswers();
    finished();
  };
  const skip = async () => {
    const place = item.place;
    const { progress: now } = await act({ kind: 'skip', place }, 'Skipped item ' + number(place + 1) + '.');
    await go(now.next < 0 ? place : now.next);
    showAnswers();
    finished();
  };
  const undo = async () => {
    const { place } = await act({ kind: 'undo' }, '');
    say(place < 0 ? 'There is nothing to take back.' : 'Took back item ' + number(place + 1) + '.');
    await go(place);
  };
  const saveNote = async () => {
    await act({ kind: 'note', place: item.place, note: by('note').value.trim() }, 'Note saved.');
    showAnswers();
    by('note').blur();
    by('noteform').hidden = item.note === '';
  };
  const write = () => {
    by('noteform').hidden = false;
    by('note').focus();
  };
  const leaveNote = () => {
    by('note').value = item.note;
    by('note').blur();
    by('noteform').hidden = item.note === '';
  };

  /** Runs an action after those before it. */
  const run = (action) => {
    waiting = waiting.then(action).then(
      () => { by('alarm').hidden = true; },
      (error) => {
        by('alarm').textContent = 'Not saved: ' + (error instanceof TypeError ? 'the page has lost its server. Start it again and open the new address.' : error.message) + ' What was saved before is safe.';
        by('alarm').hidden = false;
      },
    );
  };

  const ACTIONS = {
    j: () => move(item.place + 1), ArrowRight: () => move(item.place + 1),
    k: () => move(item.place - 1), ArrowLeft: () => move(item.place - 1),
    o: async () => { if (progress.next < 0) finished(); else await move(progress.next); },
    s: skip, u: undo, n: write,
    g: () => { by('guide').open = !by('guide').open; },
    '?': () => by('keys').showModal(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.target === by('note')) {
      if (event.key === 'Escape') leaveNote();
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(saveNote); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || by('keys').open || !item) return;
    const chosen = schema.classes[KEYS.indexOf(event.key)];
    if (chosen) { event.preventDefault(); run(() => choose(chosen.id)); return; }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (document.activeElement !== by('text')) by('text').scrollBy(0, event.key === 'ArrowDown' ? 60 : -60);
      return;
    }
    const action = Object.hasOwn(ACTIONS, event.key) ? ACTIONS[event.key] : undefined;
    if (action) { event.preventDefault(); run(action); }
  });

  const click = (id, action) => by(id).addEventListener('click', () => run(action));
  click('skip', skip); click('undo', undo); click('write', write);
  click('previous', ACTIONS.k); click('following', ACTIONS.j); click('help', ACTIONS['?']);
  by('close').addEventListener('click', () => by('keys').close());
  by('noteform').addEventListener('submit', (event) => { event.preventDefault(); run(saveNote); });

  const showSchema = (labeller) => {
    document.title = schema.question;
    by('schema').textContent = schema.id + ' version ' + schema.version;
    by('labeller').textContent = labeller;
    by('question').textContent = schema.question;
    by('guideversion').textContent = 'version ' + schema.guideline.version;
    by('answers').replaceChildren(...schema.classes.map(({ id, name, definition }, index) => {
      const button = make('button');
      button.type = 'button';
      button.dataset.value = id;
      button.append(make('kbd', KEYS[index]), make('span', name, 'name'), make('span', 'chosen', 'chosen'), make('span', definition, 'means'));
      button.addEventListener('click', () => run(() => choose(id)));
      return button;
    }));
    const guide = by('guideline');
    guide.append(make('div', schema.guideline.text.trim()));
    for (const { name, examples } of schema.classes) {
      if (examples.length > 0) guide.append(make('h3', 'Examples of ' + name), ...examples.map((text) => make('q', text)));
    }
  };

  run(async () => {
    const state = await ask('/state');
    ({ schema, progress } = state);
    showSchema(state.labeller);
    showProgress();
    await go(progress.next < 0 ? 0 : progress.next);
    finished();
    document.body.dataset.ready = 'yes';
  });
})();
`;
