/*
 * Documents of a case deposited on their line: chosen or dropped, one by one, with how far each is. Without a script the
 * checklist is still read, judged and changed.
 */
(function () {
  'use strict';

  const packed = (input) =>
    btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(input))))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');

  function send(root, piece, file, progress) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open('PUT', root.dataset.uploadUrl);
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.setRequestHeader('x-elaska-token', root.dataset.token);
      request.setRequestHeader('x-elaska-input', packed({ object: 'piece', id: piece, name: file.name }));
      request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0);
      request.onerror = () => failed(new Error(''));
      request.onload = () => {
        if (request.status < 300) return done();
        let body = {};
        try {
          body = JSON.parse(request.responseText);
        } catch {
          /* A page instead of an answer. */
        }
        failed(new Error(body.error?.message ?? ''));
      };
      request.send(file);
    });
  }

  function say(zone, text) {
    let line = zone.parentElement.querySelector('.elaska-error');
    if (!line) {
      line = document.createElement('p');
      line.className = 'elaska-error';
      line.setAttribute('role', 'alert');
      zone.parentElement.append(line);
    }
    line.textContent = text;
  }

  async function deposit(root, zone, files) {
    const refused = [];
    zone.setAttribute('aria-busy', 'true');
    for (const file of files) {
      const show = (part) => zone.style.setProperty('--elaska-part', `${Math.round(part * 100)}%`);
      await send(root, Number(zone.dataset.elaskaDeposit), file, show).catch((error) => refused.push(`${file.name} : ${error.message || '…'}`));
    }
    zone.removeAttribute('aria-busy');
    if (refused.length > 0) say(zone, refused.join(' '));
    else if (files.length > 0) location.reload();
  }

  function attach(root, zone) {
    const input = zone.querySelector('input');
    input.addEventListener('change', () => deposit(root, zone, [...input.files]));
    for (const type of ['dragover', 'dragleave', 'drop'])
      zone.addEventListener(type, (event) => {
        event.preventDefault();
        zone.classList.toggle('elaska-over', type === 'dragover');
        if (type === 'drop') deposit(root, zone, [...event.dataTransfer.files]);
      });
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-upload-url].elaska-cockpit').forEach((root) => {
      root.classList.add('elaska-scripted');
      root.querySelectorAll('[data-elaska-deposit]').forEach((zone) => attach(root, zone));
    });
    document.querySelectorAll('[data-elaska-print]').forEach((button) => button.addEventListener('click', () => window.print()));
    /* A menu closes when something else is clicked. */
    document.addEventListener('click', (event) => {
      document.querySelectorAll('details.elaska-menu[open]').forEach((menu) => {
        if (!menu.contains(event.target)) menu.open = false;
      });
    });
  });
})();
