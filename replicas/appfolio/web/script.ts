import { gridScript } from './grid-script.ts';

/** What runs on every page of the company's host. Plain script of the kind that such pages are full of. */
export const script = `
(function () {
  var body = document.body;
  var csrf = document.querySelector('meta[name=csrf-token]').content;
  var xhr = { 'X-Requested-With': 'XMLHttpRequest', 'X-CSRF-Token': csrf };
  window.appfolio = { xhr: xhr };

  if (body.dataset.ticket) setTimeout(function () {
    fetch('/session.json?session_state=' + encodeURIComponent(body.dataset.ticket));
  }, Number(body.dataset.cookieSeconds) * 1000);

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post') return;
    var token = form.querySelector('[name=authenticity_token]');
    if (token) token.value = csrf;
    if (body.dataset.double && !form.dataset.twice) {
      form.dataset.twice = 'yes';
      setTimeout(function () { HTMLFormElement.prototype.submit.call(form); }, 30);
    }
  });

  function suggest(input) {
    var box = input.closest('.typeahead');
    var hidden = box.querySelectorAll('input[type=hidden]');
    var timer, latest = 0;
    function show(items) {
      var old = box.querySelector('.typeahead-menu');
      if (old) old.remove();
      var menu = document.createElement('ul');
      menu.className = 'typeahead-menu';
      menu.dataset.for = input.value;
      items.forEach(function (item) {
        var li = menu.appendChild(document.createElement('li'));
        var a = li.appendChild(document.createElement('a'));
        a.href = item.href || '#';
        a.dataset.value = item.value || '';
        a.appendChild(document.createElement('span')).textContent = item.label;
        a.appendChild(document.createElement('small')).textContent = item.kind;
        a.addEventListener('click', function (event) {
          if (item.href) return;
          event.preventDefault();
          input.value = item.label;
          (item.values || [item.value]).forEach(function (value, at) { if (hidden[at]) hidden[at].value = value; });
          menu.remove();
          input.dispatchEvent(new Event('chosen', { bubbles: true }));
        });
      });
      if (!items.length) {
        var none = menu.appendChild(document.createElement('li'));
        none.className = 'none';
        none.textContent = 'No results found';
      }
      box.appendChild(menu);
    }
    function ask(text, after) {
      var number = ++latest;
      fetch(input.dataset.suggest + '?q=' + encodeURIComponent(text), { headers: xhr })
        .then(function (answer) { return answer.json(); })
        .then(function (items) { if (number === latest) { show(items); if (after) after(); } })
        .catch(function () {});
    }
    input.addEventListener('input', function () {
      clearTimeout(timer);
      hidden.forEach(function (field) { field.value = ''; });
      var old = box.querySelector('.typeahead-menu');
      if (old) old.remove();
      if (input.value.trim().length < 2) return;
      timer = setTimeout(function () {
        ask(input.value, body.dataset.stale ? function () {
          setTimeout(function () { ask(input.value.slice(0, 3)); }, 150);
        } : null);
      }, 120);
    });
  }
  document.querySelectorAll('[data-suggest]').forEach(suggest);

  document.addEventListener('click', function (event) {
    var opener = event.target.closest('[data-load]');
    if (opener) {
      event.preventDefault();
      fetch(opener.dataset.load, { headers: xhr })
        .then(function (answer) { return answer.text(); })
        .then(function (text) { document.querySelector(opener.dataset.into).innerHTML = text; });
    }
    var sender = event.target.closest('[data-post]');
    if (sender) {
      event.preventDefault();
      var form = sender.closest('form');
      var send = function () {
        return fetch(sender.dataset.post, { method: 'POST', headers: xhr, body: new URLSearchParams(new FormData(form)) });
      };
      sender.disabled = true;
      if (body.dataset.double) setTimeout(send, 30);
      send().then(function (answer) {
        return answer.text().then(function (text) {
          if (answer.status === 201) {
            document.querySelector(sender.dataset.into).insertAdjacentHTML('afterbegin', text);
            form.remove();
          } else {
            form.querySelector('.js-form-error').textContent = answer.status === 422 ? text : 'Something went wrong (' + answer.status + ').';
          }
        });
      }).catch(function () {
        form.querySelector('.js-form-error').textContent = 'Something went wrong (no answer).';
      });
    }
    var another = event.target.closest('.js-add-another');
    if (another) {
      event.preventDefault();
      var rows = document.querySelector('.js-lines');
      var copy = rows.lastElementChild.cloneNode(true);
      copy.querySelectorAll('input').forEach(function (field) { field.value = ''; });
      rows.appendChild(copy);
    }
  });

  var billDate = document.querySelector('.js-bill-date');
  if (billDate) billDate.addEventListener('change', function () {
    var due = document.querySelector('.js-due-date');
    if (!due.value) due.value = billDate.value;
  });
  var bill = document.querySelector('.js-bill');
  function warn() {
    fetch('/accounting/payable_invoices/duplicates?' + new URLSearchParams(new FormData(bill)), { headers: xhr })
      .then(function (answer) { return answer.text(); })
      .then(function (text) { document.querySelector('.js-duplicate-warning').textContent = text; })
      .catch(function () {});
  }
  if (bill) { bill.addEventListener('change', warn); bill.addEventListener('chosen', warn); }
})();
${gridScript}
`;
