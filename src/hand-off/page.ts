import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

const document = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Sidedoor: a person is needed</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="style.css">
  <script src="script.js" defer></script>
</head>
<body>
  <header>
    <p class="brand">Sidedoor</p>
    <h1 id="account"></h1>
    <p id="until"></p>
  </header>
  <main>
    <section id="question">
      <p id="says" role="status" aria-live="polite"></p>
      <form id="code-form" hidden>
        <label for="code">Code</label>
        <input id="code" name="code" autocomplete="one-time-code" inputmode="text" maxlength="64" required>
        <button>Enter the code</button>
      </form>
      <p id="how"></p>
      <button id="done" type="button">Done</button>
      <p id="trouble" role="alert"></p>
    </section>
    <div id="screen" tabindex="0" role="application" aria-label="The application's page">
      <img id="picture" alt="Live picture of the application's page" draggable="false">
    </div>
  </main>
</body>
</html>
`;

/** The files of the hand-off page, by their names below its address. They hold nothing of a run. */
export const deskPage: Record<string, { type: string; text: string }> = {
  '': { type: 'text/html', text: document },
  'style.css': { type: 'text/css', text: pageStyle },
  'script.js': { type: 'text/javascript', text: pageScript },
};
