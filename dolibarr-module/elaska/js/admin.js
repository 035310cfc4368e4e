/*
 * Small helps of the setup pages; every page works without them.
 *   [data-elaska-confirm]          form or button that asks before what cannot be undone; data-elaska-no: word of the way back
 *   [data-elaska-ticked]           how many rows of its form are ticked
 *   input[data-elaska-colour]      picker beside the colour's text
 *   [data-elaska-live]             part of a page that renews itself
 *   button[data-elaska-copy]       copies a text
 *   select[data-elaska-fill]       fills other fields from the chosen option's data
 *   [data-elaska-lines]            lines [data-elaska-one] of a registry: added from a template, moved up and down, a badge as it will look
 */
(function () {
  'use strict';

  function confirmation(form) {
    let sure = false;
    form.addEventListener('submit', (event) => {
      const button = event.submitter;
      const asks = button?.dataset.elaskaConfirm ? button : form;
      if (sure || !asks.dataset.elaskaConfirm || typeof HTMLDialogElement === 'undefined') return;
      event.preventDefault();
      const dialog = document.createElement('dialog');
      dialog.className = 'elaska-dialog';
      const text = document.createElement('p');
      text.textContent = asks.dataset.elaskaConfirm;
      const yes = document.createElement('button');
      yes.type = 'button';
      yes.className = 'butActionDelete';
      yes.textContent = button?.textContent || 'OK';
      const no = document.createElement('button');
      no.type = 'button';
      no.className = 'butAction';
      no.textContent = asks.dataset.elaskaNo;
      const row = document.createElement('div');
      row.className = 'elaska-buttons';
      row.append(yes, no);
      dialog.append(text, row);
      document.body.append(dialog);
      yes.addEventListener('click', () => {
        sure = true;
        dialog.close();
        form.requestSubmit(button || undefined);
      });
      no.addEventListener('click', () => dialog.close());
      dialog.addEventListener('close', () => {
        dialog.remove();
        button?.focus();
      });
      dialog.showModal();
      no.focus();
    });
  }

  function ticked(text) {
    const form = text.closest('form');
    form.addEventListener('change', () => (text.textContent = form.querySelectorAll('input[name="toselect[]"]:checked').length));
  }

  function colour(picker) {
    const text = document.getElementById(picker.dataset.elaskaColour);
    if (!text) return;
    picker.addEventListener('input', () => (text.value = picker.value));
    text.addEventListener('input', () => {
      if (/^#[0-9a-f]{6}$/i.test(text.value)) picker.value = text.value;
    });
  }

  /* Renewed only while somebody looks; a failure keeps what is shown and says since when. */
  function live(part) {
    const every = Number(part.dataset.elaskaEvery || 5) * 1000;
    const renew = async () => {
      const inside = document.activeElement?.closest('[data-elaska-live]') === part;
      if (document.hidden || (inside && document.activeElement.tagName !== 'SUMMARY')) return;
      try {
        const answer = await fetch(part.dataset.elaskaLive, { credentials: 'same-origin', cache: 'no-store' });
        if (!answer.ok) throw new Error(String(answer.status));
        const html = await answer.text();
        const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-elaska-part]');
        if (!fresh) throw new Error('session');
        const open = part.querySelector('details')?.open;
        part.replaceChildren(...fresh.childNodes);
        const details = part.querySelector('details');
        if (details) details.open = Boolean(open);
        if (inside) details?.querySelector('summary').focus();
        part.classList.remove('elaska-stale');
      } catch {
        part.classList.add('elaska-stale');
      }
    };
    setInterval(renew, every);
    document.addEventListener('visibilitychange', renew);
  }

  function copy(button) {
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.elaskaCopy);
      const words = button.textContent;
      button.textContent = button.dataset.done || words;
      setTimeout(() => (button.textContent = words), 2000);
    });
  }

  function fill(select) {
    select.addEventListener('change', () => {
      const option = select.selectedOptions[0];
      for (const [name, value] of Object.entries(option?.dataset || {})) {
        const field = select.form.elements.namedItem(name);
        if (field) field.value = value;
      }
    });
  }

  /* Places are numbers that the form sends; once buttons move the lines nobody needs to see them. */
  function lines(box) {
    const form = box.closest('form');
    const all = () => Array.from(box.querySelectorAll(':scope > [data-elaska-one]'));
    const count = () =>
      all().forEach((line, i, list) => {
        const place = line.querySelector('.elaska-line-place');
        if (!place) return;
        place.querySelector('input').value = i + 1;
        place.querySelector('input').hidden = true;
        for (const button of place.querySelectorAll('button')) button.hidden = false;
        place.querySelector('[data-elaska-up]').disabled = i === 0;
        place.querySelector('[data-elaska-down]').disabled = i === list.length - 1;
      });
    box.addEventListener('click', (event) => {
      const button = event.target.closest('[data-elaska-up], [data-elaska-down]');
      if (!button) return;
      const line = button.closest('[data-elaska-one]');
      if (line.dataset.depth) branch(line, 'elaskaUp' in button.dataset);
      else if ('elaskaUp' in button.dataset) line.previousElementSibling?.before(line);
      else line.nextElementSibling?.after(line);
      count();
      (button.disabled ? line.querySelector('.elaska-line-place button:enabled') : button)?.focus();
    });
    box.addEventListener('input', (event) => preview(event.target.closest('[data-elaska-one]')));
    /* A folder of a model: its place in the tree and its name follow what is typed. */
    box.addEventListener('input', (event) => {
      const line = event.target.closest('[data-elaska-one]');
      const named = line?.querySelector('[data-elaska-named]');
      if (event.target.matches('[data-elaska-depth]')) line.dataset.depth = event.target.value;
      const typed = (key) => line.querySelector(`[name$="[${key}]"]`)?.value.trim() || '';
      if (named) named.textContent = (typed('fr') || typed('en') || '…').replace('{year}', String(new Date().getFullYear()));
    });
    /* What is refused in a closed part is shown. */
    box.addEventListener(
      'invalid',
      (event) => {
        const part = event.target.closest('details');
        if (part) part.open = true;
      },
      true,
    );
    const add = form.querySelector('[data-elaska-add]');
    const model = form.querySelector('template[data-elaska-line]');
    let next = all().length + 1;
    if (add && model) {
      add.hidden = false;
      add.addEventListener('click', () => {
        const made = document.createElement('div');
        made.innerHTML = model.innerHTML.replaceAll('__n__', String(next++));
        const line = made.firstElementChild;
        box.append(line);
        count();
        line.querySelector('input[type="text"]')?.focus();
      });
    }
    count();
    all().forEach(preview);
  }

  /* A line of a tree goes with what is below it, past the whole branch that stands there. */
  function branch(line, up) {
    const depth = (one) => Number(one?.dataset.depth || 0);
    const below = (one) => {
      const list = [one];
      for (let next = one.nextElementSibling; depth(next) > depth(one); next = next.nextElementSibling) list.push(next);
      return list;
    };
    const moved = below(line);
    if (up) {
      let before = line.previousElementSibling;
      while (depth(before) > depth(line)) before = before.previousElementSibling;
      before?.before(...moved);
    } else {
      const after = moved[moved.length - 1].nextElementSibling;
      if (after) below(after).pop().after(...moved);
    }
  }

  /* The badge of a status in the adviser's words and in the client's, while it is typed. */
  function preview(line) {
    const place = line?.querySelector('.elaska-line-preview');
    if (!place) return;
    const value = (key) => line.querySelector(`[name$="[${key}]"]:is([type="text"], :checked)`)?.value.trim() || '';
    const colour = value('colour') || 'slate';
    for (const badge of place.querySelectorAll('.elaska-badge')) {
      const text = badge.dataset.elaskaSays.split(' ').map(value).find(Boolean) || '…';
      badge.className = `elaska-badge elaska-c-${colour}`;
      badge.querySelector('b').textContent = text;
      const use = badge.querySelector('use');
      if (use) use.setAttribute('href', use.getAttribute('href').replace(/#.*$/, `#${value('icon')}`));
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-elaska-lines]').forEach(lines);
    document.querySelectorAll('form[data-elaska-confirm], form:has(button[data-elaska-confirm])').forEach(confirmation);
    document.querySelectorAll('[data-elaska-ticked]').forEach(ticked);
    document.querySelectorAll('input[data-elaska-colour]').forEach(colour);
    document.querySelectorAll('[data-elaska-live]').forEach(live);
    document.querySelector('.elaska-views [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    document.querySelectorAll('button[data-elaska-copy]').forEach(copy);
    document.querySelectorAll('select[data-elaska-fill]').forEach(fill);
  });
})();
