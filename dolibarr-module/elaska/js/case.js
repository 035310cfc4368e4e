/* Pages of a case: printing, and menus that close when something else is clicked. */
(function () {
  'use strict';

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-elaska-print]').forEach((button) => button.addEventListener('click', () => window.print()));
    document.addEventListener('click', (event) => {
      document.querySelectorAll('details.elaska-menu[open]').forEach((menu) => {
        if (!menu.contains(event.target)) menu.open = false;
      });
    });
  });
})();
