/**
 * A virtualised grid in the manner of the public fixed-data-table library: only the rows in view are in the document, it
 * scrolls by the wheel, and its scroll bar is drawn. Waits for a buffered report first, and exports it.
 */
export const gridScript = `
(function () {
  var grid = document.querySelector('.js-report-grid');
  if (!grid) return;
  var xhr = window.appfolio.xhr, height = 34, inView = 13;
  var paint = Number(document.body.dataset.paintMs);
  var skips = !!document.body.dataset.skipRows;

  var widths = [];

  function load() {
    fetch(grid.dataset.rows, { headers: xhr }).then(function (answer) {
      if (answer.status === 202) return void setTimeout(load, 150);
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json().then(draw);
    }).catch(function (error) {
      grid.innerHTML = '<div class="spinner js-report-error">The report could not be loaded (' + error.message + ').</div>';
    });
  }

  function cells(texts) {
    return texts.map(function (text, at) {
      var cell = document.createElement('div');
      cell.className = 'public_fixedDataTableCell_main';
      cell.textContent = text;
      cell.style.flexGrow = widths[at] || 8;
      cell.title = text;
      return cell;
    });
  }
  function row(className, top, texts) {
    var line = document.createElement('div');
    line.className = 'fixedDataTableRowLayout_main ' + className;
    line.style.transform = 'translate3d(0px,' + top + 'px,0)';
    line.append.apply(line, cells(texts));
    return line;
  }

  function draw(sheet) {
    var view = inView * height, content = sheet.rows.length * height, at = 0;
    widths = sheet.headings.map(function (heading, column) {
      return Math.max.apply(null, [heading.length].concat(sheet.rows.map(function (row) { return (row[column] || '').length; }))) + 2;
    });
    grid.innerHTML = '';
    grid.className = 'js-report-grid public_fixedDataTable_main';
    grid.style.height = (view + 2 * height + 2) + 'px';
    var body = document.createElement('div');
    body.className = 'fixedDataTableLayout_rowsContainer';
    body.style.cssText = 'position:absolute;left:0;right:0;overflow:hidden;top:' + height + 'px;height:' + view + 'px';
    grid.appendChild(row('public_fixedDataTable_header', 0, sheet.headings));
    grid.appendChild(body);
    if (sheet.totals) grid.appendChild(row('public_fixedDataTable_footer', view + height, sheet.totals));
    var bar = document.createElement('div');
    bar.className = 'ScrollbarLayout_main';
    bar.style.cssText = 'top:' + height + 'px;height:' + view + 'px';
    var face = bar.appendChild(document.createElement('div'));
    face.className = 'ScrollbarLayout_face';
    face.style.height = Math.max(20, view * Math.min(1, view / Math.max(content, 1))) + 'px';
    grid.appendChild(bar);
    document.querySelector('.js-result-count').textContent = sheet.count + (sheet.count === 1 ? ' result' : ' results');

    function rows() {
      var first = Math.floor(at / height);
      body.innerHTML = '';
      sheet.rows.slice(first, first + inView + 1).forEach(function (texts, index) {
        if (skips && index === 4) return;
        body.appendChild(row((first + index) % 2 ? 'odd' : '', (first + index) * height - at, texts));
      });
      if (!sheet.rows.length) body.innerHTML = '<div class="spinner js-empty">No results</div>';
    }
    function move() {
      var most = Math.max(content - view, 1);
      face.style.transform = 'translate3d(0,' + at / most * (view - face.offsetHeight) + 'px,0)';
    }
    rows(); move();
    grid.addEventListener('wheel', function (event) {
      event.preventDefault();
      at = Math.max(0, Math.min(Math.max(0, content - view), at + event.deltaY));
      move();
      setTimeout(rows, paint);
    }, { passive: false });
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-export]');
    if (!button) return;
    event.preventDefault();
    var status = document.querySelector('.js-export-status');
    status.textContent = 'Preparing your export…';
    fetch(button.dataset.export, { method: 'POST', headers: xhr }).then(function (answer) {
      return answer.json();
    }).then(function poll(job) {
      if (!job.ready) return void setTimeout(function () {
        fetch('/exports/' + job.id + '.json', { headers: xhr }).then(function (answer) { return answer.json(); }).then(poll, failed);
      }, 150);
      var link = document.createElement('a');
      link.className = 'js-export-download';
      link.href = '/exports/' + job.id + '/download';
      link.textContent = 'Download ' + job.name;
      status.replaceChildren(link);
    }).catch(failed);
    function failed() { status.textContent = 'The export failed.'; }
  });
  load();
})();
`;
