/*
 * The queue of documents to validate, with the preview in it, keys, and the next one without a new page. What is shown is
 * always what the server wrote: a link or a form of the queue is fetched, and its part of the page is put in place.
 *   j, k, arrows   the next, the one before      v validate      a acknowledge receipt
 *   r              to the reason; Enter refuses   x tick           Escape leaves the field
 * No key acts while somebody types, in a dialog, or with Ctrl, Alt or Meta.
 */
function elaskaQueue() {
  'use strict';

  const queue = () => document.querySelector('[data-elaska-queue]');
  if (!queue()) return;
  const live = document.createElement('p');
  live.className = 'elq-live';
  live.setAttribute('role', 'status');
  live.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
  document.body.append(live);
  let shown = null;
  let going = null;

  /* The preview stays where the same document is shown again. */
  function preview() {
    const stage = queue().querySelector('[data-elq-preview]');
    const id = stage ? Number(stage.dataset.elqPreview) : 0;
    if (shown && shown.id === id && id) {
      stage.replaceWith(shown.stage);
      return;
    }
    if (shown) shown.close();
    shown = null;
    if (!id || !window.ElaskaViewer || !window.ElaskaViewer.embed) return;
    const door = queue().dataset;
    stage.textContent = '';
    const close = window.ElaskaViewer.embed(stage, { doc: { id, name: stage.dataset.name }, endpoint: door.endpoint, token: door.token, file: door.file });
    shown = { id, stage, close };
  }

  /* The next document is drawn while this one is read. */
  function ahead() {
    const item = queue().querySelector('[data-elq-ahead]');
    if (!item) return;
    const { endpoint, token } = queue().dataset;
    fetch(endpoint, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', 'x-elaska-token': token }, body: JSON.stringify({ op: 'preview.read', in: { file: Number(item.dataset.elqAhead) } }) }).catch(() => undefined);
  }

  function bulk() {
    const form = queue().querySelector('[data-elq-list]');
    const bar = form && form.querySelector('[data-elq-bulk]');
    if (!bar) return;
    const boxes = [...form.querySelectorAll('input[name="items[]"]')];
    const all = bar.querySelector('[data-elq-all]');
    const said = bar.querySelector('[data-elq-count]');
    const hint = said.textContent;
    const draw = () => {
      const on = boxes.filter((box) => box.checked).length;
      said.textContent = on ? said.dataset.many.replace('%s', String(on)) : hint;
      bar.querySelector('button').disabled = on === 0;
      all.checked = on > 0 && on === boxes.length;
      all.indeterminate = on > 0 && on < boxes.length;
    };
    all.addEventListener('change', () => {
      boxes.forEach((box) => (box.checked = all.checked));
      draw();
    });
    boxes.forEach((box) => box.addEventListener('change', draw));
    draw();
  }

  function began() {
    preview();
    bulk();
    const row = queue().querySelector('.elq-row[aria-current]');
    const list = queue().querySelector('.elq-rows');
    if (row && list && list.scrollHeight > list.clientHeight) {
      const { top, bottom } = row.getBoundingClientRect();
      const box = list.getBoundingClientRect();
      if (top < box.top || bottom > box.bottom) row.scrollIntoView({ block: 'center' });
    }
    window.setTimeout(ahead, 400);
  }

  function put(page, focus) {
    const next = page.querySelector('[data-elaska-queue]');
    if (!next) return false;
    const ticked = new Set([...queue().querySelectorAll('.elq-row input:checked')].map((box) => box.value));
    const list = queue().querySelector('.elq-rows');
    const top = list ? list.scrollTop : 0;
    next.querySelectorAll('.elq-row input').forEach((box) => (box.checked = ticked.has(box.value)));
    next.querySelectorAll('.elq-said').forEach((one) => one.removeAttribute('role')); /* said once, below */
    queue().replaceWith(document.adoptNode(next));
    const rows = queue().querySelector('.elq-rows');
    if (rows) rows.scrollTop = top;
    began();
    live.textContent = [...queue().querySelectorAll('.elq-said')].map((one) => one.textContent.trim()).join(' ');
    const wrong = queue().querySelector('[aria-invalid]');
    const title = queue().querySelector('.elq-head h2');
    if (wrong) wrong.focus();
    else if (focus && title) title.focus({ preventScroll: true });
    if (window.matchMedia('(max-width: 900px)').matches) window.scrollTo(0, 0);
    return true;
  }

  /* Whatever cannot be put in place (a session that ended, a page that was refused) is shown as a page. */
  async function go(address, options = {}, move = 'push', focus = true) {
    if (going && options.method === 'POST') return;
    if (going) going.abort();
    const mine = (going = new AbortController());
    queue().setAttribute('data-busy', '');
    try {
      const answer = await fetch(address, { credentials: 'same-origin', signal: mine.signal, ...options });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (!put(page, focus)) {
        window.location.assign(answer.url);
        return;
      }
      const url = answer.redirected || options.method !== 'POST' ? answer.url : window.location.href;
      if (move === 'push') window.history.pushState({}, '', url);
      else window.history.replaceState({}, '', url);
    } catch (error) {
      if (mine.signal.aborted) return;
      if (options.method === 'POST') {
        const form = options.form;
        going = null;
        HTMLFormElement.prototype.submit.call(form);
        return;
      }
      window.location.assign(address);
    } finally {
      if (going === mine) going = null;
      queue().removeAttribute('data-busy');
    }
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('[data-elq-open], [data-elq-back]');
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void go(link.href);
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('[data-elaska-queue] form') || form.elements.namedItem('action')?.value !== 'decide') return;
    event.preventDefault();
    const body = new FormData(form, event.submitter || form.querySelector('button[name="to"]'));
    void go(form.getAttribute('action'), { method: 'POST', body, form }, 'replace');
  });

  window.addEventListener('popstate', () => void go(window.location.href, {}, 'replace', false));

  const types = (node) => node instanceof Element && (node.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]') || Boolean(node.closest('dialog, .select2-container')));
  const step = (way) => queue().querySelector(`[data-elq-way="${way}"]`)?.click();
  const press = (key) => queue().querySelector(`button[data-elq-key="${key}"]`)?.click();
  const KEYS = {
    j: () => step('right'),
    k: () => step('left'),
    v: () => press('v'),
    a: () => press('a'),
    r: () => queue().querySelector('input[data-elq-key="r"]')?.focus(),
    x: () => queue().querySelector('.elq-row[aria-current] input')?.click(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
    const at = event.target;
    if (event.key === 'Escape' && at instanceof HTMLElement && at.closest('.elq-no')) {
      at.blur();
      queue().querySelector('.elq-head h2')?.focus({ preventScroll: true });
      return;
    }
    if (types(at)) return;
    const arrow = { ArrowDown: 'right', ArrowUp: 'left' }[event.key];
    /* Inside the preview the arrows move over the page. */
    if (arrow && !(at instanceof Element && at.closest('.elq-stage')) && queue().querySelector(`[data-elq-way="${arrow}"]`)) {
      event.preventDefault();
      step(arrow);
      return;
    }
    const act = event.shiftKey || event.repeat ? undefined : KEYS[event.key];
    if (!act || !queue().querySelector('.elq-item')) return;
    event.preventDefault();
    act();
  });

  began();
}
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', elaskaQueue);
else elaskaQueue();
