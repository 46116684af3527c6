import { replicaNames, replicaOf } from '../dist/replicas/index.js';

const cell = (text) => String(text).replaceAll('|', '\\|');
const code = (value) => `\`${value}\``;

/** What a replica can do wrong, for somebody who wants to run his own tool against it. */
export async function replicasPage() {
  const kinds = await Promise.all(replicaNames.map(replicaOf));
  return `${[
    '# Replicas',
    '<!-- Written by scripts/gen-docs.mjs from the switches themselves. -->',
    'A replica is a stand-in for an application that nobody can try things on: it runs on this machine, keeps everything in memory, starts with the same records each time, and misbehaves on demand. Nothing in it is a vendor’s code. Run any tool against it:',
    [
      '```console',
      '$ sidedoor replica harbor --port 8811 --switch slowMs=800 --switch latePostback',
      '$ curl http://127.0.0.1:8811/__inspect',
      `$ curl -d '{"maintenance": true}' http://127.0.0.1:8811/__switch`,
      '```',
    ].join('\n'),
    '`__inspect` answers the records, the sessions, every sign-in attempt and every save with what became of it, so that a tool is judged by what it did and not by what it says. `__switch` sets switches while it runs, all or none, and answers their values. Neither needs a sign-in. The switches that count (“the n next saves”) go down by themselves.',
    '`npm run bench:legacy` runs every flow of the built-in packs against every value under “worth trying”, one at a time and in random combinations, and judges the answers by the records.',
    ...kinds.flatMap(section),
  ].join('\n\n')}\n`;
}

function section({ name, title, users, switches }) {
  const logins = users.map((user) => {
    const secret = user.codeSecret === undefined ? '' : code(user.codeSecret);
    return `| ${code(user.name)} | ${code(user.password)} | ${cell(user.role)} | ${secret} |`;
  });
  const rows = Object.entries(switches).map(
    ([key, { is, says, tries }]) =>
      `| ${code(key)} | ${code(is)} | ${tries.map(code).join(' ')} | ${cell(says)} |`,
  );
  return [
    `## ${title}`,
    `${code(`sidedoor replica ${name}`)}`,
    ['| user | password | role | secret of its one-time codes |', '|---|---|---|---|', ...logins].join('\n'),
    ['| switch | default | worth trying | what it does |', '|---|---|---|---|', ...rows].join('\n'),
  ];
}
