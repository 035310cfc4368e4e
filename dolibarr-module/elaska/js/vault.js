/*
 * An open vault in Dolibarr: says how long it stays open, and at the end wipes what is shown and closes it. DOC-13.
 */
(function () {
    'use strict';
    document.addEventListener('DOMContentLoaded', function () {
        var box = document.querySelector('[data-elaska-vault]');
        if (!box) {
            return;
        }
        var idle = Number(box.getAttribute('data-elaska-vault')) * 1000;
        var left = box.querySelector('[data-elaska-vault-left]');
        var last = Date.now();
        var read = [];
        var over = false;
        function tick() {
            var rest = Math.ceil((last + idle - Date.now()) / 1000);
            if (over) {
                return;
            }
            if (rest <= 0) {
                over = true;
                read.forEach(function (one) {
                    one.close();
                });
                var form = box.querySelector('form');
                box.hidden = true;
                box.querySelectorAll('table').forEach(function (table) {
                    table.remove();
                });
                form.submit();
                return;
            }
            left.textContent = left.getAttribute('data-text').replace('…', Math.floor(rest / 60) + ':' + ('0' + (rest % 60)).slice(-2));
        }
        box.addEventListener('click', function (event) {
            var link = event.target.closest('a');
            if (!link) {
                return;
            }
            last = Date.now(); // the service hears of it too
            if (link.hasAttribute('data-elaska-vault-read')) {
                event.preventDefault();
                var opened = window.open(link.href, '_blank');
                if (opened) {
                    read.push(opened);
                }
            }
        });
        setInterval(tick, 1000);
        document.addEventListener('visibilitychange', tick);
        tick();
    });
})();
