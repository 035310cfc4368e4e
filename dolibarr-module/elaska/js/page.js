/*
 * Small helps of the back-office pages; every page works without them.
 *   form[data-elaska-select]     shows its actions when rows are ticked, with their count and total
 *   button[data-elaska-reason]   asks for the reason that its action needs before the form goes
 *   select[data-elaska-case]     a search field above the choice, asking the core
 *   [data-elaska-ticking]        a clock that goes on from its seconds
 *   input[data-elaska-find]      shows only what holds the words typed; sections of [data-elaska-found] without any go
 *   a[href*="file.php"][href*="view=1"]  opens the viewer on that document, among those of its page
 *   [data-elaska-sealed]         shows a sensitive value in clear, and hides it again
 *   button[data-elaska-copy-field] copies the field that it names
 *   form[data-elaska-keep]       warns before leaving with something typed and not saved
 */
(function () {
  'use strict';

  const clock = (s) =>
    [Math.floor(s / 3600), Math.floor((s % 3600) / 60), s % 60].map((n) => String(n).padStart(2, '0')).join(':');

  function selection(form) {
    const bar = form.querySelector('[data-elaska-bar]');
    const all = form.querySelector('[data-elaska-all]');
    const boxes = [...form.querySelectorAll('input[name="toselect[]"]')];
    if (!bar) return;
    const draw = () => {
      const on = boxes.filter((box) => box.checked);
      bar.hidden = on.length === 0;
      const text = bar.querySelector('[data-elaska-count]');
      if (text) {
        const sum = on.reduce((s, box) => s + Number(box.dataset.seconds || 0), 0);
        text.textContent = `${on.length} · ${clock(sum)}`;
      }
      bar.querySelectorAll('button[data-to]').forEach((button) => {
        button.hidden = !on.some((box) => (box.dataset.can || '').split(' ').includes(button.dataset.to));
      });
      boxes.forEach((box) => box.closest('tr')?.classList.toggle('highlight', box.checked));
      if (all) {
        all.checked = on.length > 0 && on.length === boxes.length;
        all.indeterminate = on.length > 0 && on.length < boxes.length;
      }
    };
    all?.addEventListener('change', () => {
      boxes.forEach((box) => (box.checked = all.checked));
      draw();
    });
    boxes.forEach((box) => box.addEventListener('change', draw));
    draw();
  }

  /* The viewer comes with the first document that is opened; a click that means more (a new tab) stays the browser's. */
  const here = document.currentScript ? document.currentScript.src : '';
  let viewer = null;
  const beside = (name) => here.replace(/page\.js/, name);
  function viewerThere() {
    if (window.ElaskaViewer) return Promise.resolve();
    viewer ??= new Promise((done, failed) => {
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = beside('viewer.css');
      const script = document.createElement('script');
      script.src = beside('viewer.js');
      script.onload = done;
      script.onerror = failed;
      document.head.append(style, script);
    });
    return viewer;
  }

  const DOCUMENT = 'a[href*="/elaska/file.php?"][href*="view=1"]';
  /* Former versions are read as files. */
  const documentOf = (link) => {
    const facts = new URL(link.href).searchParams;
    return facts.has('number') ? 0 : Number(facts.get('id'));
  };

  function view(event) {
    const link = event.target.closest && event.target.closest(DOCUMENT);
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const door = link.closest('[data-endpoint][data-token]') || document.querySelector('[data-endpoint][data-token]');
    if (!door || !here || !documentOf(link)) return;
    event.preventDefault();
    const docs = new Map();
    document.querySelectorAll(DOCUMENT).forEach((one) => {
      if (documentOf(one) && !docs.has(documentOf(one))) docs.set(documentOf(one), one.textContent.trim());
    });
    const list = [...docs].map(([id, name]) => ({ id, name }));
    const start = list.findIndex(({ id }) => id === documentOf(link));
    viewerThere().then(
      () => window.ElaskaViewer.open({ docs: list, start, endpoint: door.dataset.endpoint, token: door.dataset.token, file: link.href.replace(/[?].*$/, '') }),
      () => {
        viewer = null;
        window.location.assign(link.href);
      },
    );
  }
  document.addEventListener('click', view);

  function sealed(box) {
    const [text, , said] = box.children;
    const button = box.querySelector('button');
    const mask = text.textContent;
    const show = button.textContent;
    button.addEventListener('click', async () => {
      said.textContent = '';
      if (text.textContent !== mask) {
        text.textContent = mask;
        button.textContent = show;
        return;
      }
      button.disabled = true;
      try {
        const answer = await fetch(box.dataset.endpoint, {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'Content-Type': 'application/json', 'X-Elaska-Token': box.dataset.token },
          body: JSON.stringify({ op: 'sealed.reveal', in: { sealed: box.dataset.elaskaSealed } }),
        });
        const body = await answer.json();
        if (!answer.ok) throw new Error((body.error || body).message || '');
        const { rows, text: clear } = body.out;
        text.textContent = (rows || []).map((line) => line.join(' · ')).join('\n') || clear;
        button.textContent = button.dataset.hide;
      } catch (error) {
        said.textContent = error.message;
      }
      button.disabled = false;
    });
  }

  /* The reason is asked in a dialog of the page; without dialogs the form's own field is used. */
  function reason(button) {
    const form = button.form;
    button.addEventListener('click', (event) => {
      const field = form.querySelector('[name="reason"]');
      if (!field || field.value.trim() !== '' || typeof HTMLDialogElement === 'undefined') return;
      event.preventDefault();
      const dialog = document.createElement('dialog');
      dialog.className = 'elaska-dialog';
      const title = document.createElement('h3');
      title.textContent = button.dataset.elaskaReason;
      const text = document.createElement('textarea');
      text.rows = 3;
      text.maxLength = 500;
      text.setAttribute('aria-label', button.dataset.elaskaReason);
      const ok = document.createElement('button');
      ok.type = 'button';
      ok.className = 'button';
      ok.textContent = button.textContent;
      const no = document.createElement('button');
      no.type = 'button';
      no.className = 'button button-cancel';
      no.textContent = button.dataset.cancel || '✕';
      no.addEventListener('click', () => dialog.close());
      ok.addEventListener('click', () => {
        if (text.value.trim() === '') {
          text.focus();
          text.setAttribute('aria-invalid', 'true');
          return;
        }
        field.value = text.value;
        dialog.close();
        form.requestSubmit(button);
      });
      dialog.append(title, text, ok, no);
      dialog.addEventListener('close', () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
      text.focus();
    });
  }

  function picker(select) {
    const search = document.createElement('input');
    search.type = 'search';
    search.className = 'flat elaska-case-search';
    search.placeholder = select.dataset.placeholder || '';
    search.setAttribute('aria-label', search.placeholder);
    search.setAttribute('aria-controls', select.id);
    select.before(search);
    let wait = 0;
    let asked = new AbortController();
    const client = () => Number(select.form?.querySelector('[name="client"]')?.value || 0);
    const ask = async () => {
      asked.abort();
      asked = new AbortController();
      const input = search.value.trim() ? { search: search.value.trim() } : {};
      if (client() > 0 && !input.search) input.client = client();
      try {
        const response = await fetch(select.dataset.endpoint, {
          method: 'POST',
          credentials: 'same-origin',
          signal: asked.signal,
          headers: { 'content-type': 'application/json', 'x-elaska-token': select.dataset.token },
          body: JSON.stringify({ op: 'case.picker', in: input }),
        });
        if (!response.ok) return;
        const rows = (await response.json()).out.rows;
        const chosen = select.selectedOptions[0];
        const kept = chosen && chosen.value ? [chosen] : [];
        const empty = [...select.options].filter((option) => option.value === '');
        const found = rows
          .filter((row) => String(row.id) !== chosen?.value)
          .map((row) => new Option(`${row.ref} ${row.title} — ${row.client?.name ?? ''}`, String(row.id)));
        select.replaceChildren(...empty, ...kept, ...found);
        /* One answer to a search is what was meant. */
        if (input.search && found.length > 0) {
          found[0].selected = true;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }
      } catch {
        /* The list stays as it was. */
      }
    };
    search.addEventListener('input', () => {
      clearTimeout(wait);
      wait = window.setTimeout(ask, 180);
    });
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    /* Dolibarr's own choices tell their changes to jQuery only. */
    const clients = select.form?.querySelector('[name="client"]');
    if (clients && window.jQuery) window.jQuery(clients).on('change', ask);
    else clients?.addEventListener('change', ask);
  }

  function keep(form) {
    let dirty = false;
    form.addEventListener('input', () => (dirty = true));
    form.addEventListener('submit', () => (dirty = false));
    window.addEventListener('beforeunload', (event) => {
      if (dirty) event.preventDefault();
    });
  }

  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

  /* All words, in any order, accents or none; Enter opens the only one left. */
  function finder(input) {
    input.parentElement.hidden = false;
    const all = [...document.querySelectorAll(input.dataset.elaskaFind)].map((node) => [node, plain(node.textContent)]);
    const show = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      all.forEach(([node, text]) => (node.hidden = !words.every((word) => text.includes(word))));
      document.querySelectorAll('[data-elaska-found]').forEach((part) => {
        part.hidden = !all.some(([node]) => part.contains(node) && !node.hidden);
      });
      const none = document.querySelector('[data-elaska-notfound]');
      if (none) none.hidden = all.some(([node]) => !node.hidden);
    };
    input.addEventListener('input', show);
    input.addEventListener('keydown', (event) => {
      const left = all.filter(([node]) => !node.hidden);
      if (event.key !== 'Enter' || left.length !== 1) return;
      event.preventDefault();
      left[0][0].querySelector('a')?.click();
    });
    show();
  }

  /* Parts of a form that only one choice needs: data-elaska-when="model=package,fixed". */
  function when(part) {
    const [name, values] = part.dataset.elaskaWhen.split('=');
    const source = part.closest('form')?.elements.namedItem(name);
    if (!(source instanceof HTMLSelectElement)) return;
    const draw = () => (part.hidden = !values.split(',').includes(source.value));
    source.addEventListener('change', draw);
    draw();
  }

  function ticking(face) {
    const from = Date.now() - Number(face.dataset.elaskaTicking) * 1000;
    window.setInterval(() => (face.textContent = clock(Math.max(0, Math.floor((Date.now() - from) / 1000)))), 1000);
  }

  /* Left by the form of the page before (js/form.js): said once, without getting in the way. */
  function saved() {
    const text = sessionStorage.getItem('elaska-saved');
    if (!text) return;
    sessionStorage.removeItem('elaska-saved');
    const note = document.createElement('p');
    note.className = 'elaska-saved';
    note.setAttribute('role', 'status');
    document.body.append(note);
    window.setTimeout(() => (note.textContent = text), 50);
    window.setTimeout(() => note.remove(), 4000);
  }

  /* Selected first: where the browser refuses, the person copies it by hand. */
  function copy(button) {
    const field = document.getElementById(button.dataset.elaskaCopyField);
    button.addEventListener('click', () => {
      field.select();
      navigator.clipboard?.writeText(field.value).then(() => (button.textContent = button.dataset.done));
    });
  }

  document.addEventListener('DOMContentLoaded', () => {
    saved();
    document.querySelectorAll('[data-elaska-ticking]').forEach(ticking);
    document.querySelectorAll('form[data-elaska-select]').forEach(selection);
    document.querySelectorAll('button[data-elaska-reason]').forEach(reason);
    document.querySelectorAll('select[data-elaska-case]').forEach(picker);
    document.querySelectorAll('form[data-elaska-keep]').forEach(keep);
    document.querySelectorAll('button[data-elaska-copy-field]').forEach(copy);
    document.querySelectorAll('[data-elaska-sealed]').forEach(sealed);
    document.querySelectorAll('[data-elaska-when]').forEach(when);
    document.querySelectorAll('input[data-elaska-find]').forEach(finder);
    document.querySelector('.elaska-row-error :is(input:not([type="hidden"]), select, textarea)')?.focus();
    document.querySelectorAll('select[data-elaska-go]').forEach((select) =>
      select.addEventListener('change', () => select.form.requestSubmit()),
    );
  });
})();
