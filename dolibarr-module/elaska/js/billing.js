/*
 * Choosing what to bill: sums of what is ticked, whole cases at once, and a form that goes once. The page works without.
 */
(function () {
  'use strict';

  const clock = (s) =>
    [Math.floor(s / 3600), Math.floor((s % 3600) / 60), s % 60].map((n) => String(n).padStart(2, '0')).join(':');

  /* "1 500,00" in minor units, 0 when it is not an amount: the server says so. */
  const minor = (text) => {
    const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
    return /^\d+(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : 0;
  };

  function choose(form) {
    const lang = form.dataset.lang.replace('_', '-');
    const money = new Intl.NumberFormat(lang, { style: 'currency', currency: form.dataset.currency });
    const groups = [...form.querySelectorAll('[data-elaska-group]')];
    const boxes = [...form.querySelectorAll('input[name="entries[]"]:not([disabled])')];
    const prices = [...form.querySelectorAll('input[name="prices[]"]')];
    const everything = form.querySelector('[data-elaska-everything]');
    const scope = form.querySelector('[data-elaska-scope]');
    const total = form.querySelector('[data-elaska-total]');
    const words = total.dataset;

    const tri = (box, on, of) => {
      if (!box) return;
      box.checked = of > 0 && on === of;
      box.indeterminate = on > 0 && on < of;
      box.disabled = of === 0;
    };
    const sum = (list, key) => list.reduce((n, box) => n + Number(box.dataset[key] || 0), 0);

    const draw = () => {
      const all = !!scope?.checked;
      for (const group of groups) {
        const mine = boxes.filter((box) => group.contains(box));
        const on = mine.filter((box) => box.checked);
        tri(group.querySelector('[data-elaska-all]'), on.length, mine.length);
        group.querySelector('[data-elaska-seconds]').textContent = on.length ? clock(sum(on, 'seconds')) : '';
        group.querySelector('[data-elaska-minor]').textContent = on.length ? money.format(sum(on, 'minor') / 100) : '';
      }
      const on = boxes.filter((box) => box.checked);
      tri(everything, on.length, boxes.length);
      form.classList.toggle('elaska-bill-all', all);
      const priced = prices
        .filter((box) => box.checked)
        .reduce((n, box) => n + minor(box.closest('tr').querySelector('[data-elaska-amount]').value), 0);
      const count = all ? Number(scope.dataset.count) : on.length;
      const parts = [];
      if (count > 0) parts.push(`${count} ${count > 1 ? words.many : words.one}`, clock(all ? Number(scope.dataset.seconds) : sum(on, 'seconds')));
      if (!all && on.length + priced > 0) parts.push(`${words.about} ${money.format((sum(on, 'minor') + priced) / 100)}`);
      total.textContent = parts.length ? parts.join(' · ') : words.none;
    };

    everything?.addEventListener('change', () => {
      boxes.forEach((box) => (box.checked = everything.checked));
      draw();
    });
    groups.forEach((group) =>
      group.querySelector('[data-elaska-all]').addEventListener('change', (event) => {
        boxes.filter((box) => group.contains(box)).forEach((box) => (box.checked = event.target.checked));
        draw();
      }),
    );
    form.addEventListener('input', draw);
    form.addEventListener('change', draw);
    draw();
  }

  /* A double click sends one request; the server would answer the second one with the same invoice. */
  function once(form) {
    let sent = false;
    form.addEventListener('submit', (event) => {
      if (sent) event.preventDefault();
      sent = true;
      form.querySelector('button[type="submit"]').setAttribute('aria-busy', 'true');
    });
    window.addEventListener('pageshow', () => (sent = false));
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('form[data-elaska-bill]').forEach(choose);
    document.querySelectorAll('form[data-elaska-once]').forEach(once);
  });
})();
